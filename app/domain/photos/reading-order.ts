// The order in which people number faces in a photo: row by row from the top, and from left to right in each row.
import type { FaceBox } from './face-box.ts';

/**
 * A row begins with the topmost box left, and takes in every box whose middle lies within half that box's height of its own
 * middle: the heads of one row of a class photo are never quite level.
 */
export function inReadingOrder<T extends { box: FaceBox }>(faces: readonly T[]): T[] {
  let left = [...faces].sort((a, b) => middle(a.box) - middle(b.box) || a.box.x - b.box.x);
  const ordered: T[] = [];
  for (let first = left[0]; first; first = left[0]) {
    const { box } = first;
    const isInRow = (face: T) => middle(face.box) - middle(box) <= box.height / 2;
    ordered.push(...left.filter(isInRow).sort((a, b) => a.box.x - b.box.x || a.box.y - b.box.y));
    left = left.filter((face) => !isInRow(face));
  }
  return ordered;
}

const middle = ({ y, height }: FaceBox): number => y + height / 2;
