// One face process seen from its parent: it tells which model it has and how many drawn faces it found, is handed one
// clean photo at a time, and nothing it says is believed before it has been checked.
import { z } from 'zod';
import { checkFaceAnswer, MOST_FACES_BYTES } from '#app/domain/photos/face-answer.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { FACE_MODEL_SHA256 } from '#app/domain/photos/face-model.ts';
import { faceQuestion } from '#app/domain/photos/face-question.ts';
import type { FaceLook } from '#app/domain/ports/face-finder.ts';
import { CagedChild, type ChildEnd } from './caged-child.server.ts';

/** Why a process that started well cannot look all the same. */
export interface FaceTrouble {
  trouble: 'model_missing' | 'model_differs' | 'runtime_missing';
}

const helloShape = z.union([
  z.object({
    isolation: z.unknown(),
    model: z.literal(FACE_MODEL_SHA256),
    drawn: z.number().int().nonnegative(),
  }),
  z.object({ trouble: z.enum(['model_missing', 'model_differs', 'runtime_missing']) }),
]);

export class FaceFinderChild {
  /** CPU ms used since its start, as it last reported */
  cpuMs = 0;
  photos = 0;
  readonly #child: CagedChild;

  /** In: the whole command line. Starts at once; see `ready`. */
  constructor(commandLine: readonly string[]) {
    this.#child = new CagedChild(commandLine, MOST_FACES_BYTES, 'the face process');
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }
  /** settles when the process is gone and its pipes are closed */
  get gone(): Promise<void> {
    return this.#child.gone;
  }

  /** Waits for its first words: what it sees of its cage and how many drawn faces it found, or what it lacks. */
  async ready(withinMs: number): Promise<{ isolation: unknown; drawn: number } | FaceTrouble | ChildEnd> {
    const first = await this.#child.ready(withinMs);
    if ('end' in first) return first;
    const said = helloShape.safeParse(first.hello);
    return said.success ? said.data : this.#child.disbelieve();
  }

  /** Hands over one clean photo and waits for its faces; one at a time. Never rejects. */
  async look(
    photo: { clean: Uint8Array; size: { width: number; height: number }; except: readonly FaceBox[] },
    withinMs: number,
  ): Promise<{ look: FaceLook; cpuMs: number } | ChildEnd> {
    this.photos++;
    const said = await this.#child.ask(faceQuestion(photo.except), photo.clean, withinMs);
    if ('end' in said) return said;
    const checked = checkFaceAnswer(said, photo.size);
    if (!checked) return this.#child.disbelieve();
    this.cpuMs = checked.cpuMs;
    return checked;
  }

  /** Ends the process at once (SIGKILL). Out: settles when it is gone. */
  kill(): Promise<void> {
    return this.#child.kill();
  }
}
