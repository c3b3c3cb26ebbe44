// The product's clock: the database's time, so that every process agrees however its own machine is set.
// It is sampled every 30 s and carried on between samples by a clock that nobody can set.
import { sql } from 'drizzle-orm';
import type { Clock } from '#app/domain/ports/clock.ts';
import type { Database } from '#db/client.server.ts';

const SAMPLE_EVERY_MS = 30_000;
/** After a sample that failed or disagreed, the next is taken sooner. */
const SAMPLE_AGAIN_MS = 1_000;
/** A sample older than this says nothing any more: three in a row were missed. */
const STALE_AFTER_MS = 3 * SAMPLE_EVERY_MS;
const MOST_DRIFT_MS = 5_000;
/** An answer that took longer says too little about when it was given. */
const LONGEST_ROUND_TRIP_MS = 2_000;

/** This machine's two clocks, in ms: one that only runs forward, and one that people and time servers set. */
export interface LocalClocks {
  steady(): number;
  wall(): number;
}
const machine: LocalClocks = { steady: () => performance.now(), wall: () => Date.now() };

interface Sample {
  databaseMs: number;
  steadyMs: number;
  wallMs: number;
}

export interface DatabaseClock extends Clock {
  /** Takes a sample now. Never rejects: a failure shows in `trustworthy`. */
  sample(): Promise<void>;
  /** Takes the first sample, then one every 30 s. */
  start(): Promise<void>;
  stop(): void;
}

/** The database's own time, in ms since 1970. */
export async function readDatabaseTime(db: Database): Promise<number> {
  const answer = await db.execute(sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`);
  const [row] = (answer as unknown as { rows: { ms: number }[] }).rows;
  if (!row) throw new Error('the database did not say the time');
  return row.ms;
}

/** A clock over `readTime` (ms since 1970). Until the first good sample it shows this machine's time, untrusted. */
export function createDatabaseClock(
  readTime: () => Promise<number>,
  local: LocalClocks = machine,
): DatabaseClock {
  let last: Sample | null = null;
  let agreed = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const nowMs = (): number => (last ? last.databaseMs + local.steady() - last.steadyMs : local.wall());

  async function sample(): Promise<void> {
    const before = local.steady();
    const answer = await readTime().catch(() => null);
    const after = local.steady();
    if (answer === null || after - before > LONGEST_ROUND_TRIP_MS) return;
    // The database spoke about halfway; so many ms have passed since.
    const databaseMs = answer + (after - before) / 2;
    // A first sample has nothing to disagree with. After a jump the new time is believed only when a second one agrees.
    agreed = last === null || Math.abs(databaseMs - nowMs()) <= MOST_DRIFT_MS;
    last = { databaseMs, steadyMs: after, wallMs: local.wall() };
  }

  function trustworthy(): boolean {
    if (!last || !agreed) return false;
    const steadyPassed = local.steady() - last.steadyMs;
    const wallPassed = local.wall() - last.wallMs;
    // They part when the machine slept (the steady clock stood still) or when somebody set its time.
    return steadyPassed <= STALE_AFTER_MS && Math.abs(wallPassed - steadyPassed) <= MOST_DRIFT_MS;
  }

  async function keepSampling(): Promise<void> {
    await sample();
    if (stopped) return;
    timer = setTimeout(() => void keepSampling(), trustworthy() ? SAMPLE_EVERY_MS : SAMPLE_AGAIN_MS);
    timer.unref();
  }

  return {
    now: () => new Date(Math.round(nowMs())),
    trustworthy,
    sample,
    start: keepSampling,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
