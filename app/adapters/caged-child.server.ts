// One caged process seen from its parent: started in its cage, asked one question at a time in length-prefixed
// frames, killed when it is late. What it says is handed on unchecked: whoever asked decides what to believe,
// because a hostile picture may be speaking through it.
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { FrameReader, frameStart, type Frame } from '#app/domain/photos/engine-frames.ts';
import { giveWayToOtherSessions } from './caged-child-session.server.ts';

/** How a conversation can end without an answer: the process ended, was late, or said something impossible. */
export type ChildEnd = { end: 'crashed' | 'late' | 'nonsense'; detail: string };

/** The whole of it. Two arenas instead of one per thread halve the memory of a long-lived process, as fast. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' } as unknown as NodeJS.ProcessEnv;

const KEPT_COMPLAINT = 400;

export class CagedChild {
  readonly pid: number | undefined;
  /** settles when the process is gone and its pipes are closed */
  readonly gone: Promise<void>;
  readonly #name: string;
  #process: ChildProcess;
  #frames: FrameReader;
  #waiting: ((frame: Frame | ChildEnd) => void) | undefined;
  #ended: ChildEnd | undefined;
  #complaint = '';

  /**
   * In: the whole command line, cage included; the longest answer in bytes; what to call the process in a detail
   * ("the photo process"); whether it lets all other sessions go first. Starts at once; see `ready`.
   */
  constructor(
    [command, ...args]: readonly string[],
    longestAnswer: number,
    name: string,
    givesWay: boolean = true,
  ) {
    this.#name = name;
    this.#frames = new FrameReader(longestAnswer);
    // A session of its own: Ctrl-C at the terminal must not end a photo that the parent means to finish.
    this.#process = spawn(command as string, args, {
      env: ENVIRONMENT,
      cwd: '/',
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.pid = this.#process.pid;
    if (givesWay && this.pid !== undefined) void giveWayToOtherSessions(this.pid);
    this.#process.on('error', (error) => this.#end({ end: 'crashed', detail: error.message }));
    // 'close', not 'exit': by then its last words on both pipes have been heard.
    this.#process.on('close', (code, signal) =>
      this.#end({ end: 'crashed', detail: `${name} ended (${signal ?? `exit ${code}`})` }),
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

  /**
   * Waits (at most so many ms) for the process to say that it is ready. Out: all that it said of itself then, or
   * why it said nothing. Never rejects.
   */
  async ready(withinMs: number): Promise<{ hello: Record<string, unknown> } | ChildEnd> {
    const said = await this.#next(withinMs);
    const hello = 'end' in said ? undefined : (said.head as Record<string, unknown> | null);
    if (hello?.ready === true) {
      // From here on a complaint could hold something read from a picture.
      this.#stderr?.removeAllListeners('data').resume();
      return { hello };
    }
    const ended = 'end' in said ? said : this.#fail('nonsense', `${this.#name} did not say hello`);
    const complaint = this.#complaint
      .split('\n')
      .find((line) => /error/i.test(line))
      ?.trim();
    return complaint ? { ...ended, detail: `${ended.detail}: ${complaint}` } : ended;
  }

  /**
   * Hands over one question, a head of plain data and a body of bytes, and waits at most so many ms for its
   * answer; one at a time. Out: the answer as it came, or how the conversation ended. Never rejects.
   */
  ask(head: object, body: Uint8Array, withinMs: number): Promise<Frame | ChildEnd> {
    const answer = this.#next(withinMs);
    this.#stdin?.write(frameStart(head, body.length));
    this.#stdin?.write(body);
    return answer;
  }

  /** For an answer that cannot be true: ends the process and the conversation with it. */
  disbelieve(): ChildEnd {
    return this.#fail('nonsense', `${this.#name} gave an impossible answer`);
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
      this.#fail('nonsense', `${this.#name} said something unreadable`);
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
