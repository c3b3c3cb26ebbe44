// Photos straight from an iPhone: opened in a process that has met no other photo and meets no other after it. Every
// HEIC here is written by the tests themselves.
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SharpPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { cleanOrder } from '#app/domain/photos/clean-order.ts';
import type { CleanOptions, CleanPhoto } from '#app/domain/ports/photo-engine.ts';
import { uncompressedTiff } from '#workers/photo-engine/uncompressed-tiff.ts';
import { exiftoolFinds, noExiftool } from '#tests/support/exiftool.ts';
import { heicFile, type HeicPlan } from '#tests/support/heic-file.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import {
  CORNERS,
  SECRETS,
  cameraExif,
  cornersOf,
  heicHeader,
  plainJpeg,
  xmpPacket,
} from '#tests/support/pictures.ts';

let engine: SharpPhotoEngine;
beforeAll(async () => {
  engine = await openPhotoEngine();
});
afterAll(() => engine.close());

const RGB = {
  red: [210, 30, 40],
  green: [30, 170, 60],
  blue: [30, 60, 200],
  white: [240, 240, 240],
} as const;

/** Out: a HEIC of four coloured quarters, as the eye sees them before any turning. */
function quarters(plan: Partial<HeicPlan> = {}): Buffer {
  const [width, height] = [plan.width ?? 200, plan.height ?? 150];
  const tile = plan.sameTile ? (plan.tile as number) : undefined;
  const [w, h] = [tile ?? width, tile ?? height];
  const colourAt = (x: number, y: number): readonly [number, number, number] =>
    y < h / 2 ? (x < w / 2 ? RGB.red : RGB.green) : x < w / 2 ? RGB.white : RGB.blue;
  return heicFile({ width, height, colourAt, ...plan });
}

async function cleaned(original: Uint8Array, options?: CleanOptions): Promise<CleanPhoto> {
  const result = await engine.clean(original, options);
  if (!result.ok) throw new Error(`refused: ${result.code}, ${result.detail}`);
  return result.photo;
}

async function pixelAt(picture: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  return [...data.subarray(info.channels * (y * info.width + x)).subarray(0, 3)];
}
const isNear = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, i) => Math.abs(value - (b[i] as number)) <= 6);

/** Corners clockwise from top left after so many quarter turns anticlockwise. */
const turned = (turns: number): string[] => [...CORNERS.slice(turns), ...CORNERS.slice(0, turns)];

describe('a HEIC photo (I-01, R-69)', () => {
  it('comes out as a clean JPEG of the same picture', async () => {
    const photo = await cleaned(quarters());
    expect(photo).toMatchObject({ format: 'jpeg', width: 200, height: 150, frames: 1, removed: [] });
    expect(photo.original).toEqual({ width: 200, height: 150 });
    expect(walkBytes(photo.bytes)).toEqual({ ok: true, format: 'jpeg' });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
    expect(isNear(await pixelAt(photo.bytes, 40, 40), RGB.red)).toBe(true);
    expect(isNear(await pixelAt(photo.bytes, 160, 110), RGB.blue)).toBe(true);
  });

  it('loses everything that was hidden in it, and tells what', async () => {
    const original = quarters({
      exif: cameraExif(1),
      xmp: xmpPacket(),
      thumbnail: true,
      auxiliary: 'urn:com:apple:photo:2020:aux:hdrgainmap',
    });
    expect(original.includes(SECRETS.owner)).toBe(true);
    const photo = await cleaned(original);
    expect(photo.removed).toEqual(
      expect.arrayContaining(['location', 'serial_number', 'owner', 'thumbnail', 'extra_image', 'xmp']),
    );
    for (const secret of Object.values(SECRETS))
      expect(Buffer.from(photo.bytes).includes(secret)).toBe(false);
    if (!noExiftool) expect(exiftoolFinds(photo.bytes)).toEqual([]);
  });

  it.each([1, 2, 3] as const)('turned by %i quarters comes out upright', async (turns) => {
    const photo = await cleaned(quarters({ turns }));
    expect([photo.width, photo.height]).toEqual(turns === 2 ? [200, 150] : [150, 200]);
    expect(photo.original).toEqual({ width: photo.width, height: photo.height });
    expect(await cornersOf(photo.bytes)).toEqual(turned(turns));
  });

  it('mirrored comes out as it should be seen, and EXIF does not turn it a second time', async () => {
    expect(await cornersOf((await cleaned(quarters({ mirror: 1 }))).bytes)).toEqual([
      'green',
      'red',
      'white',
      'blue',
    ]);
    const photo = await cleaned(quarters({ turns: 1, exif: cameraExif(6) }));
    expect(await cornersOf(photo.bytes)).toEqual(turned(1));
  });

  it('in tiles is put together, its last column and row cut to size', async () => {
    const photo = await cleaned(quarters({ width: 700, height: 500, tile: 256 }));
    expect(photo).toMatchObject({ width: 700, height: 500 });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
  });

  it('of several pictures is its primary one, not its first', async () => {
    const photo = await cleaned(quarters({ other: () => [0, 0, 0] }));
    expect(photo).toMatchObject({ width: 200, height: 150 });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
  });

  it('see-through in places is white there', async () => {
    const photo = await cleaned(quarters({ opacityAt: (x) => (x < 100 ? 0 : 255) }));
    expect(isNear(await pixelAt(photo.bytes, 40, 40), [255, 255, 255])).toBe(true);
    expect(isNear(await pixelAt(photo.bytes, 160, 40), RGB.green)).toBe(true);
  });

  it('in a phone’s wide colours keeps its look', async () => {
    const seen = {
      create: { width: 8, height: 8, channels: 3, background: { r: 200, g: 60, b: 60 } },
    } as const;
    const inP3 = await sharp(seen).withIccProfile('p3').png().toBuffer();
    const profile = (await sharp(inP3).metadata()).icc as Buffer;
    const [r, g, b] = await sharp(inP3, { ignoreIcc: true }).raw().toBuffer();
    const numbers = [r ?? 0, g ?? 0, b ?? 0] as const;
    expect(Math.abs(numbers[0] - 200)).toBeGreaterThan(8);
    const managed = await cleaned(heicFile({ width: 64, height: 64, colourAt: () => numbers, profile }));
    const plain = await cleaned(heicFile({ width: 64, height: 64, colourAt: () => numbers }));
    expect(isNear(await pixelAt(managed.bytes, 32, 32), [200, 60, 60])).toBe(true);
    expect(isNear(await pixelAt(plain.bytes, 32, 32), numbers)).toBe(true);
    expect(managed.removed).toEqual(['colour_profile']);
  });

  it('of 48 megapixels is taken', async () => {
    const photo = await cleaned(quarters({ width: 8064, height: 6048, tile: 512, sameTile: true, turns: 3 }));
    expect(photo).toMatchObject({ width: 1536, height: 2048, original: { width: 6048, height: 8064 } });
  });

  it('can be asked for at another size', async () => {
    expect(await cleaned(quarters(), { maxEdge: 100 })).toMatchObject({ width: 100, height: 75 });
  });
});

describe('a HEIC that cannot be opened', () => {
  it.each<[string, () => Buffer]>([
    ['an opening and nothing behind it', () => heicHeader()],
    ['half of it', () => quarters().subarray(0, 20_000)],
    ['all but its last block', () => quarters().subarray(0, -1600)],
    ['a larger size than its picture has', () => quarters({ claims: { width: 4000, height: 3000 } })],
    [
      'no picture that anybody knows',
      () => Buffer.from(quarters().toString('latin1').replaceAll('hvc1', 'xyz1'), 'latin1'),
    ],
    [
      'no primary picture',
      () => Buffer.from(quarters().toString('latin1').replace('pitm', 'xxxx'), 'latin1'),
    ],
  ])('%s: one refusal with words about HEIC', async (_what, make) => {
    const result = await engine.clean(make());
    expect(result).toMatchObject({ ok: false, code: 'heic' });
    for (const secret of Object.values(SECRETS)) expect(JSON.stringify(result)).not.toContain(secret);
  });

  it('that claims more pixels than a phone takes is refused before it is opened', async () => {
    expect(await engine.clean(quarters({ claims: { width: 30_000, height: 20_000 } }))).toMatchObject({
      ok: false,
      code: 'too_many_pixels',
    });
  });

  it('does not harm the photo after it', async () => {
    expect(await engine.clean(quarters().subarray(0, 20_000))).toMatchObject({ ok: false });
    expect(await engine.clean(await plainJpeg())).toMatchObject({ ok: true });
  });
});

describe('without libheif', () => {
  it('a HEIC is refused with words about HEIC, and nothing else changes', async () => {
    vi.doMock('libheif-js/libheif-wasm/libheif.js', () => {
      throw new Error('not installed');
    });
    try {
      const { cleanPicture } = await import('#workers/photo-engine/clean-picture.ts');
      expect(await cleanPicture(quarters(), cleanOrder())).toMatchObject({ ok: false, code: 'heic' });
      expect(await cleanPicture(await plainJpeg(), cleanOrder())).toMatchObject({ ok: true });
    } finally {
      vi.doUnmock('libheif-js/libheif-wasm/libheif.js');
    }
  });
});

describe('processes and HEIC', () => {
  /** Out: the ids of all processes seen while something is done. */
  async function seenWhile(pool: SharpPhotoEngine, act: () => Promise<unknown>): Promise<Set<number>> {
    const seen = new Set<number>();
    const look = (): void => pool.processIds().forEach((id) => seen.add(id));
    const timer = setInterval(look, 2);
    try {
      look();
      await act();
      look();
    } finally {
      clearInterval(timer);
    }
    return seen;
  }

  it.each([1, 2])('two HEICs never share one, with a pool of %i', async (size) => {
    const pool = await openPhotoEngine({ size });
    try {
      const heic = quarters();
      const seen = await seenWhile(pool, async () => {
        const results = await Promise.all(Array.from({ length: 5 }, () => pool.clean(heic)));
        expect(results.every(({ ok }) => ok)).toBe(true);
      });
      expect(seen.size).toBeGreaterThanOrEqual(5);
      await vi.waitFor(() => expect(pool.processIds().length).toBeLessThanOrEqual(size), { interval: 5 });
    } finally {
      await pool.close();
    }
  });

  it('a process that has met a photo is not given a HEIC, and one that has met a HEIC is given nothing', async () => {
    const pool = await openPhotoEngine({ size: 1 });
    try {
      const jpeg = await plainJpeg();
      expect(await pool.clean(jpeg)).toMatchObject({ ok: true });
      const [used] = pool.processIds() as [number];
      const during = await seenWhile(pool, () => pool.clean(quarters()));
      const [forHeic] = [...during].filter((id) => id !== used) as [number];
      expect(forHeic).toBeDefined();
      await vi.waitFor(() => expect(pool.processIds()).not.toContain(used), { interval: 5 });
      expect(await pool.clean(jpeg)).toMatchObject({ ok: true });
      await vi.waitFor(() => expect(pool.processIds()).not.toContain(forHeic), { interval: 5 });
    } finally {
      await pool.close();
    }
  });

  it('photos of other kinds go on beside a waiting HEIC, each as itself', async () => {
    const pool = await openPhotoEngine({ size: 2 });
    try {
      const widths = [100, 110, 120, 130, 140, 150];
      const originals = await Promise.all(
        widths.map((width, i) => (i % 2 ? quarters({ width, height: 96 }) : plainJpeg(width, 96))),
      );
      const results = await Promise.all(originals.map((original) => pool.clean(original)));
      expect(results.map((result) => result.ok && result.photo.width)).toEqual(widths);
    } finally {
      await pool.close();
    }
  });
});

describe('bare pixels wrapped for the image library', () => {
  it.each([3, 4] as const)('of %i channels come out as they went in, profile and all', async (channels) => {
    const [width, height, stride] = [37, 53, 37 * 4 + 9];
    const data = Uint8Array.from({ length: stride * height }, (_, i) => (i * 31) & 255);
    const profile = (
      await sharp(
        await sharp(await plainJpeg())
          .withIccProfile('p3')
          .png()
          .toBuffer(),
      ).metadata()
    ).icc as Buffer;
    const tiff = uncompressedTiff({ width, height, channels, stride, data, profile });
    expect((await sharp(tiff).metadata()).icc?.equals(profile)).toBe(true);
    const back = await sharp(tiff, { ignoreIcc: true }).raw().toBuffer();
    for (let y = 0; y < height; y++)
      for (let i = 0; i < width * channels; i++)
        if (back[y * width * channels + i] !== data[y * stride + i]) throw new Error(`row ${y}, byte ${i}`);
    expect(back.length).toBe(width * height * channels);
  });
});
