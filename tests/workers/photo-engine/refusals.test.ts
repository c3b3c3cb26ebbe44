// Everything that a careless or hostile hand might send instead of a photo: each gets one clear refusal from the
// real photo process, quickly, and the next photo is cleaned as ever.
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SharpPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { cleanOrder } from '#app/domain/photos/clean-order.ts';
import { cleanPicture } from '#workers/photo-engine/clean-picture.ts';
import { refusalFromDecoder } from '#workers/photo-engine/decoder-refusals.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { SECRETS, bombJpeg, bombPng, cameraPhoto } from '#tests/support/pictures.ts';
import {
  filmBytes,
  heicHeader,
  manyScanJpeg,
  pdfDocument,
  plainJpeg,
  plainPng,
  svgDrawing,
} from '#tests/support/pictures.ts';

let engine: SharpPhotoEngine;
beforeAll(async () => {
  engine = await openPhotoEngine();
});
afterAll(() => engine.close());

const cutTo = (bytes: Buffer, share: number): Buffer => bytes.subarray(0, Math.floor(bytes.length * share));

describe('what is not a photo is refused (I-01)', () => {
  it.each<[string, string, () => Uint8Array | Promise<Uint8Array>]>([
    ['an empty file', 'empty', () => Buffer.alloc(0)],
    ['a file of 33 MiB', 'too_many_bytes', () => Buffer.alloc(33 * 1024 * 1024)],
    ['a bomb of 108 megapixels in 13 KB', 'too_many_pixels', () => bombPng()],
    ['a JPEG that claims 108 megapixels', 'too_many_pixels', () => bombJpeg()],
    ['a JPEG of 65 scans', 'too_many_scans', () => manyScanJpeg(65)],
    ['a JPEG of 5,000 scans', 'too_many_scans', () => manyScanJpeg(5000, 32, 24)],
    ['an iPhone’s HEIC', 'heic', () => heicHeader()],
    ['an SVG that reads a file', 'svg', () => svgDrawing()],
    ['a PDF', 'pdf', () => pdfDocument()],
    ['a film', 'video', () => filmBytes()],
    ['a camera’s raw photo', 'raw', () => Buffer.from('FUJIFILMCCD-RAW 0201')],
    ['a web page', 'unsupported_format', () => Buffer.from('<html><body>hello</body></html>')],
    [
      'random bytes',
      'unsupported_format',
      () => Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255)),
    ],
    ['half a photo', 'damaged', async () => cutTo(await cameraPhoto({ width: 640, height: 480 }), 0.5)],
    ['a photo without its last tenth', 'damaged', async () => cutTo(await plainJpeg(640, 480), 0.9)],
    ['half a PNG', 'damaged', async () => cutTo(await plainPng(640, 480), 0.5)],
    ['two bytes of a photo', 'unsupported_format', () => Buffer.from([0xff, 0xd8])],
  ])('%s: %s', async (_what, code, make) => {
    expect(await engine.clean(await make())).toMatchObject({ ok: false, code });
    expect(await engine.clean(await plainJpeg())).toMatchObject({ ok: true });
  });

  it('a PNG whose name says JPEG is what its bytes say, for the name is never seen', async () => {
    expect(await engine.clean(await plainPng())).toMatchObject({ ok: true, photo: { format: 'jpeg' } });
  });

  it('no detail repeats anything hidden in the photo', async () => {
    const photo = await cameraPhoto({ width: 640, height: 480 });
    for (const share of [0.05, 0.2, 0.5, 0.8]) {
      const result = await engine.clean(cutTo(photo, share));
      expect(result.ok).toBe(false);
      for (const secret of Object.values(SECRETS)) expect(JSON.stringify(result)).not.toContain(secret);
    }
  });
});

describe('behind the sniffing, every other decoder is locked', () => {
  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['SVG', () => svgDrawing()],
    ['PDF', () => pdfDocument()],
    ['a web page', () => Buffer.from('<html><body>hello</body></html>')],
    ['PPM', () => Buffer.from('P6 1 1 255 abc')],
    ['Radiance', () => Buffer.from('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\nabcd')],
  ])('%s', async (_format, make) => {
    const bytes = await make();
    expect(
      await cleanPicture(await plainJpeg(), cleanOrder({ maxEdge: 64, maxBytes: 100_000 })),
    ).toMatchObject({
      ok: true,
    });
    await expect(sharp(bytes).metadata()).rejects.toThrow('unsupported image format');
  });

  it('and the library keeps no pictures and uses one thread', () => {
    expect(sharp.concurrency()).toBe(1);
    expect(sharp.cache().memory.max).toBe(0);
    expect(sharp.cache().items.max).toBe(0);
  });
});

describe('what the decoder says becomes one refusal', () => {
  it.each([
    ['Input image exceeds pixel limit', 'too_many_pixels'],
    ['vips_tracked: out of memory -- size == 457MB', 'too_many_pixels'],
    ['VipsJpeg: Insufficient memory (case 4)', 'too_many_pixels'],
    ['VipsIcc: not an ICC profile\nVipsJpeg: premature end of JPEG image', 'damaged'],
  ])('%s', (message, code) => {
    expect(refusalFromDecoder(new Error(message))).toMatchObject({ code });
  });

  it('in one short line', () => {
    const { detail } = refusalFromDecoder(new Error(`a warning\n${'é\u0007x'.repeat(500)}`));
    expect(detail).toMatch(/^x{1,120}$/);
  });
});
