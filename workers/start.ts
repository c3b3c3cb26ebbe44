// Starts the worker: takes jobs from the queue, runs the sweeps on plain timers, and stops without dropping what is in its hands.
import type { WorkerServices } from '#app/compose-worker.server.ts';
import type { JobName, QueueConsumer } from '#app/domain/ports/queue.ts';
import { replayIntent } from '#app/domain/posts/replay-intents.ts';
import { CONCURRENCY, PROCESSORS } from './registry.ts';
import { startSweeps } from './sweeps/run-sweeps.ts';
import { SWEEPS } from './sweeps/sweeps.ts';

export interface RunningWorker {
  /** Takes nothing new and waits up to `waitMs` for what runs. */
  stop(waitMs: number): Promise<void>;
}

/** First holds the intent journal against the database, then works. */
export async function startWorker(services: WorkerServices, consumer: QueueConsumer): Promise<RunningWorker> {
  const { deps } = services;
  for (const intent of services.intents) {
    const { deliveryId, attempt } = intent;
    const replayed = await replayIntent(deps, intent);
    if (replayed === 'lost')
      deps.log.error('a send in the journal fits no delivery: look at the account', { deliveryId });
    else await deps.journal.settle(deliveryId, attempt);
  }
  const take = <N extends JobName>(name: N) =>
    consumer.process(name, CONCURRENCY[name], async (payload) => {
      const outcome = await PROCESSORS[name](deps, payload);
      deps.log.info('job done', { job: name, outcome, ...payload });
    });
  (Object.keys(PROCESSORS) as JobName[]).forEach(take);
  const sweeps = startSweeps(deps, SWEEPS);
  return {
    stop: async (waitMs) => {
      await sweeps.stop();
      await consumer.pause(waitMs);
    },
  };
}
