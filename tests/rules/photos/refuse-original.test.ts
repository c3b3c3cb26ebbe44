// What is refused from its bytes alone, before any decoder has seen it.
import { describe, expect, it } from 'vitest';
import { declaredSize } from '#app/domain/photos/declared-size.ts';
import { jpegScanCount } from '#app/domain/photos/jpeg-segments.ts';
import { refuseOriginal } from '#app/domain/photos/refuse-original.ts';
import { heicFile } from '#tests/support/heic-file.ts';
import {
  bombJpeg,
  bombPng,
  drawn,
  filmBytes,
  heicHeader,
  manyScanJpeg,
  pdfDocument,
  plainJpeg,
  plainPng,
  svgDrawing,
} from '#tests/support/pictures.ts';

const little = (value: number, bytes: number): string =>
  String.fromCharCode(...Array.from({ length: bytes }, (_, i) => (value >> (8 * i)) & 255));

function tiffHeader(width: number, height: number): Buffer {
  const entry = (tag: number, value: number): string =>
    little(tag, 2) + little(4, 2) + little(1, 4) + little(value, 4);
  return text(
    `II*\0${little(8, 4)}${little(2, 2)}${entry(0x0100, width)}${entry(0x0101, height)}${little(0, 4)}`,
  );
}

const text = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');
const code = (bytes: Uint8Array): string | undefined => refuseOriginal(bytes)?.code;

describe('refusing an original before it is opened (I-01)', () => {
  it('lets ordinary photos through', async () => {
    expect(code(await plainJpeg())).toBeUndefined();
    expect(code(await plainPng())).toBeUndefined();
    expect(code(await manyScanJpeg(64))).toBeUndefined();
  });

  it.each<[string, () => Uint8Array | Promise<Uint8Array>]>([
    ['empty', () => Buffer.alloc(0)],
    ['too_many_bytes', () => Buffer.alloc(33 * 1024 * 1024)],
    ['too_many_pixels', () => bombPng()],
    ['too_many_pixels', () => bombJpeg()],
    ['too_many_scans', () => manyScanJpeg(65)],
    ['heic', () => heicHeader()],
    ['raw', () => text('FUJIFILMCCD-RAW 0201')],
    ['svg', () => svgDrawing()],
    ['pdf', () => pdfDocument()],
    ['video', () => filmBytes()],
    ['unsupported_format', () => text('<html>')],
    ['unsupported_format', () => text('%!PS-Adobe-3.0 EPSF-3.0')],
    ['unsupported_format', () => text('II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0')],
    ['damaged', () => text('GIF89a\x01\0')],
    ['damaged', () => text('GIF89a\0\0\x01\0\0\0\0;')],
    ['damaged', () => text('RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0')],
    ['damaged', () => text('II*\0\x08\0\0\0')],
    ['damaged', () => text('\0\0\0\x14ftypavif\0\0\0\0avif')],
    ['damaged', () => text('\xff\xd8\xff\xd9')],
    ['damaged', async () => (await plainPng()).subarray(0, 20)],
    ['damaged', async () => (await plainJpeg()).subarray(0, 12)],
  ])('%s', async (expected, make) => {
    expect(code(await make())).toBe(expected);
  });

  it('accepts 60 megapixels and not one row more', () => {
    expect(code(bombPng(10_000, 6_000))).toBeUndefined();
    expect(code(bombPng(10_000, 6_001))).toBe('too_many_pixels');
  });

  it.each<[string, (px: number) => Buffer]>([
    ['WebP', (px) => text(`RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0${little(px - 1, 3)}${little(5999, 3)}`)],
    ['TIFF', (px) => tiffHeader(px, 6000)],
  ])('of 60 megapixels and no column more, as a %s too', (_format, make) => {
    expect(code(make(10_000))).toBeUndefined();
    expect(code(make(10_001))).toBe('too_many_pixels');
  });

  it('takes HEIC up to 52 megapixels and AVIF up to 30, which cost more memory', () => {
    const claiming = (width: number, height: number): Buffer =>
      heicFile({ width: 32, height: 32, colourAt: () => [1, 2, 3], claims: { width, height } });
    const asAvif = (heic: Buffer): Buffer => {
      const bytes = Buffer.from(heic);
      for (let at = bytes.indexOf('heic'); at !== -1 && at < 32; at = bytes.indexOf('heic', at))
        bytes.write('avif', at);
      return bytes;
    };
    expect(code(claiming(10_000, 5_200))).toBeUndefined();
    expect(code(claiming(10_000, 5_201))).toBe('too_many_pixels');
    expect(code(asAvif(claiming(10_000, 3_000)))).toBeUndefined();
    expect(code(asAvif(claiming(10_000, 3_001)))).toBe('too_many_pixels');
  });

  it('reads the size that a file declares', async () => {
    const data = await drawn(66, 50);
    for (const make of [
      () => data.clone().webp().toBuffer(),
      () => data.clone().webp({ lossless: true }).toBuffer(),
      () => data.clone().ensureAlpha(0.5).webp().toBuffer(),
      () => data.clone().gif().toBuffer(),
      () => data.clone().tiff().toBuffer(),
      () => data.clone().avif({ effort: 0 }).toBuffer(),
    ])
      expect(declaredSize(await make())).toEqual({ width: 66, height: 50 });
    expect(declaredSize(await plainJpeg(64, 48))).toEqual({ width: 64, height: 48 });
    expect(declaredSize(await plainPng(65, 49))).toEqual({ width: 65, height: 49 });
  });

  it('counts scans that hide behind bytes a decoder would skip', async () => {
    const jpeg = await plainJpeg(64, 48);
    expect(jpegScanCount(jpeg)).toBe(1);
    const hidden = Buffer.concat([
      jpeg.subarray(0, -2),
      text('\0\x01\x02\xff\xff'),
      jpeg.subarray(jpeg.indexOf(text('\xff\xda'))),
    ]);
    expect(jpegScanCount(hidden)).toBe(2);
  });
});
