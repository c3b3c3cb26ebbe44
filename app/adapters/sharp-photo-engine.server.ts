// The photo engine: a small pool of caged processes that clean photos, kept warm, retired after a while and
// killed when late, so that the worst picture costs one photo and one clear refusal. This side never decodes.
import { availableParallelism } from 'node:os';
import { cleanOrder, type CleanOrder } from '#app/domain/photos/clean-order.ts';
import { MAX_UPLOAD_BYTES } from '#app/domain/photos/photo-limits.ts';
import { CLEAN_BYTES } from '#app/domain/photos/picture-bounds.ts';
import { sniffFormat } from '#app/domain/photos/sniff-format.ts';
import type { CleanOptions, CleanResult, PhotoEngine } from '#app/domain/ports/photo-engine.ts';
import { cagePrefix } from './photo-engine-cage.server.ts';
import { PhotoEngineChild, type ChildEnd } from './photo-engine-child.server.ts';
import { checkHealth } from './photo-engine-health.server.ts';

export interface SharpPhotoEngineOptions {
  /** absolute path of the bundled photo process, plain JavaScript */
  entry: string;
  /** processes at once; default one less than the machine's cores, at least one */
  size?: number;
  /** photos before a process is replaced by a fresh one; default 50 */
  photosPerProcess?: number;
  /** longest wait for one photo in ms, from handing it over; default 90,000 */
  wallMs?: number;
  /** whether photos wait for every other session on the machine, pages above all; default true, false where a person waits */
  givesWay?: boolean;
}

export interface SharpPhotoEngine extends PhotoEngine {
  /** ids of the processes that are alive now */
  processIds(): number[];
}

interface Job {
  original: Uint8Array;
  /** whether it must have a process that has met no photo, and be the last one that it meets */
  isAlone: boolean;
  order: CleanOrder;
  resolve: (result: CleanResult) => void;
  reject: (error: Error) => void;
}

/** A process that has used this much CPU is retired, so that its CPU limit never ends an innocent photo. */
const RETIRED_AT_CPU_MS = 30_000;
const START_MS = 60_000;
/**
 * What ends a photo's cleaning is the processor time that the operating system counts. This limit only ends a process that waits:
 * a machine with more to do than it can, which makes the caged give way, must not have an innocent photo refused.
 */
const WALL_MS = 90_000;
const LONGEST_RESULT = 16_000_000;

/** Out: an engine whose first process is already starting. Close it, or its processes keep this one alive. */
export function createPhotoEngine(options: SharpPhotoEngineOptions): SharpPhotoEngine {
  const engine = new PooledPhotoEngine(options);
  engine.warm();
  return engine;
}

class PooledPhotoEngine implements SharpPhotoEngine {
  readonly #entry: string;
  readonly #size: number;
  readonly #photosPerProcess: number;
  readonly #wallMs: number;
  readonly #givesWay: boolean;
  readonly #queue: Job[] = [];
  /** children that count towards the pool's size, starting ones too */
  #members = 0;
  #starting = 0;
  readonly #idle: PhotoEngineChild[] = [];
  /** every process not yet gone, retired ones too */
  readonly #alive = new Set<PhotoEngineChild>();
  #isolation: unknown;
  #closed: Promise<void> | undefined;

  constructor(options: SharpPhotoEngineOptions) {
    this.#entry = options.entry;
    this.#size = options.size ?? Math.max(1, availableParallelism() - 1);
    this.#photosPerProcess = options.photosPerProcess ?? 50;
    this.#wallMs = options.wallMs ?? WALL_MS;
    this.#givesWay = options.givesWay ?? true;
  }

  warm(): void {
    if (this.#members === 0 && !this.#closed) void this.#start();
  }

  clean(original: Uint8Array, options: CleanOptions = {}): Promise<CleanResult> {
    return this.#enqueue(original, options, 'push');
  }

  health(): Promise<{ ok: boolean; detail: string }> {
    if (this.#closed) return Promise.resolve({ ok: false, detail: closedError().message });
    return checkHealth({
      clean: (picture) => this.#enqueue(picture, {}, 'unshift'),
      isolation: () => this.#isolation,
      isBusy: () => this.#members === this.#size && this.#starting === 0 && this.#idle.length === 0,
    });
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#closeAll());
  }

  processIds(): number[] {
    return [...this.#alive].flatMap((child) => child.pid ?? []);
  }

  async #closeAll(): Promise<void> {
    for (const job of this.#queue.splice(0)) job.reject(closedError());
    await Promise.all([...this.#alive].map((child) => child.kill()));
  }

  #enqueue(original: Uint8Array, options: CleanOptions, place: 'push' | 'unshift'): Promise<CleanResult> {
    if (this.#closed) return Promise.reject(closedError());
    if (original.length === 0) return Promise.resolve({ ok: false, code: 'empty', detail: '0 bytes' });
    if (original.length > MAX_UPLOAD_BYTES)
      return Promise.resolve({ ok: false, code: 'too_many_bytes', detail: `${original.length} bytes` });
    let order: CleanOrder;
    try {
      const maxBytes = Math.min(options.maxBytes ?? CLEAN_BYTES, LONGEST_RESULT);
      order = cleanOrder({ ...options, maxBytes });
    } catch (error) {
      return Promise.resolve({ ok: false, code: 'engine_failed', detail: (error as Error).message });
    }
    return new Promise((resolve, reject) => {
      // What libheif leaves behind in memory has been seen in the next picture that it decoded.
      const isAlone = sniffFormat(original) === 'heic';
      this.#queue[place]({ original, isAlone, order, resolve, reject });
      this.#pump();
    });
  }

  #pump(): void {
    for (let i = 0; i < this.#queue.length && this.#idle.length > 0;) {
      const child = this.#idleFor(this.#queue[i] as Job);
      if (child) void this.#run(this.#queue.splice(i, 1)[0] as Job, child);
      else i++;
    }
    // A photo that must be alone and found no fresh process: one that has met photos makes room.
    if (this.#queue.length > 0 && this.#members === this.#size && this.#starting === 0)
      this.#retire(this.#idle.pop());
    while (this.#starting < this.#queue.length && this.#members < this.#size) void this.#start();
  }

  /** Takes an idle process that may have this photo; one that has met photos first, so that fresh ones are left. */
  #idleFor({ isAlone }: Job): PhotoEngineChild | undefined {
    const used = isAlone ? -1 : this.#idle.findIndex(({ photos }) => photos > 0);
    const at = used === -1 ? this.#idle.findIndex(({ photos }) => photos === 0) : used;
    return at === -1 ? undefined : this.#idle.splice(at, 1)[0];
  }

  #retire(child: PhotoEngineChild | undefined): void {
    if (!child) return;
    this.#members--;
    void child.kill();
  }

  async #start(): Promise<void> {
    this.#members++;
    this.#starting++;
    const prefix = await cagePrefix();
    if (this.#closed) return;
    const child = new PhotoEngineChild(
      [...prefix, process.execPath, this.#entry],
      LONGEST_RESULT,
      this.#givesWay,
    );
    this.#alive.add(child);
    void child.gone.then(() => this.#alive.delete(child));
    const first = await child.ready(START_MS);
    this.#starting--;
    if ('end' in first) {
      this.#members--;
      this.#queue.shift()?.resolve({ ok: false, code: 'engine_failed', detail: first.detail });
    } else {
      this.#isolation = first.isolation;
      this.#idle.push(child);
      void child.gone.then(() => this.#forgetIdle(child));
    }
    this.#pump();
  }

  async #run(job: Job, child: PhotoEngineChild): Promise<void> {
    const reply = await child.clean(job.original, job.order, this.#wallMs);
    if (this.#closed) return job.reject(closedError());
    const isSpent =
      job.isAlone ||
      'end' in reply ||
      child.photos >= this.#photosPerProcess ||
      child.cpuMs >= RETIRED_AT_CPU_MS;
    if (isSpent) this.#retire(child);
    else this.#idle.push(child);
    job.resolve('end' in reply ? refusalFromEnd(reply) : reply.result);
    this.#pump();
    this.warm();
  }

  /** An idle process that died on its own (killed from outside) must not be handed a photo. */
  #forgetIdle(child: PhotoEngineChild): void {
    const at = this.#idle.indexOf(child);
    if (at === -1) return;
    this.#idle.splice(at, 1);
    this.#members--;
    this.#pump();
    this.warm();
  }
}

function refusalFromEnd({ end, detail }: ChildEnd): CleanResult {
  const late = end === 'late' || detail.includes('SIGXCPU');
  return { ok: false, code: late ? 'took_too_long' : 'engine_failed', detail };
}

const closedError = (): Error => new Error('the photo engine is closed');
