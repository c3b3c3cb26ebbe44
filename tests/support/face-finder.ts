// Face finders for tests: one that finds what a test tells it to, and the real one in its real process.
import {
  createFaceFinder,
  type OnnxFaceFinder,
  type OnnxFaceFinderOptions,
} from '#app/adapters/onnx-face-finder.server.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { FaceFinder, FaceLook, FoundFace } from '#app/domain/ports/face-finder.ts';
import { leaveOut } from '#workers/face-finder/boxes.ts';
import { bundleEntry } from './bundle.ts';

/** Lower-case hex, like a real model's digest. */
export const SCRIPTED_MODEL = '5c'.repeat(32);

export interface ScriptedFaceFinder extends FaceFinder {
  /** every look asked for, in order */
  readonly looks: { clean: Uint8Array; except: readonly FaceBox[] }[];
  /** from now on every look finds these; what lies in `except` is left out as the real one does */
  finds(faces: readonly FoundFace[]): void;
  /** from now on no look succeeds */
  isUnavailable(why: Extract<FaceLook, { outcome: 'unavailable' }>['why']): void;
  /** from now on the test itself answers each look */
  answers(look: (clean: Uint8Array, except: readonly FaceBox[]) => FaceLook | Promise<FaceLook>): void;
}

/** A face for a script: sure by default. */
export const found = (box: FaceBox, certainty: FoundFace['certainty'] = 'sure'): FoundFace => ({
  box,
  certainty,
  score: certainty === 'sure' ? 0.9 : 0.35,
});

/** Out: a finder that finds nobody until it is told otherwise. */
export function scriptedFaceFinder(faces: readonly FoundFace[] = []): ScriptedFaceFinder {
  const looks: ScriptedFaceFinder['looks'] = [];
  const finding =
    (which: readonly FoundFace[]) =>
    (_clean: Uint8Array, except: readonly FaceBox[]): FaceLook => ({
      outcome: 'looked',
      faces: leaveOut(which, except),
      model: SCRIPTED_MODEL,
      ms: 1,
    });
  let answer: Parameters<ScriptedFaceFinder['answers']>[0] = finding(faces);
  let closed = false;
  return {
    looks,
    finds: (which) => void (answer = finding(which)),
    isUnavailable: (why) => void (answer = () => ({ outcome: 'unavailable', why })),
    answers: (look) => void (answer = look),
    look: async (clean, except = []) => {
      if (closed) throw new Error('the face finder is closed');
      looks.push({ clean, except });
      return answer(clean, except);
    },
    health: async () => ({ ok: true, detail: 'scripted' }),
    close: async () => void (closed = true),
  };
}

/** Out: the path of the bundled face process. */
export const faceFinderEntry = (): Promise<string> => bundleEntry('workers/face-finder/main.ts');

/** Out: the real finder over the real face process; the caller closes it. */
export async function openFaceFinder(options: Partial<OnnxFaceFinderOptions> = {}): Promise<OnnxFaceFinder> {
  return createFaceFinder({ entry: await faceFinderEntry(), size: 1, ...options });
}
