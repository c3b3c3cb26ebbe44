// A hidden face cannot be told from others (I-08): somebody who knows how regions are hidden, and holds the very portrait of
// everyone it could be, picks the right one no more often than by chance.
import { describe, expect, it } from 'vitest';
import { editPixels } from '#workers/photo-engine/edit-pixels.ts';
import type { Pixels } from '#workers/photo-engine/pixels.ts';
import { faceBoxIn, identity, portrait, series } from '#tests/support/drawn-identities.ts';

const SIDE = 96;
const PEOPLE = 48;
const ROUNDS = 10;
const TRIALS = PEOPLE * ROUNDS;

/** Most right picks of chance alone: more come up less than once in a thousand (binomial, 480 trials of 1 in 48). */
const MOST_BY_CHANCE = 21;

const edits = { width: SIDE, height: SIDE, blurs: [faceBoxIn(SIDE)], crop: null, frame: 0 };
const hidden = (picture: Pixels, noise: () => number) =>
  editPixels({ ...picture, data: picture.data.slice() }, edits, noise);

/** What an attacker compares: the middle of the face in a grid of means, each colour freed of its overall level. */
function seen({ data }: Pixels, grid: number): number[] {
  const from = (n: number) => Math.round(SIDE * (0.26 + (0.48 * n) / grid));
  const means: number[] = [];
  for (let row = 0; row < grid; row++)
    for (let column = 0; column < grid; column++)
      for (let c = 0; c < 3; c++) {
        let [sum, count] = [0, 0];
        for (let y = from(row); y < from(row + 1); y++)
          for (let x = from(column); x < from(column + 1); x++, count++)
            sum += data[3 * (y * SIDE + x) + c] as number;
        means.push(sum / count);
      }
  const level = [0, 1, 2].map(
    (c) => means.filter((_, i) => i % 3 === c).reduce((a, b) => a + b, 0) / (means.length / 3),
  );
  return means.map((mean, i) => mean - (level[i % 3] as number));
}

const distance = (a: number[], b: number[]) =>
  a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);

/** How often the nearest of the known portraits is the right person; `hide` is what was done to the picture found. */
function rightPicks(grid: number, hide: boolean): number {
  let right = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const random = series(round + 1);
    const noise = () => Math.floor(random() * 21) - 10;
    const wall = () => [120 + 80 * random(), 120 + 80 * random(), 120 + 80 * random()] as const;
    const people = Array.from({ length: PEOPLE }, () => identity(random));
    const known = people.map((person) => {
      const picture = portrait(person, SIDE, wall());
      // The attacker does what we do, without the noise.
      return seen(hide ? hidden(picture, () => 0) : picture, grid);
    });
    people.forEach((person, index) => {
      const picture = portrait(person, SIDE, wall());
      const found = seen(hide ? hidden(picture, noise) : picture, grid);
      const distances = known.map((one) => distance(found, one));
      if (distances.indexOf(Math.min(...distances)) === index) right++;
    });
  }
  return right;
}

describe('the nearest of 48 known portraits', () => {
  it('is the right one nearly always while nothing is hidden: the attack itself is good', () => {
    expect(rightPicks(16, false)).toBeGreaterThan(0.95 * TRIALS);
  });

  it.each([3, 6, 12])('is no better than a guess once the face is hidden (a grid of %i)', (grid) => {
    expect(rightPicks(grid, true)).toBeLessThanOrEqual(MOST_BY_CHANCE);
  });
});
