// The queue over Bull, the same on the embedded and on a real server. It is an alarm clock only: each job runs at most
// once, is never retried, and leaves nothing behind; whatever is lost the database finds again.
import Bull from 'bull';
import type { JobName, Queue, QueueConsumer } from '#app/domain/ports/queue.ts';
import type { Log } from '#app/domain/deps.ts';
import { connectionsTo, type QueueAddress } from './bull-connections.server.ts';

export interface BullQueueSettings {
  connection: QueueAddress;
  /** in front of every key, so that several installations can share a server */
  prefix?: string;
  log: Log;
}

/** One queue for each kind of work; `consumer` is the worker's side of the same queues. */
export interface BullQueue extends Queue {
  consumer(): QueueConsumer;
}

/** How long `enqueue` and `health` wait for the server, in ms. */
const ANSWER_WITHIN_MS = 2_000;
/** How long closing waits for the server to answer before the connections are cut, in ms. */
const CLOSE_WITHIN_MS = 3_000;
/** How long the mark stays that `health` writes, in ms. */
const MARK_LASTS_MS = 5_000;

const ONCE_AND_GONE: Bull.JobOptions = { attempts: 1, removeOnComplete: true, removeOnFail: true };

export function createBullQueue({ connection, prefix = '{gatepost}', log }: BullQueueSettings): BullQueue {
  const connections = connectionsTo(connection, (error) => log.warn('the queue connection failed', error));
  const queues = new Map<JobName, Bull.Queue>();
  const running = new Set<Promise<void>>();
  let closing: Promise<void> | undefined;

  function queueOf(name: JobName): Bull.Queue {
    const known = queues.get(name);
    if (known) return known;
    const queue = new Bull(name, {
      prefix,
      createClient: connections.forBull,
      // A job whose worker died is given up, not run a second time: its outcome is for the database to say.
      settings: { maxStalledCount: 0, retryProcessDelay: 1_000 },
    });
    // While the server is away Bull says so many times a second; the connection has said it once.
    queue.on('error', (error) => {
      if (connections.isUp()) log.warn('the queue met an error', { job: name, error });
    });
    // Names the connections for a dashboard we do not have; Bull leaves its failure unhandled.
    Object.assign(queue, { setWorkerName: async () => undefined });
    queues.set(name, queue);
    return queue;
  }

  const consumer: QueueConsumer = {
    process(name, concurrency, run) {
      const handle = async (job: Bull.Job): Promise<void> => {
        const work = run(job.data as Parameters<typeof run>[0]).catch((error: unknown) => {
          // Bull would write the message into the server, and messages may quote what must not be there.
          log.error('a job failed', { job: name, jobId: job.id, error });
        });
        running.add(work);
        await work.finally(() => running.delete(work));
      };
      queueOf(name)
        .process(concurrency, handle)
        .catch((error: unknown) => {
          if (!closing) log.error('the queue stopped taking jobs', { job: name, error });
        });
    },
    async pause(waitMs) {
      // Local: takes nothing new here, and waits for what runs, with its last word to the server.
      const quiet = Promise.allSettled([...queues.values()].map((queue) => queue.pause(true)));
      await orAfter(waitMs, quiet);
    },
    close: () => consumer.pause(0),
  };

  return {
    async enqueue(name, payload, { jobId, delayMs = 0 }) {
      if (closing) throw new Error('The queue is closed.');
      connections.refuseWhenDown(ANSWER_WITHIN_MS);
      const added = queueOf(name).add(payload, { ...ONCE_AND_GONE, jobId, delay: delayMs });
      await answered(added);
    },
    async health() {
      try {
        // Written, not only asked: a server that is full or only copies another answers every question.
        await answered(connections.commands.set(`${prefix}health`, '1', 'PX', MARK_LASTS_MS));
        return { ok: true, detail: 'The queue answers.' };
      } catch (error) {
        return { ok: false, detail: troubleOf(error) };
      }
    },
    close() {
      closing ??= (async () => {
        const closed = Promise.allSettled([...queues.values()].map((queue) => queue.close(true)));
        await orAfter(CLOSE_WITHIN_MS, closed);
        await connections.close();
      })();
      return closing;
    },
    consumer: () => consumer,
  };
}

/** Our own words, with the code that the server gave: what it says besides may quote anything. */
function troubleOf(error: unknown): string {
  if (error instanceof QueueSilent) return error.message;
  const said =
    error instanceof Error && error.name === 'ReplyError' ? /^[A-Z]+/.exec(error.message)?.[0] : null;
  if (said === 'OOM') return 'The queue has no room left: its server writes nothing (OOM).';
  return said ? `The queue’s server writes nothing (${said}).` : 'The queue cannot be reached.';
}

class QueueSilent extends Error {
  constructor() {
    super(`The queue did not answer within ${ANSWER_WITHIN_MS / 1_000} s.`);
    this.name = 'QueueSilent';
  }
}

async function answered<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueSilent()), ANSWER_WITHIN_MS);
  });
  // Whoever loses the race is of no interest any more.
  asked.catch(() => undefined);
  return Promise.race([asked, silence]).finally(() => clearTimeout(timer));
}

async function orAfter(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
