// A sign of life every few seconds, in the database: the pages and `/health` know by it when no worker is alive.
import { forgetBeats, writeBeat } from '#db/queries/worker-beats.server.ts';
import type { Deps } from '#app/domain/deps.ts';

const EVERY_MS = 5_000;
const KEPT_MS = 86_400_000;

/** Begins at once. A sign that cannot be written is the database's trouble, which shows elsewhere. */
export function startBeats(
  { db, clock, log }: Pick<Deps, 'db' | 'clock' | 'log'>,
  workerId: string,
): { stop(): void } {
  let stopped = false;
  let wasWell = true;
  let timer: NodeJS.Timeout | undefined;
  const beat = async (): Promise<void> => {
    const at = clock.now();
    await writeBeat(db, workerId, at)
      .then(() => forgetBeats(db, new Date(at.getTime() - KEPT_MS)))
      .then(() => (wasWell = true))
      .catch((error: unknown) => {
        if (wasWell && !stopped) log.warn('the worker could not write its sign of life', { error });
        wasWell = false;
      });
    if (!stopped) timer = setTimeout(() => void beat(), EVERY_MS).unref();
  };
  void beat();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
