// From the many sightings of one face, at several sizes and in the mirror, to one box with one vote. A single look
// takes arms, cloth and flowers for faces, often with full confidence; looks that agree seldom do. Pure.
import { areaOf, containment, likeness } from './boxes.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';

/** One box in one tile. */
export interface Seen extends FaceBox {
  /** 0 to 1 */
  score: number;
}

/** One box in one look at the whole picture. */
export interface Sighting extends Seen {
  /** which look it is of: one size of the picture, mirrored or not */
  look: number;
}

export interface Voted {
  box: FaceBox;
  /** the best score of each look that supports the box, added up */
  vote: number;
}

const SAME_SIGHTING = 0.4;
const SUPPORTS = 0.35;
const SHAPES_THE_BOX = 0.5;

/** Of sightings in one tile, or of all: drops each that is another view of a better one, best first. */
export function suppress<T extends Seen>(sightings: readonly T[]): T[] {
  const kept: T[] = [];
  for (const one of [...sightings].sort((a, b) => b.score - a.score))
    if (!kept.some((better) => isAnotherOf(one, better, SAME_SIGHTING, 0.75, 5))) kept.push(one);
  return kept;
}

/** Every distinct box with its vote and its place averaged over its supporters, most votes first. */
export function voted(sightings: readonly Sighting[]): Voted[] {
  const candidates = suppress(sightings).map((one) => withVote(one, sightings));
  const kept: Voted[] = [];
  for (const one of candidates.sort((a, b) => b.vote - a.vote))
    if (!kept.some((better) => isAnotherOf(one.box, better.box, 0.3, 0.6, 1 / 0.15))) kept.push(one);
  return kept;
}

function withVote(box: FaceBox, sightings: readonly Sighting[]): Voted {
  const best = new Map<number, number>();
  const sum = { weight: 0, x: 0, y: 0, width: 0, height: 0 };
  for (const one of sightings) {
    const alike = likeness(box, one);
    if (alike > SUPPORTS) best.set(one.look, Math.max(best.get(one.look) ?? 0, one.score));
    if (alike <= SHAPES_THE_BOX) continue;
    sum.weight += one.score;
    for (const side of ['x', 'y', 'width', 'height'] as const) sum[side] += one.score * one[side];
  }
  return {
    box: {
      x: sum.x / sum.weight,
      y: sum.y / sum.weight,
      width: sum.width / sum.weight,
      height: sum.height / sum.weight,
    },
    vote: [...best.values()].reduce((all, score) => all + score, 0),
  };
}

/** Whether the box is the better one again: much alike, or one within the other and not of another order of size. */
function isAnotherOf(box: FaceBox, better: FaceBox, alike: number, within: number, sizes: number): boolean {
  if (likeness(box, better) > alike) return true;
  const ratio = areaOf(box) / areaOf(better);
  return containment(box, better) > within && ratio < sizes && ratio > 1 / sizes;
}
