// Runs sweeps one after another on their own timers: a sweep that still runs is not started again, and a failure stops none of them.
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { Sweep } from './sweeps.ts';

export interface RunningSweeps {
  /** Starts no further run and waits for those that run. */
  stop(): Promise<void>;
}

/** Starts every sweep at once, then each again `everyMs` after it ended. */
export function startSweeps(deps: WorkerDeps, sweeps: readonly Sweep[]): RunningSweeps {
  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  const turn = (sweep: Sweep): void => {
    if (stopped) return;
    const work = sweep.anyClock || deps.clock.trustworthy() ? sweep.run(deps) : Promise.resolve();
    const run = work
      .catch((error: unknown) => deps.log.error('a sweep failed', { sweep: sweep.name, error }))
      .then(() => {
        running.delete(run);
        if (stopped) return;
        const timer = setTimeout(() => {
          timers.delete(timer);
          turn(sweep);
        }, sweep.everyMs);
        timers.add(timer);
      });
    running.add(run);
  };
  sweeps.forEach(turn);
  return {
    stop: async () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
