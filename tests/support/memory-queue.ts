// A queue in memory with the contract of the real one. Tests of use cases look at what was asked and let it run when
// they choose; with a consumer that is started, jobs run by themselves.
import type { JobName, JobPayloads, Queue, QueueConsumer } from '#app/domain/ports/queue.ts';

export interface WaitingJob<N extends JobName = JobName> {
  name: N;
  payload: JobPayloads[N];
  jobId: string;
  delayMs: number;
}

interface Handler {
  concurrency: number;
  running: number;
  run(payload: unknown): Promise<void>;
}

export class MemoryQueue implements Queue {
  /** asked for and not yet begun, oldest first */
  readonly waiting: WaitingJob[] = [];
  readonly #ids = new Set<string>();
  /** what jobs that failed threw, oldest first */
  readonly failures: unknown[] = [];
  readonly #due = new Set<WaitingJob>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #handlers = new Map<JobName, Handler>();
  readonly #running = new Set<Promise<void>>();
  #paused = false;
  #down = false;
  #closed = false;

  /** From now on nothing is taken, as when the server is away. */
  goDown(): void {
    this.#down = true;
  }

  comeBack(): void {
    this.#down = false;
  }

  async enqueue<N extends JobName>(
    name: N,
    payload: JobPayloads[N],
    { jobId, delayMs = 0 }: { jobId: string; delayMs?: number },
  ): Promise<void> {
    if (this.#closed) throw new Error('The queue is closed.');
    if (this.#down) throw new Error('The queue did not answer within 2 s.');
    const id = `${name} ${jobId}`;
    if (this.#ids.has(id)) return;
    this.#ids.add(id);
    const job = { name, payload: structuredClone(payload), jobId, delayMs } as WaitingJob;
    this.waiting.push(job);
    this.#wakeAfter(delayMs, job);
    this.#runWhatMay();
  }

  async health() {
    return this.#down
      ? { ok: false, detail: 'The queue did not answer within 2 s.' }
      : { ok: true, detail: 'The queue answers.' };
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  consumer(): QueueConsumer {
    const pause = async (waitMs: number): Promise<void> => {
      this.#paused = true;
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, waitMs)));
      await Promise.race([Promise.all(this.#running), patience]);
      clearTimeout(timer);
    };
    return {
      process: (name, concurrency, run) => {
        this.#handlers.set(name, { concurrency, running: 0, run: run as Handler['run'] });
        queueMicrotask(() => this.#runWhatMay());
      },
      pause,
      close: () => pause(0),
    };
  }

  /** Resolves when no job runs any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #wakeAfter(delayMs: number, job: WaitingJob): void {
    if (delayMs === 0) {
      this.#due.add(job);
      return;
    }
    // Longer than a timer can be is longer than any test.
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.#due.add(job);
        this.#runWhatMay();
      },
      Math.min(delayMs, 2 ** 31 - 1),
    );
    timer.unref();
    this.#timers.add(timer);
  }

  #runWhatMay(): void {
    if (this.#paused || this.#closed) return;
    for (const job of [...this.waiting]) {
      const handler = this.#handlers.get(job.name);
      if (!handler || !this.#due.has(job) || handler.running >= handler.concurrency) continue;
      this.waiting.splice(this.waiting.indexOf(job), 1);
      this.#due.delete(job);
      handler.running += 1;
      // A job that fails is gone like one that succeeds: nothing is retried.
      const work = Promise.resolve()
        .then(() => handler.run(job.payload))
        .catch((error: unknown) => void this.failures.push(error))
        .then(() => {
          handler.running -= 1;
          this.#ids.delete(`${job.name} ${job.jobId}`);
          this.#running.delete(work);
          this.#runWhatMay();
        });
      this.#running.add(work);
    }
  }
}
