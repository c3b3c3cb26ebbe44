// What a sweep is: a plain timer that finds work in the database, and works it row by row.
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { Measures } from '#app/domain/ports/measures.ts';
import type { Places } from '#workers/in-hand.ts';

/** What a sweep leans on: the worker's doors, and whether the worker is being stopped. */
export interface SweepDeps extends WorkerDeps {
  /** Once it is aborted the row in hand is finished and no other begun. */
  stopping?: AbortSignal;
  measures?: Measures;
  /** for publishing, shared with the worker's jobs */
  places?: Places;
}

export interface Sweep {
  name: string;
  /** ms between two runs */
  everyMs: number;
  /** runs also while the clock is not to be believed: its work does not depend on the time */
  anyClock?: true;
  run(deps: SweepDeps): Promise<void>;
}

/** Rows that one run takes at most. */
export const BATCH = 500;

/** Runs `work` for each row, `atOnce` at a time; one failure is logged and stops nothing else. A stop ends it after the row in hand. */
export async function each<T>(
  deps: Pick<SweepDeps, 'log' | 'stopping'>,
  name: string,
  rows: T[],
  atOnce: number,
  work: (row: T) => Promise<unknown>,
) {
  const waiting = [...rows];
  const next = () => (deps.stopping?.aborted ? undefined : waiting.shift());
  const runner = async () => {
    for (let row = next(); row !== undefined; row = next())
      await work(row).catch((error: unknown) =>
        deps.log.error('a sweep could not finish one row', { sweep: name, error }),
      );
  };
  await Promise.all(Array.from({ length: atOnce }, runner));
}
