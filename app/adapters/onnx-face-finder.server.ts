// The face finder: a small pool of caged processes that look for faces in clean photos. The first is started by the
// first look, proves itself on a drawn picture, and stays warm; each is retired after a while and killed when late.
// Whatever goes wrong is `unavailable`, never "no faces". This side neither decodes nor holds a model.
import { availableParallelism } from 'node:os';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { declaredSize } from '#app/domain/photos/declared-size.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { DRAWN_FACES } from '#app/domain/photos/face-model.ts';
import { MOST_CLEAN_BYTES } from '#app/domain/photos/face-question.ts';
import type { FaceFinder, FaceLook } from '#app/domain/ports/face-finder.ts';
import type { ChildEnd } from './caged-child.server.ts';
import { FaceFinderChild, type FaceTrouble } from './face-finder-child.server.ts';
import { cagePrefix } from './photo-engine-cage.server.ts';
import { fencesInWords } from './photo-engine-health.server.ts';

export interface OnnxFaceFinderOptions {
  /** absolute path of the bundled face process, plain JavaScript */
  entry: string;
  /** path of the weights, when they are not where npm puts them */
  model?: string;
  /** processes at once; default half of the machine's cores, at least one */
  size?: number;
  /** photos before a process is replaced by a fresh one; default 50 */
  photosPerProcess?: number;
  /** longest wait for one photo in ms, from handing it over; default 90,000 */
  wallMs?: number;
}

export interface OnnxFaceFinder extends FaceFinder {
  /** ids of the processes that are alive now */
  processIds(): number[];
}

type Unavailable = Extract<FaceLook, { outcome: 'unavailable' }>;

interface Job {
  clean: Uint8Array;
  size: { width: number; height: number };
  except: readonly FaceBox[];
  resolve: (look: FaceLook) => void;
  reject: (error: Error) => void;
}

/** A process that has used this much CPU is retired, so that its CPU limit never ends an innocent look. */
const RETIRED_AT_CPU_MS = 30_000;
const START_MS = 30_000;

/** Out: a finder that starts nothing until it is asked. Close it, or its processes keep this one alive. */
export function createFaceFinder(options: OnnxFaceFinderOptions): OnnxFaceFinder {
  return new PooledFaceFinder(options);
}

class PooledFaceFinder implements OnnxFaceFinder {
  readonly #options: Required<Omit<OnnxFaceFinderOptions, 'model'>> & Pick<OnnxFaceFinderOptions, 'model'>;
  readonly #queue: Job[] = [];
  /** processes that count towards the pool's size, starting ones too */
  #members = 0;
  #starting = 0;
  readonly #idle: FaceFinderChild[] = [];
  /** every process not yet gone, retired ones too */
  readonly #alive = new Set<FaceFinderChild>();
  /** how the newest process started */
  #newest: Promise<string | undefined> | undefined;
  #isolation: unknown;
  #closed: Promise<void> | undefined;

  constructor(options: OnnxFaceFinderOptions) {
    const size = Math.max(1, Math.floor(availableParallelism() / 2));
    this.#options = { size, photosPerProcess: 50, wallMs: 90_000, ...options };
  }

  look(clean: Uint8Array, except: readonly FaceBox[] = []): Promise<FaceLook> {
    if (this.#closed) return Promise.reject(closedError());
    const size = sizeOfClean(clean);
    if (!size) return Promise.resolve(unavailable('failed'));
    return new Promise((resolve, reject) => {
      this.#queue.push({ clean, size, except, resolve, reject });
      this.#pump();
    });
  }

  /** Every process has found the drawn faces before it counts; so one that is alive answers for health. */
  async health(): Promise<{ ok: boolean; detail: string }> {
    if (this.#closed) return { ok: false, detail: closedError().message };
    const hasNone = this.#members === this.#starting;
    const trouble = hasNone ? await (this.#starting > 0 ? this.#newest : this.#start()) : undefined;
    if (trouble) return { ok: false, detail: trouble };
    return {
      ok: true,
      detail: `faces are found in a separate process; ${fencesInWords(this.#isolation)}`,
    };
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

  #pump(): void {
    while (this.#queue.length > 0 && this.#idle.length > 0)
      void this.#run(this.#queue.shift() as Job, this.#idle.pop() as FaceFinderChild);
    while (this.#starting < this.#queue.length && this.#members < this.#options.size) void this.#start();
  }

  /** Starts a process. Out: in one line why it cannot look, or undefined when it can. */
  #start(): Promise<string | undefined> {
    this.#members++;
    this.#starting++;
    return (this.#newest = this.#startMember());
  }

  async #startMember(): Promise<string | undefined> {
    const { entry, model } = this.#options;
    const prefix = await cagePrefix();
    if (this.#closed) return closedError().message;
    const child = new FaceFinderChild([...prefix, process.execPath, entry, ...(model ? [model] : [])]);
    this.#alive.add(child);
    void child.gone.then(() => this.#alive.delete(child));
    const first = await child.ready(START_MS);
    this.#starting--;
    const trouble = troubleOf(first);
    if (trouble) {
      this.#members--;
      void child.kill();
      if (!this.#closed) this.#queue.shift()?.resolve(unavailable(trouble.why));
    } else {
      this.#isolation = 'isolation' in first ? first.isolation : undefined;
      this.#idle.push(child);
      void child.gone.then(() => this.#forgetIdle(child));
    }
    this.#pump();
    return trouble?.detail;
  }

  async #run(job: Job, child: FaceFinderChild): Promise<void> {
    const reply = await child.look(job, this.#options.wallMs);
    if (this.#closed) return job.reject(closedError());
    const isSpent =
      'end' in reply || child.photos >= this.#options.photosPerProcess || child.cpuMs >= RETIRED_AT_CPU_MS;
    if (isSpent) {
      this.#members--;
      void child.kill();
    } else this.#idle.push(child);
    job.resolve('end' in reply ? unavailable(whyEnded(reply)) : reply.look);
    this.#pump();
  }

  /** An idle process that died on its own (killed from outside) must not be handed a photo. */
  #forgetIdle(child: FaceFinderChild): void {
    const at = this.#idle.indexOf(child);
    if (at === -1) return;
    this.#idle.splice(at, 1);
    this.#members--;
  }
}

/** Out: the size in px of a JPEG in which nothing is hidden; anything else must not come near the model. */
function sizeOfClean(clean: Uint8Array): { width: number; height: number } | undefined {
  if (clean.length > MOST_CLEAN_BYTES) return undefined;
  const walked = walkBytes(clean);
  return walked.ok && walked.format === 'jpeg' ? declaredSize(clean) : undefined;
}

function troubleOf(
  first: { isolation: unknown; drawn: number } | FaceTrouble | ChildEnd,
): { why: Unavailable['why']; detail: string } | undefined {
  if ('trouble' in first) return { why: first.trouble, detail: TROUBLES[first.trouble] };
  if ('end' in first) return { why: whyEnded(first), detail: `cannot look for faces: ${first.detail}` };
  if (first.drawn !== DRAWN_FACES)
    return { why: 'failed', detail: `found ${first.drawn} of ${DRAWN_FACES} drawn faces` };
  return undefined;
}

const TROUBLES: Record<FaceTrouble['trouble'], string> = {
  model_missing: 'the face model is not installed: run npm ci',
  model_differs: 'the face model is not the one that was tested, so it is not used: run npm ci',
  runtime_missing: 'the face model cannot run on this machine',
};

const whyEnded = ({ end, detail }: ChildEnd): Unavailable['why'] =>
  end === 'late' || detail.includes('SIGXCPU') ? 'took_too_long' : 'failed';

const unavailable = (why: Unavailable['why']): Unavailable => ({ outcome: 'unavailable', why });

const closedError = (): Error => new Error('the face finder is closed');
