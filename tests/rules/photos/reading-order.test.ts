// The numbers on a photo run as people read: row by row, from left to right.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inReadingOrder } from '#app/domain/photos/reading-order.ts';

const face = (name: string, x: number, y: number, side = 40) => ({
  name,
  box: { x, y, width: side, height: side },
});
const named = (faces: { name: string }[]) => faces.map(({ name }) => name).join(' ');

describe('faces are numbered', () => {
  it('from left to right in a row whose heads are not quite level', () => {
    expect(named(inReadingOrder([face('c', 200, 96), face('a', 20, 104), face('b', 100, 90)]))).toBe('a b c');
  });

  it('row by row from the top, however far right the upper row begins', () => {
    const rows = [
      face('d', 10, 200),
      face('a', 400, 100),
      face('e', 90, 195),
      face('b', 480, 110),
      face('c', 560, 95),
    ];
    expect(named(inReadingOrder(rows))).toBe('a b c d e');
  });

  it('with a small face at the back in the row in which its middle lies', () => {
    const back = face('back', 300, 12, 10);
    expect(named(inReadingOrder([face('front', 10, 60, 60), back]))).toBe('back front');
  });

  it('every one of them once, whatever order they were found in', () => {
    const box = fc.record({
      x: fc.nat(900),
      y: fc.nat(900),
      width: fc.integer({ min: 6, max: 200 }),
      height: fc.integer({ min: 6, max: 200 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(box, { selector: (each) => JSON.stringify(each), maxLength: 40 }),
        (boxes) => {
          const found = boxes.map((each) => ({ box: each }));
          const ordered = inReadingOrder(found);
          expect(new Set(ordered)).toEqual(new Set(found));
          expect(ordered).toHaveLength(found.length);
          const text = (faces: typeof found) => JSON.stringify(faces);
          expect(text(inReadingOrder([...found].reverse()))).toBe(text(ordered));
        },
      ),
    );
  });
});
