// Runs sweeps one after another on their own timers: a sweep that still runs is not started again, and a failure stops none of them.
import { type Measures, noMeasures } from '#app/domain/ports/measures.ts';
import type { Sweep, SweepDeps } from './sweep.ts';

export interface RunningSweeps {
  /** Starts no further run, and lets those that run end after the row in hand. Returns at once. */
  halt(): void;
  /** The same, and waits for those that run, up to `waitMs` when that is given. */
  stop(waitMs?: number): Promise<void>;
}

/** Starts every sweep at once, then each again `everyMs` after it ended. */
export function startSweeps(
  deps: Omit<SweepDeps, 'stopping' | 'measures'>,
  sweeps: readonly Sweep[],
  measures: Measures = noMeasures,
): RunningSweeps {
  const stopping = new AbortController();
  const sweepDeps = { ...deps, stopping: stopping.signal, measures };
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const turn = (sweep: Sweep): void => {
    if (stopping.signal.aborted) return;
    const work = sweep.anyClock || deps.clock.trustworthy() ? sweep.run(sweepDeps) : Promise.resolve();
    const run = work
      .then(
        () => measures.sweepRan(sweep.name, true),
        (error: unknown) => {
          measures.sweepRan(sweep.name, false);
          deps.log.error('a sweep failed', { sweep: sweep.name, error });
        },
      )
      .then(() => {
        running.delete(run);
        if (stopping.signal.aborted) return;
        const timer = setTimeout(() => {
          timers.delete(timer);
          turn(sweep);
        }, sweep.everyMs);
        timers.add(timer);
      });
    running.add(run);
  };
  sweeps.forEach(turn);
  const halt = (): void => {
    stopping.abort();
    for (const timer of timers) clearTimeout(timer);
  };
  return {
    halt,
    stop: async (waitMs) => {
      halt();
      const ended = Promise.all(running).then(() => undefined);
      await (waitMs === undefined ? ended : Promise.race([ended, patience(waitMs)]));
    },
  };
}

const patience = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
