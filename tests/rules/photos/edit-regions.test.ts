// Where edits lie on a photo: the crop stays within it, a region is wider than its box, and a place on the edited photo is
// found again on the unedited one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenArea, hiddenOn, isSamePlace, keptArea, onUnedited } from '#app/domain/photos/edit-regions.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';

const measure = fc.integer({ min: -500, max: 2500 });
const box = fc.record({ x: measure, y: measure, width: fc.nat(2500), height: fc.nat(2500) });
const edits = fc.record({
  width: fc.integer({ min: 1, max: 2048 }),
  height: fc.integer({ min: 1, max: 2048 }),
  blurs: fc.array(box, { maxLength: 3 }),
  crop: fc.option(box),
  frame: fc.constant(0),
});

describe('what a crop keeps', () => {
  it('is never empty, in whole pixels, and never beyond the photo', () => {
    fc.assert(
      fc.property(edits, (asked) => {
        const { x, y, width, height } = keptArea(asked);
        for (const value of [x, y, width, height]) expect(Number.isInteger(value)).toBe(true);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
        expect(x + width).toBeLessThanOrEqual(asked.width);
        expect(y + height).toBeLessThanOrEqual(asked.height);
      }),
    );
  });

  it('is the crop itself when that lies within, and everything without one', () => {
    const asked = { width: 800, height: 600, crop: { x: 100, y: 50, width: 400, height: 300 } };
    expect(keptArea(asked)).toEqual(asked.crop);
    expect(keptArea({ ...asked, crop: null })).toEqual({ x: 0, y: 0, width: 800, height: 600 });
  });
});

describe('what is hidden for a box', () => {
  it('is 35 per cent wider on every side, and never less than twelve pixels', () => {
    expect(hiddenArea({ x: 100, y: 200, width: 100, height: 200 })).toEqual({
      x: 65,
      y: 130,
      width: 170,
      height: 340,
    });
    expect(hiddenArea({ x: 50, y: 50, width: 2, height: 4 })).toEqual({
      x: 45,
      y: 46,
      width: 12,
      height: 12,
    });
  });
});

describe('a place on the edited photo', () => {
  const asked: PhotoEdits = {
    width: 2000,
    height: 1000,
    blurs: [{ x: 900, y: 300, width: 100, height: 100 }],
    crop: { x: 800, y: 200, width: 400, height: 400 },
    frame: 0,
  };
  const made = { width: 200, height: 200 };

  it('is found on the unedited one, whatever was cut away and however small it came out', () => {
    expect(onUnedited({ x: 50, y: 50, width: 50, height: 50 }, asked, made)).toEqual(asked.blurs[0]);
  });

  it('is hidden where the region lies on it, its soft edge included', () => {
    const [region] = hiddenOn(asked, made);
    expect(region?.x).toBeCloseTo((950 - 85 * 1.08 - 800) / 2);
    expect(region?.width).toBeCloseTo((170 * 1.08) / 2);
    expect(region?.y).toBeCloseTo((350 - 85 * 1.08 - 200) / 2);
  });
});

describe('two boxes', () => {
  const face = { x: 100, y: 100, width: 100, height: 100 };
  it.each([
    ['drawn a little differently mean the same face', { x: 110, y: 90, width: 110, height: 100 }, true],
    ['side by side mean two', { x: 190, y: 100, width: 100, height: 100 }, false],
    ['apart mean two', { x: 400, y: 100, width: 100, height: 100 }, false],
    [
      'one of which is a small face in the middle of a large box mean two',
      { x: 130, y: 130, width: 30, height: 30 },
      false,
    ],
  ])('%s', (_, other, same) => {
    expect(isSamePlace(face, other)).toBe(same);
    expect(isSamePlace(other, face)).toBe(same);
  });
});
