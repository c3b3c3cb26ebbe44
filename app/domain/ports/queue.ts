// The queue is an alarm clock: it wakes work up early, and the database can always find that work without it.

/** The kinds of background work. Payloads carry ids only, never a name, a caption or a token. */
export interface JobPayloads {
  'clean-photo': { schoolId: string; photoId: string };
  'render-photo': { schoolId: string; postPhotoId: string };
  'publish-post': { schoolId: string; deliveryId: string };
  'take-down-post': { schoolId: string; deliveryId: string };
  'verify-post': { schoolId: string; deliveryId: string };
  'look-at-links': { schoolId: string; postId: string };
  'work-import': { schoolId: string; importId: string };
  'answer-reading': { schoolId: string; readingId: string };
  'work-export': { schoolId: string; exportId: string };
  'answer-fetch': { schoolId: string; fetchId: string };
}
export type JobName = keyof JobPayloads;

export interface JobOptions {
  /** Deterministic id: adding a job whose id still exists is silently ignored by the queue. */
  jobId: string;
  /** How long to wait before the job may run, in ms. 0 when absent. */
  delayMs?: number;
}

export interface QueueHealth {
  ok: boolean;
  /** One plain line for `/health` and `doctor`, with no secrets. */
  detail: string;
}

export interface Queue {
  /**
   * Asks for a piece of work. Resolves when the queue has it.
   * Errors: rejects when the queue does not answer within 2 s; callers may go on, a sweep finds the work.
   */
  enqueue<N extends JobName>(name: N, payload: JobPayloads[N], options: JobOptions): Promise<void>;
  health(): Promise<QueueHealth>;
  close(): Promise<void>;
}

/** The worker's side: runs jobs one kind at a time with a given concurrency. */
export interface QueueConsumer {
  process<N extends JobName>(
    name: N,
    concurrency: number,
    run: (payload: JobPayloads[N]) => Promise<void>,
  ): void;
  /** Stops taking new jobs and waits up to `waitMs` for those that run. */
  pause(waitMs: number): Promise<void>;
  close(): Promise<void>;
}
