// The pure arithmetic of looking: tiles that miss nothing, views that turn and mirror without copying, and light
// stretched to the full range.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { viewOf, type Pixels, type Quarters, type View } from '#workers/face-finder/pixels.ts';
import { stretchLight } from '#workers/face-finder/stretch.ts';
import { EDGES, TILE, tilesOf } from '#workers/face-finder/tiles.ts';

describe('tiles', () => {
  it('of a 4:3 photo at every size, each also mirrored, are 232', () => {
    const all = EDGES.map((edge) => tilesOf(edge, Math.round(edge * 0.75)).length);
    expect(2 * all.reduce((sum, count) => sum + count, 0)).toBe(232);
  });

  it('cover the picture to its edges and never reach beyond it, and neighbours share a fifth', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1920 }), fc.integer({ min: 1, max: 1920 }), (width, height) => {
        const places = tilesOf(width, height);
        for (const [along, length, tile] of [
          ['x', width, TILE.width],
          ['y', height, TILE.height],
        ] as const) {
          const starts = [...new Set(places.map((place) => place[along]))].sort((a, b) => a - b);
          expect(starts[0]).toBe(0);
          expect(starts.at(-1)).toBe(Math.max(0, length - tile));
          for (let i = 1; i < starts.length; i++)
            expect((starts[i - 1] as number) + tile - (starts[i] as number)).toBeGreaterThanOrEqual(
              Math.floor(0.2 * tile) - 1,
            );
        }
        expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size).toBe(places.length);
      }),
    );
  });
});

/** Every pixel its own number, so that it can be known again. */
function numbered(width: number, height: number): Pixels {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) data.set([i & 255, i >> 8, 7], 3 * i);
  return { width, height, data };
}

const seen = (view: View, x: number, y: number): number => {
  const at = view.start + x * view.stepX + y * view.stepY;
  return (view.data[at] as number) + 256 * (view.data[at + 1] as number);
};

describe('a view', () => {
  const turns = fc.constantFrom<Quarters[]>(0, 1, 2, 3);
  const sizes = fc.integer({ min: 1, max: 9 });

  it('shows every pixel once, and says truly where each lies', () => {
    fc.assert(
      fc.property(sizes, sizes, turns, fc.boolean(), (width, height, quarters, mirrored) => {
        const view = viewOf(numbered(width, height), quarters, mirrored);
        expect([view.width, view.height]).toEqual(quarters % 2 === 1 ? [height, width] : [width, height]);
        const met = new Set<number>();
        for (let y = 0; y < view.height; y++)
          for (let x = 0; x < view.width; x++) {
            const lying = view.asLying({ x, y, width: 1, height: 1 });
            expect(lying).toMatchObject({ width: 1, height: 1 });
            expect(seen(view, x, y)).toBe(lying.y * width + lying.x);
            met.add(seen(view, x, y));
          }
        expect(met.size).toBe(width * height);
      }),
    );
  });

  it.each<[string, Quarters, boolean, [number, number], FaceBox]>([
    ['as it is', 0, false, [0, 1], { x: 0, y: 0, width: 3, height: 1 }],
    ['in the mirror', 0, true, [3, 2], { x: 1, y: 0, width: 3, height: 1 }],
    ['turned once clockwise', 1, false, [8, 4], { x: 0, y: 0, width: 1, height: 3 }],
    ['upside down', 2, false, [11, 10], { x: 1, y: 2, width: 3, height: 1 }],
    ['turned three times', 3, false, [3, 7], { x: 3, y: 0, width: 1, height: 3 }],
  ])('of 4 × 3 pixels %s begins with the right ones', (_how, quarters, mirrored, first, lying) => {
    const view = viewOf(numbered(4, 3), quarters, mirrored);
    expect([seen(view, 0, 0), seen(view, 1, 0)]).toEqual(first);
    expect(view.asLying({ x: 0, y: 0, width: 3, height: 1 })).toEqual(lying);
  });
});

describe('light', () => {
  const grey = (levels: number[]): Uint8Array =>
    Uint8Array.from(levels.flatMap((level) => [level, level, level]));

  it('of a dark picture is stretched to the full range, and its colours keep their distance', () => {
    const dark = Uint8Array.from(
      { length: 3000 },
      (_, i) => 10 + Math.floor(i / 3 / 25) + (i % 3 === 0 ? 5 : 0),
    );
    stretchLight(dark);
    expect(Math.min(...dark)).toBe(0);
    expect(Math.max(...dark)).toBe(255);
    expect((dark[1500] as number) - (dark[1501] as number)).toBe(5);
  });

  it('of a full picture stays as it is, and one flat colour too', () => {
    const full = grey(Array.from({ length: 256 * 4 }, (_, i) => Math.floor(i / 4)));
    const before = Uint8Array.from(full);
    stretchLight(full);
    for (let i = 0; i < full.length; i++)
      expect(Math.abs((full[i] as number) - (before[i] as number))).toBeLessThan(6);
    const flat = grey(Array.from({ length: 100 }, () => 90));
    stretchLight(flat);
    expect(flat.every((level) => level === 90)).toBe(true);
  });

  it('is not led astray by a lamp in the dark: one pixel in a hundred may go over the edge', () => {
    const levels = Array.from({ length: 1000 }, (_, i) => 20 + (i % 20));
    levels[500] = 255;
    const picture = grey(levels);
    stretchLight(picture);
    expect(picture[3 * 19]).toBe(255);
  });
});
