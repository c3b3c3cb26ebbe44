// Photos in every format that people send, through the real photo process: told by their bytes, upright, in ordinary
// colours, and with nothing hidden left in them.
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SharpPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import type { CleanOptions, CleanPhoto } from '#app/domain/ports/photo-engine.ts';
import { exiftoolFinds, noExiftool } from '#tests/support/exiftool.ts';
import {
  MOMENTS,
  annotatedGif,
  editedTiff,
  movingGif,
  movingWebp,
  pagesOf,
  phoneAvif,
  phoneWebp,
} from '#tests/support/other-pictures.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { jpegSegment, withSegments } from '#tests/support/picture-pieces.ts';
import {
  CORNERS,
  SECRETS,
  animatedPng,
  cornersOf,
  drawn,
  filmBytes,
  plainJpeg,
} from '#tests/support/pictures.ts';

let engine: SharpPhotoEngine;
beforeAll(async () => {
  engine = await openPhotoEngine();
});
afterAll(() => engine.close());

async function cleaned(original: Uint8Array, options?: CleanOptions): Promise<CleanPhoto> {
  const result = await engine.clean(original, options);
  if (!result.ok) throw new Error(`refused: ${result.code}, ${result.detail}`);
  return result.photo;
}

/** Out: the colour in the middle of a picture. */
async function middle(picture: Uint8Array): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = info.channels * (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2));
  return [...data.subarray(at, at + 3)];
}
const near = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, i) => Math.abs(value - (b[i] as number)) <= 12);

/** A JPEG with two more pictures in it: an index segment, then the pictures behind the first one's end. */
async function withSecondPicture(index: string): Promise<Buffer> {
  return Buffer.concat([withSegments(await plainJpeg(), jpegSegment(0xe2, index)), await plainJpeg(80, 60)]);
}

const originals: Record<string, () => Promise<Buffer>> = {
  'an Ultra-HDR photo with its gain map': () => withSecondPicture('urn:iso:std:iso:ts:21496:-1\0\0\0\0\0'),
  'a photo of a stereo camera (MPO)': () => withSecondPicture('MPF\0MM\0*'),
  'a motion photo': async () => Buffer.concat([await plainJpeg(), filmBytes()]),
  'a JPEG for print (CMYK, Adobe)': async () =>
    (await drawn(320, 240)).toColourspace('cmyk').jpeg().toBuffer(),
  'a WebP from a phone': () => phoneWebp(),
  'a WebP without loss': async () => (await drawn(320, 240)).webp({ lossless: true }).toBuffer(),
  'an AVIF': () => phoneAvif(),
  'a TIFF from an editor': () => editedTiff(),
  'a TIFF of sixteen bits': async () => (await drawn(320, 240)).toColourspace('rgb16').tiff().toBuffer(),
  'a TIFF in tiles': async () =>
    (await drawn(320, 240)).tiff({ tile: true, compression: 'deflate' }).toBuffer(),
  'a TIFF of three pages': async () =>
    pagesOf(
      await (await drawn(320, 240)).tiff().toBuffer(),
      await (await drawn(90, 70)).negate().tiff().toBuffer(),
      await (await drawn(90, 70)).tiff().toBuffer(),
    ),
  'a still GIF': async () => (await drawn(320, 240)).gif().toBuffer(),
  'a moving PNG, of which the first moment is kept': async () => animatedPng(),
};

describe('photos of every format (I-01, I-02, R-69)', () => {
  it.each(Object.entries(originals))('%s', async (_what, make) => {
    const original = await make();
    const photo = await cleaned(original);
    expect(photo).toMatchObject({ format: 'jpeg', width: 320, height: 240, frames: 1 });
    expect(photo.original).toEqual({ width: 320, height: 240 });
    expect(walkBytes(photo.bytes)).toEqual({ ok: true, format: 'jpeg' });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
    for (const secret of Object.values(SECRETS))
      expect(Buffer.from(photo.bytes).includes(secret)).toBe(false);
    if (!noExiftool) expect(exiftoolFinds(photo.bytes)).toEqual([]);
  });

  it('tells what was hidden in them', async () => {
    expect((await cleaned(await phoneWebp())).removed).toEqual(
      expect.arrayContaining(['location', 'owner', 'xmp']),
    );
    expect((await cleaned(await phoneAvif())).removed).toEqual(
      expect.arrayContaining(['location', 'owner', 'camera']),
    );
    expect((await cleaned(await editedTiff())).removed).toEqual(
      expect.arrayContaining(['location', 'owner']),
    );
    expect((await cleaned(await withSecondPicture('MPF\0MM\0*'))).removed).toEqual([
      'extra_image',
      'trailing_bytes',
    ]);
  });

  it.each<[string, () => Promise<Buffer>]>([
    [
      'WebP',
      async () => (await drawn(240, 320)).rotate(-90).withMetadata({ orientation: 6 }).webp().toBuffer(),
    ],
    [
      'TIFF',
      async () => (await drawn(240, 320)).rotate(-90).withMetadata({ orientation: 6 }).tiff().toBuffer(),
    ],
  ])('%s held on its side comes out upright', async (_format, make) => {
    const photo = await cleaned(await make());
    expect(photo).toMatchObject({ width: 240, height: 320, original: { width: 240, height: 320 } });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
  });

  it('a side that only XMP speaks of is not believed, as no viewer does', async () => {
    const xmp =
      'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description tiff:Orientation="6"/></x:xmpmeta>';
    const photo = await cleaned(withSegments(await plainJpeg(), jpegSegment(0xe1, xmp)));
    expect(photo).toMatchObject({ width: 320, height: 240, removed: ['xmp'] });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
  });

  it.each(['webp', 'tiff', 'avif', 'gif'] as const)(
    'what was rubbed out in a %s is white',
    async (format) => {
      const hidden = Buffer.alloc(64 * 64 * 4);
      for (let i = 0; i < hidden.length; i += 4) hidden.set([200, 30, 40, 0], i);
      const pixels = sharp(hidden, { raw: { width: 64, height: 64, channels: 4 } });
      const photo = await cleaned(
        await pixels.toFormat(format, format === 'tiff' ? { compression: 'lzw' } : {}).toBuffer(),
      );
      expect(near(await middle(photo.bytes), [255, 255, 255])).toBe(true);
    },
  );

  it.each(['webp', 'tiff', 'avif'] as const)('wide colours of a %s keep their look', async (format) => {
    const flat = {
      create: { width: 64, height: 64, channels: 3, background: { r: 200, g: 60, b: 60 } },
    } as const;
    const wide = await sharp(flat).withIccProfile('p3').toFormat(format, { quality: 100 }).toBuffer();
    // The file holds other numbers for the same look; taken as ordinary ones they would be wrong.
    const numbers = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    expect(Math.abs((numbers[0] ?? 0) - 200)).toBeGreaterThan(12);
    expect(near(await middle((await cleaned(wide)).bytes), [200, 60, 60])).toBe(true);
  });
});

describe('a moving picture', () => {
  const asked = (frame: number): CleanOptions => ({
    edits: { width: 120, height: 90, blurs: [], crop: null, frame },
  });

  it.each<[string, (frames?: number) => Promise<Buffer>]>([
    ['GIF', movingGif],
    ['WebP', movingWebp],
  ])(
    'as a %s: its first moment, or the one that is chosen, or the last when there are fewer',
    async (_format, make) => {
      const original = await make();
      const first = await cleaned(original);
      expect(first).toMatchObject({ format: 'jpeg', frames: 4, width: 120, height: 90 });
      expect(near(await middle(first.bytes), MOMENTS[0] as number[])).toBe(true);
      for (const [frame, shown] of [
        [2, 2],
        [3, 3],
        [99, 3],
      ] as const)
        expect(
          near(await middle((await cleaned(original, asked(frame))).bytes), MOMENTS[shown] as number[]),
        ).toBe(true);
    },
  );

  it.each<[string, (frames?: number) => Promise<Buffer>]>([
    ['GIF', movingGif],
    ['WebP', movingWebp],
    ['annotated GIF', annotatedGif],
  ])('as a %s: stays one where it may, clean and in step', async (_format, make) => {
    const photo = await cleaned(await make(), { mayMove: true });
    expect(photo).toMatchObject({ format: 'webp', frames: 4, width: 120, height: 90 });
    expect(walkBytes(photo.bytes)).toEqual({ ok: true, format: 'webp' });
    const about = await sharp(photo.bytes, { animated: true }).metadata();
    expect(about).toMatchObject({ pages: 4, pageHeight: 90, width: 120, loop: 0 });
    expect(about.delay).toEqual([100, 100, 100, 100]);
    for (const [i, colour] of MOMENTS.entries())
      expect(near(await middle(await sharp(photo.bytes, { page: i }).png().toBuffer()), colour)).toBe(true);
    for (const secret of Object.values(SECRETS))
      expect(Buffer.from(photo.bytes).includes(secret)).toBe(false);
    if (!noExiftool) expect(exiftoolFinds(photo.bytes).filter((tag) => !tag.startsWith('RIFF:'))).toEqual([]);
  });

  it('is still a still one when something in it was changed', async () => {
    expect(await cleaned(await movingGif(), { mayMove: true, ...asked(1) })).toMatchObject({
      format: 'jpeg',
    });
  });

  it('a picture that does not move does not begin to', async () => {
    for (const original of [await plainJpeg(), await phoneWebp(), await movingGif(1)])
      expect(await cleaned(original, { mayMove: true })).toMatchObject({ format: 'jpeg', frames: 1 });
  });

  it('shrinks to the longest edge and the most bytes that are allowed', async () => {
    const noise = Buffer.alloc(6 * 400 * 300 * 3);
    for (let i = 0, seed = 1; i < noise.length; i++)
      noise[i] = (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) >> 20;
    const original = await sharp(noise, {
      raw: { width: 400, height: 1800, channels: 3, pageHeight: 300 } as never,
    })
      .gif({ effort: 1 })
      .toBuffer();
    const photo = await cleaned(original, { mayMove: true, maxEdge: 200 });
    expect(photo).toMatchObject({ format: 'webp', width: 200, height: 150, frames: 6 });
    const small = await cleaned(original, { mayMove: true, maxBytes: 30_000 });
    expect(small).toMatchObject({ format: 'webp', frames: 6 });
    expect(small.bytes.length).toBeLessThanOrEqual(30_000);
    expect(small.width).toBeLessThan(400);
  });

  it('of more than 200 moments, or more pixels than can be handled in time, shows its first', async () => {
    expect(await cleaned(await movingGif(200, 8, 8), { mayMove: true })).toMatchObject({
      format: 'webp',
      frames: 200,
    });
    expect(await cleaned(await movingGif(201, 8, 8), { mayMove: true })).toMatchObject({
      format: 'jpeg',
      frames: 201,
    });
    expect(await cleaned(await movingGif(41, 1000, 1000), { mayMove: true })).toMatchObject({
      format: 'jpeg',
    });
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['WebP', movingWebp],
    ['GIF', movingGif],
  ])('as a %s cut short in a later moment is refused, not shown in part', async (_format, make) => {
    const whole = await make();
    const cut = whole.subarray(0, Math.floor(whole.length * 0.8));
    expect(await engine.clean(cut, { mayMove: true })).toMatchObject({ ok: false, code: 'damaged' });
  });
});
