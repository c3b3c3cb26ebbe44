// Works what falls due as it comes: each free place goes to the next row, nobody waits until the slowest of a batch is done, and what
// falls due while some are still in hand is begun beside them.
import { setTimeout as pause } from 'node:timers/promises';
import type { Places } from '#workers/in-hand.ts';
import type { SweepDeps } from './sweep.ts';

export interface AsTheyCome<T> {
  /** the sweep's, for the log */
  name: string;
  places: Places;
  /** ms until one looks for more while the last few are in hand */
  lookAgainMs: number;
  /** takes rows for this worker; `more`: there may be others at once */
  take(): Promise<{ rows: T[]; more: boolean }>;
  work(row: T): Promise<unknown>;
  /** is told of what was taken and never will be begun */
  leave(left: T[]): Promise<void>;
}

/**
 * Takes and works rows until there are none and none is in hand. The failure of one is logged and stops nothing else. A stop ends it
 * after the rows in hand; what was not begun by then is left at that very moment.
 * Errors: what `take` threw, once everything in hand is done.
 */
export async function asTheyCome<T>(
  deps: Pick<SweepDeps, 'log' | 'stopping'>,
  { name, places, lookAgainMs, take, work, leave }: AsTheyCome<T>,
): Promise<void> {
  const waiting: T[] = [];
  const inHand = new Set<Promise<void>>();
  const stopping = (): boolean => deps.stopping?.aborted === true;
  const failedTo = (what: string) => (error: unknown) =>
    deps.log.error(`a sweep could not ${what}`, { sweep: name, error });
  let left = Promise.resolve();
  const leaveAll = (): void => {
    const taken = waiting.splice(0);
    if (taken.length > 0)
      left = Promise.all([left, leave(taken)]).then(() => undefined, failedTo('leave what it did not begin'));
  };
  const begin = async (): Promise<void> => {
    const giveBack = await places.take();
    const row = waiting.shift();
    if (row === undefined) return giveBack();
    const done = work(row)
      .then(() => undefined, failedTo('finish one row'))
      .then(() => {
        inHand.delete(done);
        giveBack();
      });
    inHand.add(done);
  };
  deps.stopping?.addEventListener('abort', leaveAll, { once: true });
  try {
    while (!stopping()) {
      const { rows, more } = await take();
      waiting.push(...rows);
      if (stopping()) leaveAll();
      while (waiting.length > 0) await begin();
      if (more) continue;
      await quietOr(inHand, lookAgainMs);
      if (inHand.size === 0) break;
    }
  } finally {
    await Promise.all(inHand);
    deps.stopping?.removeEventListener('abort', leaveAll);
    await left;
  }
}

/** Waits until all of these are done, `ms` at most. */
async function quietOr(inHand: ReadonlySet<Promise<void>>, ms: number): Promise<void> {
  if (inHand.size === 0) return;
  const enough = new AbortController();
  const tooLong = pause(ms, undefined, { signal: enough.signal }).catch(() => undefined);
  await Promise.race([Promise.all(inHand), tooLong]);
  enough.abort();
}
