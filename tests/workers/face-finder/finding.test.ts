// Drawn faces through the real face process: however many, however large, whichever way up, and never where a
// picture was made unrecognisable.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OnnxFaceFinder } from '#app/adapters/onnx-face-finder.server.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { FACE_MODEL_SHA256 } from '#app/domain/photos/face-model.ts';
import type { FaceLook } from '#app/domain/ports/face-finder.ts';
import {
  facesJpeg,
  HAIRS,
  rowsOfFaces,
  SKINS,
  type FaceDrawing,
  type FacesPlan,
} from '#tests/support/drawn-faces.ts';
import { openFaceFinder } from '#tests/support/face-finder.ts';
import { likeness } from '#workers/face-finder/boxes.ts';

let finder: OnnxFaceFinder;
beforeAll(async () => {
  finder = await openFaceFinder();
});
afterAll(() => finder.close());

type Looked = Extract<FaceLook, { outcome: 'looked' }>;

async function look(clean: Uint8Array, except?: FaceBox[]): Promise<Looked> {
  const seen = await finder.look(clean, except);
  if (seen.outcome !== 'looked') throw new Error(`unavailable: ${seen.why}`);
  return seen;
}

/** How many of the drawn faces were found, one to one, and what was found besides. */
function compared(drawn: readonly FaceBox[], { faces }: Looked): { found: number; besides: number } {
  const left = faces.map(({ box }) => box);
  let found = 0;
  for (const box of drawn) {
    const best = left.map((one) => likeness(one, box));
    const at = best.indexOf(Math.max(...best));
    if ((best[at] ?? 0) < 0.4) continue;
    left.splice(at, 1);
    found++;
  }
  return { found, besides: left.length };
}

const lookAt = async (plan: FacesPlan) => {
  const { bytes, boxes } = await facesJpeg(plan);
  return compared(boxes, await look(bytes));
};

const CLASS = { width: 1600, height: 1200 };

describe('a class photo', () => {
  it('of thirty, of six skins, has thirty faces, each sure, in whole pixels of the photo, with the model that found them', async () => {
    const { bytes, boxes, width, height } = await facesJpeg(rowsOfFaces(30, 120, CLASS));
    const seen = await look(bytes);
    expect(compared(boxes, seen)).toEqual({ found: 30, besides: 0 });
    expect(seen.model).toBe(FACE_MODEL_SHA256);
    expect(seen.ms).toBeGreaterThan(0);
    for (const { box, score, certainty } of seen.faces) {
      expect(Object.values(box).every(Number.isInteger)).toBe(true);
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(
        true,
      );
      expect(certainty).toBe(score >= 0.5 ? 'sure' : 'possible');
      expect(score).toBeLessThanOrEqual(1);
    }
    expect(seen.faces.map(({ score }) => score)).toEqual(
      seen.faces.map(({ score }) => score).sort((a, b) => b - a),
    );
  });

  it.each([
    ['lies on its right side', 1],
    ['is upside down', 2],
    ['lies on its left side', 3],
  ] as const)('that %s has as many', async (_how, quarters) => {
    expect(await lookAt({ ...rowsOfFaces(12, 130, CLASS), quarters })).toEqual({ found: 12, besides: 0 });
  });

  it('in the mirror has as many', async () => {
    expect(await lookAt({ ...rowsOfFaces(12, 130, CLASS), mirrored: true })).toEqual({
      found: 12,
      besides: 0,
    });
  });

  it('taken far away still shows nearly everybody: 60 faces of 30 px', async () => {
    const { found, besides } = await lookAt({ ...rowsOfFaces(60, 30, CLASS), grain: 6 });
    expect(found).toBeGreaterThanOrEqual(57);
    expect(besides).toBeLessThanOrEqual(1);
  });

  it('with hats, glasses and heads held askew loses nobody', async () => {
    const plan = rowsOfFaces(12, 130, CLASS, (i) => ({
      tilt: ((i % 5) - 2) * 10,
      glasses: i % 3 === 0,
      ...(i % 2 ? { hat: [30, 60, 150] as const } : {}),
    }));
    expect((await lookAt(plan)).found).toBe(12);
  });

  it('in black and white loses nobody', async () => {
    const { bytes, boxes } = await facesJpeg(rowsOfFaces(12, 130, CLASS));
    const grey = await sharp(bytes).toColourspace('b-w').jpeg({ quality: 82 }).toBuffer();
    expect(compared(boxes, await look(grey)).found).toBe(12);
  });

  it('taken in the dark loses nobody', async () => {
    const { bytes, boxes } = await facesJpeg(rowsOfFaces(12, 130, CLASS));
    const dark = await sharp(bytes).linear(0.15, 0).jpeg({ quality: 90 }).toBuffer();
    expect(compared(boxes, await look(dark)).found).toBe(12);
  });
});

describe('one person', () => {
  const alone = (change: Partial<FaceDrawing>): FaceDrawing => ({
    x: 400,
    y: 280,
    size: 260,
    skin: SKINS[0] as FaceDrawing['skin'],
    hair: HAIRS[0] as FaceDrawing['hair'],
    ...change,
  });

  it('turning a cartwheel among people who stand is found', async () => {
    const plan = rowsOfFaces(3, 110, { width: 1200, height: 700 }, (i) => (i === 1 ? { tilt: 90 } : {}));
    expect((await lookAt(plan)).found).toBe(3);
  });

  it('who fills the picture, or is at its very edge, is found', async () => {
    expect(
      (await lookAt({ width: 600, height: 700, faces: [alone({ x: 300, y: 350, size: 420 })] })).found,
    ).toBe(1);
    expect(
      (await lookAt({ width: 800, height: 600, faces: [alone({ x: 90, y: 480, size: 200 })] })).found,
    ).toBe(1);
  });
});

describe('where nobody is', () => {
  it.each([
    ['a field', 1600, 1200],
    ['a strip', 2000, 60],
    ['a speck', 4, 3],
  ])('%s has no face', async (_what, width, height) => {
    expect((await look((await facesJpeg({ width, height, faces: [] })).bytes)).faces).toEqual([]);
  });

  it('a face in a region already made unrecognisable is left out, and the others stay', async () => {
    const { bytes, boxes } = await facesJpeg(rowsOfFaces(4, 200, { width: 1200, height: 500 }));
    const [first, ...others] = boxes as [FaceBox, ...FaceBox[]];
    const around = {
      x: first.x - 40.5,
      y: first.y - 40.5,
      width: first.width + 80,
      height: first.height + 80,
    };
    const seen = await look(bytes, [around]);
    expect(compared(others, seen)).toEqual({ found: 3, besides: 0 });
  });
});

it.skipIf(process.platform !== 'linux')('a look from every side needs at most 300 MB', async () => {
  // A process of its own: one that has looked for half a minute is replaced, and no longer there to be asked.
  const own = await openFaceFinder();
  try {
    const crowd = { ...rowsOfFaces(18, 200, { width: 2048, height: 1536 }), quarters: 1 as const, grain: 6 };
    await own.look((await facesJpeg(crowd)).bytes);
    const [id] = own.processIds();
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
    expect(Number(peak) / 1024).toBeGreaterThan(50);
    expect(Number(peak) / 1024).toBeLessThan(300);
  } finally {
    await own.close();
  }
});
