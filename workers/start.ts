// Starts the worker: takes jobs from the queue, runs the sweeps on plain timers, and stops without dropping what is in its hands.
import { randomUUID } from 'node:crypto';
import type { WorkerServices } from '#app/compose-worker.server.ts';
import { type Measures, noMeasures } from '#app/domain/ports/measures.ts';
import type { JobName, QueueConsumer } from '#app/domain/ports/queue.ts';
import { replayIntents } from '#app/domain/posts/replay-intents.ts';
import { startBeats } from './beats.ts';
import { createPlaces, POSTS_AT_ONCE } from './in-hand.ts';
import { CONCURRENCY, PROCESSORS } from './registry.ts';
import { startSweeps } from './sweeps/run-sweeps.ts';
import { SWEEPS } from './sweeps/sweeps.ts';

export interface RunningWorker {
  /** Takes nothing new, from now on; what is in hand goes on. Returns at once. */
  halt(): void;
  /** Takes nothing new and waits up to `waitMs` for what runs. What is being sent then is left as it is: a look will tell. */
  stop(waitMs: number): Promise<void>;
}

/** First holds the intent journal against the database, then works. */
export async function startWorker(
  services: WorkerServices,
  consumer: QueueConsumer,
  measures: Measures = noMeasures,
): Promise<RunningWorker> {
  const { deps } = services;
  await replayIntents(deps, services.intents);
  const places = createPlaces(POSTS_AT_ONCE);
  const stopping = new AbortController();
  const jobDeps = { ...deps, measures, places, stopping: stopping.signal };
  const take = <N extends JobName>(name: N) =>
    consumer.process(name, CONCURRENCY[name], async (payload) => {
      const outcome = await PROCESSORS[name](jobDeps, payload);
      deps.log.info('job done', { job: name, outcome, ...payload });
    });
  (Object.keys(PROCESSORS) as JobName[]).forEach(take);
  const sweeps = startSweeps({ ...deps, places }, SWEEPS, measures);
  const beats = startBeats(deps, randomUUID());
  const halt = (): void => {
    stopping.abort();
    sweeps.halt();
    // Waits for nobody; what runs has its time in `stop`.
    void consumer.pause(0);
  };
  return {
    halt,
    stop: async (waitMs) => {
      halt();
      await Promise.all([sweeps.stop(waitMs), consumer.pause(waitMs)]);
      beats.stop();
    },
  };
}
