// Where fingers and keys lead on a photo: which face a tap means, what a zoom shows, how a box is drawn, and in which order
// faces are gone through.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boxBetween,
  boxInWords,
  dragged,
  holdAt,
  keyed,
  LEAST_SIDE,
  startingBox,
} from '#app/components/faces/box-edit.ts';
import { faceAt } from '#app/components/faces/face-hit.ts';
import { beside, nextOpen, towards } from '#app/components/faces/face-order.ts';
import { matching, offered } from '#app/components/faces/find-people.ts';
import {
  centreOf,
  closeUp,
  looksAt,
  type Look,
  movedBy,
  wholePicture,
  windowOf,
  zoomedAt,
} from '#app/components/faces/picture-view.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';

const PICTURE = { width: 2_000, height: 1_500 };
const PHONE = { width: 390, height: 292.5 };
const WHOLE = wholePicture(PICTURE);

const box = (x: number, y: number, side = 60): FaceBox => ({ x, y, width: side, height: side });
const face = (number: number, at: FaceBox, is = 'open', cutAway = false) => ({
  id: `face ${number}`,
  number,
  box: at,
  cutAway,
  answer: { is },
});

const aBox = fc
  .record({
    x: fc.integer({ min: 0, max: 1_900 }),
    y: fc.integer({ min: 0, max: 1_400 }),
    width: fc.integer({ min: LEAST_SIDE, max: 100 }),
    height: fc.integer({ min: LEAST_SIDE, max: 100 }),
  })
  .filter(({ x, y, width, height }) => x + width <= PICTURE.width && y + height <= PICTURE.height);
const aPoint = fc.record({
  x: fc.integer({ min: -500, max: 2_500 }),
  y: fc.integer({ min: -500, max: 2_000 }),
});
const inside = ({ x, y, width, height }: FaceBox): boolean =>
  x >= -1e-6 &&
  y >= -1e-6 &&
  x + width <= PICTURE.width + 1e-6 &&
  y + height <= PICTURE.height + 1e-6 &&
  width >= LEAST_SIDE - 1e-6 &&
  height >= LEAST_SIDE - 1e-6;

describe('a tap', () => {
  it('reaches a face of 15 px from anywhere within a thumb’s width, and nothing beyond', () => {
    const scale = 0.2;
    const small = face(1, box(1_000, 700, 75));
    const [cx, cy] = [1_037.5, 737.5];
    expect(faceAt({ x: cx + 21 / scale, y: cy - 21 / scale }, [small], scale)).toBe(small);
    expect(faceAt({ x: cx + 23 / scale, y: cy }, [small], scale)).toBeNull();
  });

  it('means the nearest centre where the reach of several overlaps', () => {
    const faces = [face(1, box(100, 100, 40)), face(2, box(160, 100, 40)), face(3, box(220, 100, 40))];
    expect(faceAt({ x: 151, y: 120 }, faces, 0.2)).toBe(faces[1]);
    expect(faceAt({ x: 148, y: 120 }, faces, 0.2)).toBe(faces[0]);
  });

  it('on any face itself never goes to one whose centre is further away', () => {
    fc.assert(
      fc.property(fc.array(aBox, { minLength: 1, maxLength: 60 }), fc.nat(59), (boxes, which) => {
        const faces = boxes.map((each, index) => face(index + 1, each));
        const meant = faces[which % faces.length];
        const at = centreOf(meant?.box ?? box(0, 0));
        const hit = faceAt(at, faces, 0.2);
        expect(hit && centreOf(hit.box)).toEqual(at);
      }),
    );
  });
});

describe('the window on the photo', () => {
  it('is the whole photo to begin with', () => {
    expect(windowOf(PICTURE, PHONE, WHOLE)).toEqual({ x: 0, y: 0, ...PICTURE });
  });

  it('never shows what is outside the photo once it is zoomed, wherever it is moved', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0.3, max: 3, noNaN: true }), aPoint), { maxLength: 12 }),
        (moves) => {
          const look = moves.reduce(
            (now, [factor, at]) => movedBy(PICTURE, PHONE, zoomedAt(PICTURE, PHONE, now, factor, at), at),
            WHOLE,
          );
          const seen = windowOf(PICTURE, PHONE, look);
          expect(look.zoom).toBeGreaterThanOrEqual(1);
          expect(inside(seen)).toBe(true);
        },
      ),
    );
  });

  it('keeps the point under the finger where it is while two fingers zoom', () => {
    const at = { x: 900, y: 600 };
    const before = windowOf(PICTURE, PHONE, WHOLE);
    const after = windowOf(PICTURE, PHONE, zoomedAt(PICTURE, PHONE, WHOLE, 2, at));
    expect((at.x - after.x) / after.width).toBeCloseTo((at.x - before.x) / before.width, 6);
    expect((at.y - after.y) / after.height).toBeCloseTo((at.y - before.y) / before.height, 6);
  });

  it('of a tall photo on a low stage shows it across its width, around the face that is asked about', () => {
    const tall = { width: 1_500, height: 2_000 };
    const low = { width: 390, height: 320 };
    const asked = box(700, 1_800);
    const seen = windowOf(tall, low, looksAt(tall, low, wholePicture(tall), asked));
    expect([Math.round(seen.x), Math.round(seen.width)]).toEqual([0, 1_500]);
    expect(seen.y).toBeLessThan(1_800);
    expect(seen.y + seen.height).toBeCloseTo(2_000, 6);
  });

  it('shows a whole photo whole when the stage has its shape', () => {
    const look: Look = looksAt(PICTURE, PHONE, WHOLE, box(10, 10));
    expect(windowOf(PICTURE, PHONE, look)).toEqual({ x: 0, y: 0, ...PICTURE });
  });

  it('of a thumbnail is a square around the face, within the photo', () => {
    fc.assert(
      fc.property(aBox, (at) => {
        const part = closeUp(at, PICTURE);
        expect(part.width).toBe(part.height);
        expect(inside(part)).toBe(true);
        expect(part.x).toBeLessThanOrEqual(at.x);
        expect(part.x + part.width).toBeGreaterThanOrEqual(at.x + at.width);
      }),
    );
  });
});

describe('a box', () => {
  it('drawn, dragged and sized in any way stays within the photo and large enough to be seen', () => {
    const hold = fc.constantFrom('nw', 'ne', 'sw', 'se', 'all' as const);
    fc.assert(
      fc.property(aPoint, aPoint, fc.array(fc.tuple(hold, aPoint), { maxLength: 8 }), (from, to, drags) => {
        const last = drags.reduce(
          (now, [by, at]) => dragged(now, by as 'all', at, PICTURE),
          boxBetween(from, to, PICTURE),
        );
        expect(inside(last)).toBe(true);
      }),
    );
  });

  it('moves with the arrow keys and is sized with Shift; other keys are left alone', () => {
    const at = box(500, 500, 100);
    expect(keyed(at, { key: 'ArrowLeft', shiftKey: false }, PICTURE)).toEqual({ ...at, x: 480 });
    expect(keyed(at, { key: 'ArrowDown', shiftKey: true }, PICTURE)).toEqual({ ...at, height: 120 });
    expect(keyed(at, { key: 'a', shiftKey: false }, PICTURE)).toBeNull();
  });

  it('is held at a corner near it, as a whole inside it, and not at all beside it', () => {
    const at = box(500, 500, 200);
    expect(holdAt(at, { x: 505, y: 695 }, 40)).toBe('sw');
    expect(holdAt(at, { x: 600, y: 600 }, 40)).toBe('all');
    expect(holdAt(at, { x: 760, y: 600 }, 40)).toBeNull();
  });

  it('can always be moved, however small it is', () => {
    const tiny = box(500, 500, 20);
    expect(holdAt(tiny, centreOf(tiny), 110)).not.toBeNull();
  });

  it('begins in the middle of what is seen, as large as the faces there are', () => {
    const faces = [face(1, box(0, 0, 40)), face(2, box(90, 0, 60)), face(3, box(200, 0, 300))];
    const seen = { x: 1_000, y: 0, width: 1_000, height: 750 };
    expect(startingBox(seen, faces, PICTURE)).toEqual(box(1_470, 345, 60));
  });

  it('says where it is', () => {
    expect(boxInWords(box(950, 0, 100), PICTURE)).toBe(
      '50 % from the left, 3 % from the top, 5 % wide and 7 % high',
    );
  });
});

describe('going through faces', () => {
  const faces = [
    face(1, box(0, 0)),
    face(2, box(300, 0), 'blur'),
    face(3, box(600, 0)),
    face(4, box(0, 300)),
    face(5, box(600, 310), 'open', true),
  ];
  const [one, two, three, four] = faces as [
    (typeof faces)[0],
    (typeof faces)[0],
    (typeof faces)[0],
    (typeof faces)[0],
  ];

  it('goes to the next open one by number, from the start again after the last, and past what is cut away', () => {
    expect(nextOpen(faces, 1)).toBe(three);
    expect(nextOpen(faces, 4)).toBe(one);
    expect(nextOpen([two, three], 3)).toBeNull();
  });

  it('goes one by one and stays at either end', () => {
    expect([beside(faces, one, 1), beside(faces, one, -1)]).toEqual([two, one]);
  });

  it('goes to the nearest in a direction, and stays where there is none', () => {
    expect(towards(faces, one, 'right')).toBe(two);
    expect(towards(faces, one, 'down')).toBe(four);
    expect(towards(faces, one, 'up')).toBe(one);
  });
});

describe('finding a name by typing', () => {
  const rows = [
    { value: 'a', name: 'Zoë Adeyemi-Featherstonehaugh-Whitby', group: '4 Hazel' },
    { value: 'b', name: 'Adam Hale', group: '4 Hazel' },
    { value: 'c', name: 'Siân O’Neill', group: '6 Rowan' },
  ];
  const names = (typed: string) => matching(rows, typed).map(({ value }) => value);

  it('finds beginnings of any part, without accents, apostrophes or capitals', () => {
    expect(names('zoe')).toEqual(['a']);
    expect(names('feather')).toEqual(['a']);
    expect(names('ONEILL')).toEqual(['c']);
    expect(names('rowan')).toEqual(['c']);
    expect(names('ad haz')).toEqual(['a', 'b']);
    expect(names('nobody')).toEqual([]);
    expect(names(' ')).toEqual(['a', 'b', 'c']);
  });

  it('puts a name that begins so first', () => {
    expect(names('ad')).toEqual(['b', 'a']);
  });

  it('offers those used last first, and those in the photo already last', () => {
    const order = offered(rows, ['c', 'b'], new Set(['b'])).map(({ value }) => value);
    expect(order).toEqual(['c', 'a', 'b']);
  });
});
