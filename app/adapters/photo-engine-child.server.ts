// One photo process seen from its parent: handed one photo at a time, and nothing it says is believed before it
// has been checked, because a hostile picture may be speaking through it.
import type { CleanOrder } from '#app/domain/photos/clean-order.ts';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { CagedChild, type ChildEnd } from './caged-child.server.ts';
import { checkAnswer } from './photo-engine-answer.server.ts';

export type { ChildEnd } from './caged-child.server.ts';

export type ChildReply = { result: CleanResult; cpuMs: number } | ChildEnd;

export class PhotoEngineChild {
  /** CPU ms used since its start, as it last reported */
  cpuMs = 0;
  photos = 0;
  readonly #child: CagedChild;

  /** In: the whole command line; the longest answer in bytes; whether it lets all others go first. Starts at once; see `ready`. */
  constructor(commandLine: readonly string[], longestAnswer: number, givesWay = true) {
    this.#child = new CagedChild(commandLine, longestAnswer, 'the photo process', givesWay);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }
  /** settles when the process is gone and its pipes are closed */
  get gone(): Promise<void> {
    return this.#child.gone;
  }

  /** Waits for the process to say what it sees of its cage. Out: its first words, or why there are none. */
  async ready(withinMs: number): Promise<{ isolation: unknown } | ChildEnd> {
    const first = await this.#child.ready(withinMs);
    return 'end' in first ? first : { isolation: first.hello.isolation };
  }

  /** Hands over one original and waits for its answer; one at a time. Never rejects. */
  async clean(original: Uint8Array, order: CleanOrder, withinMs: number): Promise<ChildReply> {
    this.photos++;
    const said = await this.#child.ask(order, original, withinMs);
    if ('end' in said) return said;
    const checked = checkAnswer(said, order);
    if (!checked) return this.#child.disbelieve();
    this.cpuMs = checked.cpuMs;
    return checked;
  }

  /** Ends the process at once (SIGKILL). Out: settles when it is gone. */
  kill(): Promise<void> {
    return this.#child.kill();
  }
}
