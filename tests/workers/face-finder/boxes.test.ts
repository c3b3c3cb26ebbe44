// How rectangles lie to each other, held against a plain count of pixels.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { containment, coveredShare, leaveOut, likeness, sharedArea } from '#workers/face-finder/boxes.ts';

const box = (x: number, y: number, width: number, height: number): FaceBox => ({ x, y, width, height });

const side = fc.integer({ min: 1, max: 12 });
const boxes = fc.record({ x: fc.nat(12), y: fc.nat(12), width: side, height: side });
const has = (b: FaceBox, x: number, y: number): boolean =>
  x >= b.x && x < b.x + b.width && y >= b.y && y < b.y + b.height;
const pixels = (test: (x: number, y: number) => boolean): number => {
  let count = 0;
  for (let x = 0; x < 24; x++) for (let y = 0; y < 24; y++) if (test(x, y)) count++;
  return count;
};

describe('two boxes', () => {
  it('share what a count of pixels says they share', () => {
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const shared = pixels((x, y) => has(a, x, y) && has(b, x, y));
        const covered = pixels((x, y) => has(a, x, y) || has(b, x, y));
        expect(sharedArea(a, b)).toBe(shared);
        expect(likeness(a, b)).toBeCloseTo(shared / covered, 12);
        expect(containment(a, b)).toBeCloseTo(shared / Math.min(a.width * a.height, b.width * b.height), 12);
      }),
    );
  });

  it('are wholly alike only when they are the same', () => {
    expect(likeness(box(3, 4, 5, 6), box(3, 4, 5, 6))).toBe(1);
    expect(containment(box(3, 4, 2, 2), box(0, 0, 20, 20))).toBe(1);
    expect(likeness(box(0, 0, 5, 5), box(5, 0, 5, 5))).toBe(0);
  });
});

describe('regions already made unrecognisable', () => {
  const face = box(100, 100, 64, 64);

  it('cover a box by half when one lies over half of it, and are not counted twice', () => {
    const half = box(100, 100, 32, 64);
    expect(coveredShare(face, [])).toBe(0);
    expect(coveredShare(face, [half])).toBe(0.5);
    expect(coveredShare(face, [half, half])).toBe(0.5);
    expect(coveredShare(face, [half, box(132, 100, 32, 64)])).toBe(1);
    expect(coveredShare(face, [box(0, 0, 99, 99)])).toBe(0);
  });

  it('leave out what lies for more than half in them, and nothing else', () => {
    const found = [{ box: face }, { box: box(300, 300, 64, 64) }];
    expect(leaveOut(found, [box(90, 90, 60, 90)])).toEqual([found[1]]);
    expect(leaveOut(found, [box(100, 100, 32, 64)])).toEqual(found);
    expect(leaveOut(found, [])).toEqual(found);
  });
});
