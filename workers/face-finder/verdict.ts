// When votes are enough: what counts as a face, and how certain. Measured on 116 pictures with 1,175 faces; the
// figures are in docs/decisions/0010. Pure.
import { voted, type Sighting } from './votes.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';

/** One look at the whole picture: at one size, in the mirror or not. */
export interface Look {
  edge: number;
  mirrored: boolean;
}

export interface Judged {
  box: FaceBox;
  vote: number;
  /** how much of the votes that this box could have had it has, 0 to 1 */
  score: number;
  certainty: 'sure' | 'possible';
}

/** px: a look can only vote for a face that is of such a size in it. */
const [LEAST_PX, MOST_PX] = [12, 180];
const LEAST_VOTE = 1.2;
const LEAST_SHARE = 0.25;
const SURE_SHARE = 0.5;

/**
 * In: everything sighted in the looks taken, `look` of each being its place in that list; px of the photo, whose
 * longest side is given. Out: what counts as a face, most votes first.
 */
export function judge(sightings: readonly Sighting[], looks: readonly Look[], longestSide: number): Judged[] {
  return voted(sightings).flatMap(({ box, vote }): Judged[] => {
    const possible = looksThatCouldSee(box, looks, longestSide);
    if (vote < Math.max(LEAST_VOTE, LEAST_SHARE * possible)) return [];
    const score = Math.min(1, vote / possible);
    return [{ box, vote, score, certainty: score >= SURE_SHARE ? 'sure' : 'possible' }];
  });
}

function looksThatCouldSee(box: FaceBox, looks: readonly Look[], longestSide: number): number {
  const side = Math.sqrt(box.width * box.height) / longestSide;
  const seeing = looks.filter(({ edge }) => side * edge >= LEAST_PX && side * edge <= MOST_PX);
  return Math.max(2, seeing.length);
}
