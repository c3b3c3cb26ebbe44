// How long one question takes among a thousand and among many times as many, on a real PostgreSQL: half within, 99 in 100 within, and how
// many times as long.
import { type Database, openDatabase } from '#db/client.server.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';

/** ms */
export interface Times {
  p50: number;
  p99: number;
}

export interface Growth {
  few: Times;
  many: Times;
  /** the middle one of many, against that of few */
  growth: number;
}

/** Asks once, `round` counting from 0; what it returns says afterwards, outside the time, whether the answer was right. */
export type Ask = (round: number) => Promise<() => void>;

export interface GrowthPlan {
  /** what is asked, and among what: words of the printed lines */
  what: string;
  among: string;
  many: number;
  rounds: number;
  /** rounds before those, which warm plans and caches */
  warming: number;
  /** Fills the practice world with so many, and returns how to ask. */
  fill(db: Database, count: number): Promise<Ask>;
}

const FEW = 1_000;

/** Null (loudly) where there is no PostgreSQL. Errors: as `fill`, the question and its check. */
export async function growthOf(plan: GrowthPlan): Promise<Growth | null> {
  const server = testDatabaseUrl();
  if (!server) return null;
  const few = await timesAmong(server, FEW, plan);
  const many = await timesAmong(server, plan.many, plan);
  const growth = many.p50 / few.p50;
  console.log(
    `${plan.what}: ${growth.toFixed(2)} times as long among ${plan.many} ${plan.among} as among ${FEW}`,
  );
  return { few, many, growth };
}

async function timesAmong(
  server: string,
  count: number,
  { among, rounds, warming, fill }: GrowthPlan,
): Promise<Times> {
  const { url, drop } = await freshDatabase(server);
  const open = await openDatabase({ mode: 'cluster', url });
  try {
    await migrateAndSeed(open);
    const ask = await fill(open.db, count);
    const times: number[] = [];
    for (let round = 0; round < warming + rounds; round++) {
      const started = performance.now();
      const check = await ask(round);
      if (round >= warming) times.push(performance.now() - started);
      check();
    }
    times.sort((a, b) => a - b);
    const within = (share: number): number => times[Math.floor(rounds * share)] ?? 0;
    const [p50, p99] = [within(0.5), within(0.99)];
    console.log(
      `  among ${count} ${among}: half within ${p50.toFixed(1)} ms, 99 in 100 within ${p99.toFixed(1)} ms`,
    );
    return { p50, p99 };
  } finally {
    await open.close();
    await drop();
  }
}
