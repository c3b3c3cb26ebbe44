// What is refused from its bytes alone, before any decoder has seen it.
import { describe, expect, it } from 'vitest';
import { declaredSize } from '#app/domain/photos/declared-size.ts';
import { jpegScanCount } from '#app/domain/photos/jpeg-segments.ts';
import { refuseOriginal } from '#app/domain/photos/refuse-original.ts';
import {
  animatedPng,
  bombJpeg,
  bombPng,
  filmBytes,
  heicHeader,
  manyScanJpeg,
  pdfDocument,
  plainJpeg,
  plainPng,
  svgDrawing,
} from '#tests/support/pictures.ts';

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
    ['svg', () => svgDrawing()],
    ['pdf', () => pdfDocument()],
    ['video', () => filmBytes()],
    ['animated', () => animatedPng()],
    ['animated', () => text('GIF89a\x01\0\x01\0\0\0\0!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0;')],
    ['animated', () => text('RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\0\0\0\0\0\0')],
    ['unsupported_format', () => text('GIF89a\x01\0\x01\0\0\0\0;')],
    ['unsupported_format', () => text('RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0')],
    ['unsupported_format', () => text('II*\0\x08\0\0\0')],
    ['unsupported_format', () => text('<html>')],
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

  it('reads the size that a file declares', async () => {
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
