// What a sweep is: a plain timer that finds work in the database, and works it row by row.
import type { WorkerDeps } from '#app/domain/deps.ts';

export interface Sweep {
  name: string;
  /** ms between two runs */
  everyMs: number;
  /** runs also while the clock is not to be believed: its work does not depend on the time */
  anyClock?: true;
  run(deps: WorkerDeps): Promise<void>;
}

/** Rows that one run takes at most. */
export const BATCH = 500;

/** Runs `work` for each row, `atOnce` at a time; one failure is logged and stops nothing else. */
export async function each<T>(
  deps: WorkerDeps,
  name: string,
  rows: T[],
  atOnce: number,
  work: (row: T) => Promise<unknown>,
) {
  const waiting = [...rows];
  const runner = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift())
      await work(row).catch((error: unknown) =>
        deps.log.error('a sweep could not finish one row', { sweep: name, error }),
      );
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
}
