// What every sweep of the worker costs while there is nothing to do, after a thousand past posts and after a million on a real PostgreSQL:
// ms a run, rows and pages looked at, and how much more than after a thousand. `node scripts/run-ts.mjs bench/sweeps.ts [posts]`
import { cpus } from 'node:os';
import { argv } from 'node:process';
import { openDatabase } from '#db/client.server.ts';
import { readingOf, statementsOf } from '#tests/support/asked-of-database.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { pastPosts } from '#tests/support/past-posts.ts';
import { freshDatabase } from '#tests/support/real-servers.ts';
import { openWorld } from '#tests/support/world.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';
import { startOwnServers } from './own-servers.ts';

/** What all sweeps of an idle worker take together, in ms of waiting for the database a second; and how much more than after 1,000. */
export const MOST_IDLE_MS = 50;
export const MOST_IDLE_GROWTH = 3;

const FEW = 1_000;
const ROUNDS = 20;
/** Runs of sweeps that go through everything once in hours are few, so that a million posts are measured in minutes. */
const SELDOM_MS = 3_600_000;
const SELDOM_ROUNDS = 3;
/** The log has eighteen events a post, and no sweep reads it but its newest. */
const LOG_OF_ONE_IN = 10;

interface Cost {
  everyMs: number;
  /** of one run, the middle one of several */
  ms: number;
  rows: number;
  pages: number;
}

export interface Idle {
  /** ms of sweeping in a second */
  perSecond: number;
  growth: number;
}

/** Null (loudly) where there is no PostgreSQL to start. */
export async function benchSweeps(many = 1_000_000): Promise<Idle | null> {
  const servers = await startOwnServers();
  if (!servers) return null;
  try {
    const few = await measured(servers.databaseUrl, FEW);
    const all = await measured(servers.databaseUrl, many);
    return tell(few, all, many);
  } finally {
    await servers.stop();
  }
}

async function measured(server: string, count: number): Promise<Map<string, Cost>> {
  const { url, drop } = await freshDatabase(server);
  const open = await openDatabase({ mode: 'cluster', url });
  if (open.kind !== 'postgres') throw new Error('a real PostgreSQL is measured');
  await migrateAndSeed(open);
  const world = await openWorld('ashwick', { db: open.db, close: open.close });
  try {
    await pastPosts(world, count, { logOfOneIn: LOG_OF_ONE_IN });
    const costs = new Map<string, Cost>();
    for (const { name, everyMs, run } of SWEEPS) {
      // The first run tells what is told once, and warms plans and caches.
      await run(world.worker);
      const times: number[] = [];
      for (let round = 0; round < (everyMs < SELDOM_MS ? ROUNDS : SELDOM_ROUNDS); round++) {
        const started = performance.now();
        await run(world.worker);
        times.push(performance.now() - started);
      }
      times.sort((a, b) => a - b);
      const cost: Cost = { everyMs, ms: times[Math.floor(times.length / 2)] ?? 0, rows: 0, pages: 0 };
      for (const asked of await statementsOf(() => run(world.worker))) {
        const { rows, pages } = await readingOf(open.raw, asked);
        cost.rows += rows;
        cost.pages += pages;
      }
      costs.set(name, cost);
    }
    return costs;
  } finally {
    await world.close();
    await drop();
  }
}

const perSecond = (costs: ReadonlyMap<string, Cost>): number =>
  [...costs.values()].reduce((total, { ms, everyMs }) => total + (ms * 1_000) / (everyMs + ms), 0);

function tell(few: ReadonlyMap<string, Cost>, all: ReadonlyMap<string, Cost>, many: number): Idle {
  console.log(
    `idle sweeps after ${many} past posts (after ${FEW}), ${cpus().length} × ${cpus()[0]?.model ?? '?'}`,
  );
  for (const [name, { everyMs, ms, rows, pages }] of all) {
    const less = few.get(name);
    const every = everyMs < 60_000 ? `${everyMs / 1_000} s` : `${everyMs / 60_000} min`;
    console.log(
      `  ${name.padEnd(26)} every ${every.padEnd(9)} ${ms.toFixed(1)} ms (${less?.ms.toFixed(1)}), ${rows} rows (${less?.rows}), ${pages} pages (${less?.pages})`,
    );
  }
  const idle = { perSecond: perSecond(all), growth: perSecond(all) / perSecond(few) };
  console.log(
    `  together ${idle.perSecond.toFixed(1)} ms a second, ${idle.growth.toFixed(2)} times as much as after ${FEW}`,
  );
  return idle;
}

if (argv[1]?.endsWith('sweeps.mjs')) {
  const idle = await benchSweeps(Number(argv[2] ?? 1_000_000));
  process.exit(idle && (idle.perSecond > MOST_IDLE_MS || idle.growth > MOST_IDLE_GROWTH) ? 1 : 0);
}
