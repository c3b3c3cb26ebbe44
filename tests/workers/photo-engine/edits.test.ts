// Edits through the real photo process: hidden and cropped before encoding, on the upright picture at its final size, and in a
// file that passes the walker like any other (I-02, I-08).
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SharpPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { hiddenArea, hiddenOn } from '#app/domain/photos/edit-regions.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { CleanOptions, CleanPhoto, PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { facesJpeg, rowsOfFaces } from '#tests/support/drawn-faces.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { CORNERS, SECRETS, cameraPhoto, cornersOf } from '#tests/support/pictures.ts';

let engine: SharpPhotoEngine;
beforeAll(async () => void (engine = await openPhotoEngine()));
afterAll(() => engine.close());

async function cleaned(original: Uint8Array, options?: CleanOptions): Promise<CleanPhoto> {
  const result = await engine.clean(original, options);
  if (!result.ok) throw new Error(`refused: ${result.code}, ${result.detail}`);
  return result.photo;
}

const hiding = (of: { width: number; height: number }, blurs: FaceBox[]): PhotoEdits => ({
  width: of.width,
  height: of.height,
  blurs,
  crop: null,
  frame: 0,
});

/** Grey values of a region, and how rough they are: the mean step from one pixel to the next. */
async function roughness(bytes: Uint8Array, { x, y, width, height }: FaceBox): Promise<number> {
  const region = {
    left: Math.round(x),
    top: Math.round(y),
    width: Math.round(width),
    height: Math.round(height),
  };
  const grey = await sharp(bytes).extract(region).greyscale().raw().toBuffer();
  let steps = 0;
  for (let at = 1; at < grey.length; at++)
    if (at % region.width !== 0) steps += Math.abs((grey[at] as number) - (grey[at - 1] as number));
  return steps / grey.length;
}

describe('a group photo with every second face hidden', () => {
  it('shows those as soft smudges, and the others as they were', async () => {
    const drawn = await facesJpeg({ ...rowsOfFaces(12, 150, { width: 1600, height: 900 }), grain: 6 }, 95);
    const plain = await cleaned(drawn.bytes, { maxEdge: 1200 });
    const scale = plain.width / drawn.width;
    const boxes = drawn.boxes.map((box) => ({
      x: box.x * scale,
      y: box.y * scale,
      width: box.width * scale,
      height: box.height * scale,
    }));
    const edits = hiding(
      plain,
      boxes.filter((_, index) => index % 2 === 0),
    );
    const photo = await cleaned(drawn.bytes, { maxEdge: 1200, edits });
    expect([photo.width, photo.height]).toEqual([plain.width, plain.height]);
    expect(walkBytes(photo.bytes)).toEqual({ ok: true, format: 'jpeg' });
    for (const [index, box] of boxes.entries()) {
      const [before, after] = [await roughness(plain.bytes, box), await roughness(photo.bytes, box)];
      if (index % 2 === 0) expect(after).toBeLessThan(before / 4);
      else expect(Math.abs(after - before)).toBeLessThan(before / 20);
    }
  });
});

describe('a photo held sideways, with everything a phone writes into it', () => {
  it('is hidden where the boxes are on the upright picture, cropped, and clean', async () => {
    const camera = await cameraPhoto({ width: 1280, height: 960, orientation: 6 });
    const upright = await cleaned(camera);
    expect([upright.width, upright.height]).toEqual([960, 1280]);
    const corner = { x: 0, y: 0, width: 480, height: 640 };
    const photo = await cleaned(camera, {
      edits: { ...hiding(upright, [{ x: 100, y: 100, width: 200, height: 200 }]), crop: corner },
    });
    expect([photo.width, photo.height]).toEqual([480, 640]);
    const around = await cornersOf(photo.bytes);
    expect(new Set(around)).toEqual(new Set([CORNERS[0]]));
    for (const secret of Object.values(SECRETS))
      expect(Buffer.from(photo.bytes).includes(secret)).toBe(false);
    expect(walkBytes(photo.bytes)).toEqual({ ok: true, format: 'jpeg' });
  });
});

describe('a result that is made smaller to fit', () => {
  it('is made from the edited picture at every size', async () => {
    const drawn = await facesJpeg({ ...rowsOfFaces(2, 300, { width: 1200, height: 800 }), grain: 60 }, 98);
    const [face] = drawn.boxes as [FaceBox];
    const edits = hiding(drawn, [face]);
    const photo = await cleaned(drawn.bytes, { edits, maxBytes: 40_000 });
    expect(photo.bytes.length).toBeLessThanOrEqual(40_000);
    expect(photo.width).toBeLessThan(1200);
    const { width, height } = hiddenArea(face);
    const [region] = hiddenOn(edits, photo);
    expect(region?.width).toBeCloseTo((1.08 * width * photo.width) / 1200);
    const inner = {
      x: (region?.x ?? 0) + (region?.width ?? 0) / 4,
      y: (region?.y ?? 0) + (region?.height ?? 0) / 4,
      width: ((width / 2) * photo.width) / 1200,
      height: ((height / 2) * photo.width) / 1200,
    };
    expect(await roughness(photo.bytes, inner)).toBeLessThan(2);
    const plain = await cleaned(drawn.bytes, { maxBytes: 40_000 });
    const factor = plain.width / photo.width;
    const same = {
      x: inner.x * factor,
      y: inner.y * factor,
      width: inner.width * factor,
      height: inner.height * factor,
    };
    expect(await roughness(plain.bytes, same)).toBeGreaterThan(3);
  });
});

describe('edits that cannot be', () => {
  it('are refused, and the next photo is none the worse', async () => {
    const camera = await cameraPhoto({ width: 320, height: 240 });
    const edits = { ...hiding({ width: 320, height: 240 }, []), width: 0 };
    expect(await engine.clean(camera, { edits })).toMatchObject({ ok: false, code: 'engine_failed' });
    expect(await engine.clean(camera)).toMatchObject({ ok: true });
  });
});
