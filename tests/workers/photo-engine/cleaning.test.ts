// Real photos through the real photo process: upright, small enough, and with nothing hidden left in them.
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createHash } from 'node:crypto';
import type { SharpPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { metadataKinds } from '#app/domain/photos/metadata-kinds.ts';
import type { CleanOptions, CleanPhoto } from '#app/domain/ports/photo-engine.ts';
import { exiftoolFinds, noExiftool } from '#tests/support/exiftool.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import {
  CORNERS,
  SECRETS,
  cameraPhoto,
  cornersOf,
  drawn,
  editedPng,
  motionPhoto,
  plainJpeg,
} from '#tests/support/pictures.ts';

let engine: SharpPhotoEngine;
let camera: Buffer;
beforeAll(async () => {
  engine = await openPhotoEngine();
  camera = await cameraPhoto();
});
afterAll(() => engine.close());

async function cleaned(original: Uint8Array, options?: CleanOptions): Promise<CleanPhoto> {
  const result = await engine.clean(original, options);
  if (!result.ok) throw new Error(`refused: ${result.code}, ${result.detail}`);
  return result.photo;
}

describe('a 12-megapixel photo straight from a phone (R-69, I-02)', () => {
  it('comes out upright, 2,048 px long, in bytes that pass the walker', async () => {
    const photo = await cleaned(camera);
    expect(photo).toMatchObject({ format: 'jpeg', width: 1536, height: 2048 });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
    expect(await sharp(photo.bytes).metadata()).toMatchObject({
      format: 'jpeg',
      width: 1536,
      height: 2048,
      space: 'srgb',
    });
    expect(walkBytes(photo.bytes)).toEqual({ ok: true, format: 'jpeg' });
    expect(photo.bytes.length).toBeLessThanOrEqual(2_000_000);
    expect(photo.sha256).toBe(createHash('sha256').update(photo.bytes).digest('hex'));
    expect(photo.perceptualHash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('tells the kinds that were hidden, and none of their values', async () => {
    const { bytes, ...report } = await cleaned(camera);
    expect(report.removed).toEqual(metadataKinds(camera));
    expect(report.removed).toEqual(
      expect.arrayContaining(['location', 'serial_number', 'owner', 'thumbnail', 'orientation']),
    );
    for (const secret of Object.values(SECRETS)) {
      expect(camera.includes(secret)).toBe(true);
      expect(Buffer.from(bytes).includes(secret)).toBe(false);
      expect(JSON.stringify(report)).not.toContain(secret);
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('held in orientation %i comes out upright', async (orientation) => {
    const photo = await cleaned(await cameraPhoto({ width: 640, height: 480, orientation }));
    expect([photo.width, photo.height]).toEqual(orientation >= 5 ? [480, 640] : [640, 480]);
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
  });
});

describe('other photos that people send', () => {
  it('a PNG with texts, EXIF and bytes behind it comes out as a clean JPEG', async () => {
    const photo = await cleaned(await editedPng());
    expect(photo).toMatchObject({ format: 'jpeg', width: 640, height: 480 });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
    for (const secret of Object.values(SECRETS))
      expect(Buffer.from(photo.bytes).includes(secret)).toBe(false);
    expect(photo.removed).toEqual(expect.arrayContaining(['location', 'text', 'trailing_bytes']));
  });

  it('a motion photo loses its film', async () => {
    const photo = await cleaned(await motionPhoto());
    expect(photo.removed).toEqual(['trailing_bytes']);
    expect(Buffer.from(photo.bytes).includes('ftyp')).toBe(false);
  });

  it('what was rubbed out by transparency stays rubbed out', async () => {
    const hidden = Buffer.alloc(100 * 100 * 4);
    for (let i = 0; i < hidden.length; i += 4) hidden.set([200, 30, 40, 0], i);
    const png = await sharp(hidden, { raw: { width: 100, height: 100, channels: 4 } })
      .png()
      .toBuffer();
    const photo = await cleaned(png);
    const { dominant } = await sharp(photo.bytes).stats();
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240);
  });

  it('wide-gamut colours of a phone are turned into ordinary ones, not just mislabelled', async () => {
    const flat = {
      create: { width: 64, height: 64, channels: 3, background: { r: 200, g: 60, b: 60 } },
    } as const;
    const inP3 = await sharp(flat)
      .withIccProfile('p3')
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer();
    expect(metadataKinds(inP3)).toContain('colour_profile');
    // A wide-gamut file keeps the look of this red with other numbers; read as ordinary colours they look wrong.
    const numbers = await sharp(inP3, { ignoreIcc: true }).raw().toBuffer();
    const back = await sharp((await cleaned(inP3)).bytes)
      .raw()
      .toBuffer();
    for (const [channel, value] of [200, 60, 60].entries())
      expect(Math.abs((back[channel] ?? 0) - value)).toBeLessThanOrEqual(6);
    expect(Math.abs((numbers[0] ?? 0) - 200)).toBeGreaterThan(8);
  });

  it('grey and CMYK pictures come out in ordinary colours', async () => {
    const grey = await (await drawn(320, 240)).greyscale().toColourspace('b-w').png().toBuffer();
    const cmyk = await (await drawn(320, 240)).toColourspace('cmyk').jpeg().toBuffer();
    expect(await sharp((await cleaned(grey)).bytes).metadata()).toMatchObject({ format: 'jpeg', width: 320 });
    const photo = await cleaned(cmyk);
    expect(await sharp(photo.bytes).metadata()).toMatchObject({ space: 'srgb', channels: 3 });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
  });

  it('a small picture is not blown up, and one pixel is a picture', async () => {
    expect(await cleaned(await plainJpeg(320, 240))).toMatchObject({ width: 320, height: 240 });
    expect(await cleaned(await plainJpeg(1, 1))).toMatchObject({ width: 1, height: 1 });
  });

  it('a very long picture keeps its shape', async () => {
    expect(await cleaned(await plainJpeg(6000, 90))).toMatchObject({ width: 2048, height: 31 });
  });

  it('a photo of a 50-megapixel phone is taken', async () => {
    const large = await (await drawn(8160, 6120)).jpeg({ quality: 60 }).toBuffer();
    const photo = await cleaned(large);
    expect(photo).toMatchObject({ width: 2048, height: 1536 });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
  });

  it('cleaning a clean photo again changes nothing about it but its bytes', async () => {
    const first = await cleaned(camera);
    const second = await cleaned(first.bytes);
    expect(second).toMatchObject({ width: first.width, height: first.height, removed: [] });
  });
});

describe('the result stays within its bounds', () => {
  it('in bytes, by lowering the quality first', async () => {
    const noisy = await (await drawn(1600, 1200, 60)).jpeg({ quality: 95 }).toBuffer();
    const free = await cleaned(noisy, { maxBytes: 16_000_000 });
    const bound = Math.round(free.bytes.length * 0.6);
    const photo = await cleaned(noisy, { maxBytes: bound });
    expect(photo.bytes.length).toBeLessThanOrEqual(bound);
    expect(photo).toMatchObject({ width: 1600, height: 1200 });
    expect(await cornersOf(photo.bytes)).toEqual(CORNERS);
  });

  it('and then by shrinking', async () => {
    const noisy = await (await drawn(1600, 1200, 60)).jpeg({ quality: 95 }).toBuffer();
    const photo = await cleaned(noisy, { maxBytes: 60_000 });
    expect(photo.bytes.length).toBeLessThanOrEqual(60_000);
    expect(photo.width).toBeLessThan(1600);
    expect(photo.width / photo.height).toBeCloseTo(4 / 3, 1);
  });

  it('and says so when nothing fits', async () => {
    expect(await engine.clean(await plainJpeg(), { maxBytes: 300 })).toMatchObject({
      ok: false,
      code: 'engine_failed',
    });
  });

  it('in px', async () => {
    expect(await cleaned(camera, { maxEdge: 400 })).toMatchObject({ width: 300, height: 400 });
  });
});

describe('whatever arrives', () => {
  it('damaged in any way, it is cleaned or refused, and the process lives on', async () => {
    const originals = [await cameraPhoto({ width: 160, height: 120 }), await editedPng(64, 48)];
    await engine.health();
    const before = engine.processIds();
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(1), damage, async (which, changes) => {
        const bytes = Buffer.from(originals[which] as Buffer);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        const result = await engine.clean(bytes);
        if (!result.ok) refused++;
        else expect(walkBytes(result.photo.bytes)).toEqual({ ok: true, format: 'jpeg' });
      }),
      { numRuns: 150 },
    );
    expect(refused).toBeGreaterThan(0);
    // 150 photos and the process is replaced after 50: the same number of processes, none lost to a crash.
    await vi.waitFor(() => expect(engine.processIds().length).toBe(before.length), { timeout: 10_000 });
  });

  it('ten photos at once come back each as itself', async () => {
    const pool = await openPhotoEngine({ size: 2 });
    try {
      const sizes = Array.from({ length: 10 }, (_, i) => 100 + 10 * i);
      const originals = await Promise.all(
        sizes.map((width) => cameraPhoto({ width, height: 90, orientation: 1 })),
      );
      const results = await Promise.all(originals.map((original) => pool.clean(original)));
      expect(results.map((result) => result.ok && result.photo.width)).toEqual(sizes);
      expect(pool.processIds().length).toBeLessThanOrEqual(2);
    } finally {
      await pool.close();
    }
  });
});

describe.skipIf(noExiftool)(`ExifTool agrees ${noExiftool ?? ''}`, () => {
  it('that the original was full and the result is empty', async () => {
    expect(exiftoolFinds(camera)).toEqual(
      expect.arrayContaining([
        'GPS:GPSLatitude',
        'ExifIFD:SerialNumber',
        'IFD1:ThumbnailImage',
        'XMP-dc:Creator',
      ]),
    );
    for (const original of [camera, await editedPng(), await motionPhoto()])
      expect(exiftoolFinds((await cleaned(original)).bytes)).toEqual([]);
  });
});
