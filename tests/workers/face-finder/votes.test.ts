// From many sightings to one box with one vote, and from votes to a verdict: what makes a detector that cries wolf
// in every picture fit for use.
import { describe, expect, it } from 'vitest';
import { EDGES } from '#workers/face-finder/tiles.ts';
import { isDoubtful, joined, rightWayUp } from '#workers/face-finder/turns.ts';
import { judge, type Judged, type Look } from '#workers/face-finder/verdict.ts';
import { suppress, voted, type Sighting } from '#workers/face-finder/votes.ts';

const sighting = (look: number, score: number, x = 100, y = 100, size = 50): Sighting => ({
  x,
  y,
  width: size,
  height: size,
  score,
  look,
});

describe('sightings of one face', () => {
  it('in one look are one: the best is kept', () => {
    const all = [sighting(0, 0.6), sighting(0, 0.9, 104), sighting(0, 0.5, 300)];
    expect(suppress(all)).toEqual([all[1], all[2]]);
  });

  it('that lie within each other are one, unless they are of another order of size', () => {
    const face = sighting(0, 0.9, 100, 100, 50);
    expect(suppress([face, sighting(0, 0.8, 110, 110, 28)])).toEqual([face]);
    const badge = sighting(0, 0.8, 110, 110, 15);
    expect(suppress([face, badge])).toEqual([face, badge]);
  });

  it('in several looks vote together, each look once, and place the box by their weight', () => {
    const [only, ...none] = voted([
      sighting(0, 0.9, 100),
      sighting(1, 0.6, 106),
      sighting(1, 0.5, 104),
      sighting(2, 0.3, 100),
    ]);
    expect(none).toEqual([]);
    expect(only?.vote).toBeCloseTo(0.9 + 0.6 + 0.3, 12);
    expect(only?.box.x).toBeCloseTo((0.9 * 100 + 0.6 * 106 + 0.5 * 104 + 0.3 * 100) / 2.3, 12);
    expect(only?.box.width).toBeCloseTo(50, 12);
  });

  it('of two faces side by side stay two, the one with more votes first', () => {
    const all = [0, 1, 2].flatMap((look) => [sighting(look, 0.7, 100), sighting(look, 0.9, 155)]);
    expect(voted(all).map(({ box }) => Math.round(box.x))).toEqual([155, 100]);
  });
});

const LOOKS: Look[] = EDGES.flatMap((edge) => [
  { edge, mirrored: false },
  { edge, mirrored: true },
]);

describe('the verdict', () => {
  /** A face of 50 px in a photo of 1,000 px is 12 to 180 px in every look. */
  const seenBy = (looks: number, score: number): Judged[] =>
    judge(
      Array.from({ length: looks }, (_, look) => sighting(look, score)),
      LOOKS,
      1000,
    );

  it.each([
    [12, 1, 'sure', 1],
    [12, 0.5, 'sure', 0.5],
    [11, 0.5, 'possible', 5.5 / 12],
    [6, 0.5, 'possible', 0.25],
  ])('of %i looks at %f is %s', (looks, score, certainty, share) => {
    expect(seenBy(looks, score)).toEqual([
      expect.objectContaining({ certainty, score: expect.closeTo(share, 10) as unknown }),
    ]);
  });

  it.each([
    [5, 0.55],
    [2, 1],
    [1, 1],
  ])('of %i looks at %f is no face: an arm or a flower once looks like one to anybody', (looks, score) => {
    expect(seenBy(looks, score)).toEqual([]);
  });

  it('asks only the looks in which a face of that size can be seen', () => {
    const large = [0, 1].map((look) => sighting(look, 0.9, 100, 100, 600));
    expect(judge(large, LOOKS, 1000)).toEqual([
      expect.objectContaining({ certainty: 'sure', score: expect.closeTo((0.9 * 2) / 2, 1) as unknown }),
    ]);
    const tiny = [0.9].map((score) => sighting(10, score, 100, 100, 7));
    expect(judge(tiny, LOOKS, 1000)).toEqual([]);
    expect(judge([...tiny, sighting(11, 0.4, 100, 100, 7)], LOOKS, 1000)).toHaveLength(1);
  });

  it('never scores above one', () => {
    const everywhere = LOOKS.map((_, look) => sighting(look, 1, 100, 100, 190));
    expect(judge(everywhere, LOOKS, 1000)[0]?.score).toBe(1);
  });
});

const face = (score: number, x = 100, vote = 12 * score): Judged => ({
  box: { x, y: 100, width: 50, height: 50 },
  score,
  vote,
  certainty: score >= 0.5 ? 'sure' : 'possible',
});

describe('a picture that may lie on its side', () => {
  it('is one with few faces, or with doubtful ones', () => {
    expect(isDoubtful([])).toBe(true);
    expect(isDoubtful([face(1), face(1)])).toBe(true);
    expect(isDoubtful([face(0.9), face(0.95), face(0.8)])).toBe(false);
    expect(isDoubtful([face(0.9), face(0.95), face(0.4)])).toBe(true);
  });

  it('is turned only when a turned look finds clearly more', () => {
    const upright = { quarters: 0 as const, faces: [face(0.6), face(0.3, 300)] };
    expect(rightWayUp([upright, { quarters: 1, faces: [face(0.7)] }])).toBe(0);
    expect(rightWayUp([upright, { quarters: 3, faces: [face(0.9), face(0.8, 300)] }])).toBe(3);
    const both = [
      { quarters: 1 as const, faces: [face(0.9)] },
      { quarters: 2 as const, faces: [face(0.9), face(0.6, 300)] },
    ];
    expect(rightWayUp([upright, ...both])).toBe(2);
    expect(
      rightWayUp([
        { quarters: 0, faces: [] },
        { quarters: 1, faces: [face(0.3)] },
      ]),
    ).toBe(0);
  });

  it('keeps from the other sides only what is certain and new, once', () => {
    const full = [face(0.9, 100), face(0.3, 900)];
    const sides = [
      [face(0.95, 120), face(0.7, 500), face(0.55, 700)],
      [face(0.65, 505), face(0.9, 1200, 1.8)],
    ];
    expect(joined(full, sides)).toEqual([...full, sides[0]?.[1]]);
  });

  it('believes the certain side where the full look was unsure of the same face', () => {
    const [unsure, certain] = [face(0.3, 500), face(0.8, 512)];
    expect(joined([face(0.9), unsure], [[certain]])).toEqual([face(0.9), certain]);
    expect(joined([face(0.9), face(0.6, 500)], [[certain]])).toEqual([face(0.9), face(0.6, 500)]);
  });
});
