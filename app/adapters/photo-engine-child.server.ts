// One photo process seen from its parent: started in its cage, handed one photo at a time, killed when it is late.
// Nothing it says is believed before it has been checked, because a hostile picture may be speaking through it.
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { FrameReader, frameStart, type Frame } from '#app/domain/photos/engine-frames.ts';
import type { CleanOptions, CleanResult } from '#app/domain/ports/photo-engine.ts';
import { checkAnswer } from './photo-engine-answer.server.ts';

/** How a conversation can end without an answer: the process ended, was late, or said something impossible. */
export type ChildEnd = { end: 'crashed' | 'late' | 'nonsense'; detail: string };

export type ChildReply = { result: CleanResult; cpuMs: number } | ChildEnd;

/** The whole of it. Two arenas instead of one per thread halve the memory of a long-lived process, as fast. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' } as unknown as NodeJS.ProcessEnv;

const KEPT_COMPLAINT = 400;

export class PhotoEngineChild {
  readonly pid: number | undefined;
  /** settles when the process is gone and its pipes are closed */
  readonly gone: Promise<void>;
  /** CPU ms used since its start, as it last reported */
  cpuMs = 0;
  photos = 0;
  #process: ChildProcess;
  #frames: FrameReader;
  #waiting: ((frame: Frame | ChildEnd) => void) | undefined;
  #ended: ChildEnd | undefined;
  #complaint = '';

  /** In: the whole command line; the longest answer in bytes. Starts at once; see `ready`. */
  constructor([command, ...args]: readonly string[], longestAnswer: number) {
    this.#frames = new FrameReader(longestAnswer);
    // A session of its own: Ctrl-C at the terminal must not end a photo that the parent means to finish.
    this.#process = spawn(command as string, args, {
      env: ENVIRONMENT,
      cwd: '/',
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.pid = this.#process.pid;
    this.#process.on('error', (error) => this.#end({ end: 'crashed', detail: error.message }));
    // 'close', not 'exit': by then its last words on both pipes have been heard.
    this.#process.on('close', (code, signal) =>
      this.#end({ end: 'crashed', detail: `the photo process ended (${signal ?? `exit ${code}`})` }),
    );
    this.gone = new Promise((resolve) => {
      this.#process.on('close', () => resolve());
      this.#process.on('error', () => this.pid === undefined && resolve());
    });
    // Without pipes (too many open files) there was no start either, and the error above says so.
    this.#stdin?.on('error', () => {});
    this.#answers?.on('error', () => {});
    this.#answers?.on('data', (piece: Buffer) => this.#hear(piece));
    this.#stderr?.on('data', (piece: Buffer) => {
      this.#complaint = (this.#complaint + piece.toString('latin1')).slice(-KEPT_COMPLAINT);
    });
  }

  /** Waits for the process to say what it sees of its cage. Out: its first words, or why there are none. */
  async ready(withinMs: number): Promise<{ isolation: unknown } | ChildEnd> {
    const said = await this.#next(withinMs);
    const words = 'end' in said ? undefined : (said.head as { ready?: unknown; isolation?: unknown } | null);
    if (words?.ready === true) {
      // From here on a complaint could hold something read from a picture.
      this.#stderr?.removeAllListeners('data').resume();
      return { isolation: words.isolation };
    }
    const ended = 'end' in said ? said : this.#fail('nonsense', 'the photo process did not say hello');
    const complaint = this.#complaint
      .split('\n')
      .find((line) => /error/i.test(line))
      ?.trim();
    return complaint ? { ...ended, detail: `${ended.detail}: ${complaint}` } : ended;
  }

  /** Hands over one original and waits for its answer; one at a time. Never rejects. */
  async clean(original: Uint8Array, bounds: Required<CleanOptions>, withinMs: number): Promise<ChildReply> {
    this.photos++;
    const answer = this.#next(withinMs);
    this.#stdin?.write(frameStart(bounds, original.length));
    this.#stdin?.write(original);
    const said = await answer;
    if ('end' in said) return said;
    const checked = checkAnswer(said, bounds);
    if (!checked) return this.#fail('nonsense', 'the photo process gave an impossible answer');
    this.cpuMs = checked.cpuMs;
    return checked;
  }

  /** Ends the process at once (SIGKILL). Out: settles when it is gone. */
  kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    return this.gone;
  }

  #next(withinMs: number): Promise<Frame | ChildEnd> {
    if (this.#ended) return Promise.resolve(this.#ended);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#fail('late', `no answer within ${withinMs} ms`), withinMs);
      this.#waiting = (frame) => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(frame);
      };
    });
  }

  #hear(piece: Buffer): void {
    if (this.#ended) return;
    try {
      for (const frame of this.#frames.push(piece)) {
        if (!this.#waiting) throw new RangeError('an answer that nobody asked for');
        this.#waiting(frame);
      }
    } catch {
      this.#fail('nonsense', 'the photo process said something unreadable');
    }
  }

  #fail(end: ChildEnd['end'], detail: string): ChildEnd {
    void this.kill();
    return this.#end({ end, detail });
  }

  #end(ended: ChildEnd): ChildEnd {
    this.#ended ??= ended;
    this.#waiting?.(this.#ended);
    return this.#ended;
  }

  get #stdin(): Writable | null | undefined {
    return this.#process.stdin;
  }
  get #stderr(): Readable | null | undefined {
    return this.#process.stderr;
  }
  get #answers(): Readable | undefined {
    return this.#process.stdio?.[3] as Readable | undefined;
  }
}
