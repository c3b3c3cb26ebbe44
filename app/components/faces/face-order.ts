// In which order faces are gone through: by their numbers, and from one to the nearest in a direction.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { centreOf } from './picture-view.ts';

interface Numbered {
  id: string;
  number: number;
  box: FaceBox;
  /** outside what the crop keeps: needs no answer */
  cutAway: boolean;
  answer: { is: string };
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The open face with the next higher number, from the start again after the last; null when none but this is open. */
export function nextOpen<T extends Numbered>(faces: readonly T[], after: number): T | null {
  const open = faces
    .filter((face) => face.answer.is === 'open' && !face.cutAway && face.number !== after)
    .sort((a, b) => a.number - b.number);
  return open.find((face) => face.number > after) ?? open[0] ?? null;
}

/** The face before or after this one by number; itself at either end. */
export function beside<T extends Numbered>(faces: readonly T[], from: T, by: 1 | -1): T {
  const inOrder = [...faces].sort((a, b) => a.number - b.number);
  return inOrder[inOrder.findIndex((face) => face.id === from.id) + by] ?? from;
}

/** The nearest face that lies more in this direction than to its side; itself when there is none. */
export function towards<T extends Numbered>(faces: readonly T[], from: T, direction: Direction): T {
  const here = centreOf(from.box);
  let nearest = from;
  let least = Number.POSITIVE_INFINITY;
  for (const face of faces) {
    if (face.id === from.id) continue;
    const there = centreOf(face.box);
    const [dx, dy] = [there.x - here.x, there.y - here.y];
    const [ahead, aside] =
      direction === 'left' || direction === 'right'
        ? [direction === 'left' ? -dx : dx, Math.abs(dy)]
        : [direction === 'up' ? -dy : dy, Math.abs(dx)];
    if (ahead <= 0 || aside > ahead * 2) continue;
    const far = ahead + aside * 1.5;
    if (far < least) [nearest, least] = [face, far];
  }
  return nearest;
}
