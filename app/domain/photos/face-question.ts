// What the face process is asked: the bytes of a clean photo, and the regions to leave out. Pure, and small enough
// for the isolated side to read too.
import type { FaceBox } from './face-box.ts';

/** Longest clean photo in bytes that is looked at. */
export const MOST_CLEAN_BYTES = 16_000_000;

/** In: px regions. Out: the head of a question; whole px, outwards, so that a region is never made smaller. */
export function faceQuestion(except: readonly FaceBox[]): { except: number[][] } {
  return {
    except: except.map(({ x, y, width, height }) => {
      const [left, top] = [Math.floor(x), Math.floor(y)];
      return [left, top, Math.ceil(x + width) - left, Math.ceil(y + height) - top];
    }),
  };
}

/** In: the head of a question. Out: its regions. */
export function readFaceQuestion(head: unknown): FaceBox[] {
  const { except } = head as ReturnType<typeof faceQuestion>;
  return except.map(([x = 0, y = 0, width = 0, height = 0]) => ({ x, y, width, height }));
}
