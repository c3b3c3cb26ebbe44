// A file is what its bytes say, whatever its name or the phone claims.
import { describe, expect, it } from 'vitest';
import { sniffFormat } from '#app/domain/photos/sniff-format.ts';
import {
  filmBytes,
  heicHeader,
  pdfDocument,
  plainJpeg,
  plainPng,
  svgDrawing,
} from '#tests/support/pictures.ts';

const text = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');
const box = (brands: string): Buffer => {
  const bytes = text(`\0\0\0\0ftyp${brands.slice(0, 4)}\0\0\0\0${brands.slice(4)}`);
  bytes.writeUInt32BE(bytes.length, 0);
  return Buffer.concat([bytes, Buffer.alloc(64)]);
};

/** A TIFF whose second directory, behind a pointer, holds one more tag: the way raw photos hide theirs. */
const tiffWith = (tag: number, value: number): Buffer => {
  const bytes = Buffer.alloc(64);
  bytes.write('MM\0*\0\0\0\x08', 'latin1');
  bytes.writeUInt16BE(1, 8);
  for (const [at, name, points] of [
    [10, 0x014a, 40],
    [42, tag, value],
  ] as const) {
    bytes.writeUInt16BE(name, at);
    bytes.writeUInt16BE(4, at + 2);
    bytes.writeUInt32BE(1, at + 4);
    bytes.writeUInt32BE(points, at + 8);
  }
  bytes.writeUInt16BE(1, 40);
  return bytes;
};

describe('a camera’s raw photo among TIFFs (I-01)', () => {
  it.each<[string, number, number]>([
    ['a mosaic of coloured cells', 0x0106, 32803],
    ['light before any gamma', 0x0106, 34892],
    ['packed by Sony', 0x0103, 32767],
    ['packed by Nikon', 0x0103, 34713],
    ['a DNG', 0xc612, 0x01040000],
  ])('%s', (_what, tag, value) => {
    expect(sniffFormat(tiffWith(tag, value))).toBe('raw');
  });

  it('a scan with a further picture behind a pointer is no raw photo', () => {
    expect(sniffFormat(tiffWith(0x0106, 2))).toBe('tiff');
  });

  it('a ring of directories ends', () => {
    const ring = tiffWith(0x0106, 2);
    ring.writeUInt32BE(8, 22);
    expect(sniffFormat(ring)).toBe('tiff');
  });
});

describe('sniffing a file by its content (I-01)', () => {
  it('knows the two formats that most photos come in', async () => {
    expect(sniffFormat(await plainJpeg())).toBe('jpeg');
    expect(sniffFormat(await plainPng())).toBe('png');
  });

  it.each([
    ['heic', heicHeader()],
    ['heic', box('mif1heic')],
    ['heic', box('hevcmsf1')],
    ['avif', box('avifmif1')],
    ['avif', box('mif1avif')],
    ['video', filmBytes()],
    ['video', box('qt  ')],
    ['video', box('mp42isom')],
    ['video', text('\0\0\0\x08wide\0\0\0\x10mdat')],
    ['video', text('\x1a\x45\xdf\xa3\x01\0\0\0')],
    ['video', text('RIFF\0\0\0\0AVI LIST')],
    ['webp', text('RIFF\0\0\0\0WEBPVP8 ')],
    ['gif', text('GIF89a\x01\0\x01\0')],
    ['tiff', text('II*\0\x08\0\0\0')],
    ['tiff', text('MM\0*\0\0\0\x08')],
    ['unknown', text('II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0')],
    ['raw', box('crx isom')],
    ['raw', text('II*\0\x10\0\0\0CR\x02\0')],
    ['raw', text('FUJIFILMCCD-RAW 0201')],
    ['raw', text('IIRO\x08\0\0\0')],
    ['raw', text('IIU\0\x18\0\0\0')],
    ['raw', text('FOVb\x03\0\x02\0')],
    ['raw', text('\0MRM\0\0\0\0')],
    ['svg', svgDrawing()],
    ['svg', text('\xef\xbb\xbf  <svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['svg', Buffer.concat([text('\xff\xfe'), Buffer.from('<svg width="1"/>', 'utf16le')])],
    ['svg', text('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x"><SVG/>')],
    ['pdf', pdfDocument()],
    ['pdf', text(`${'junk'.repeat(20)}%PDF-1.4`)],
    ['unknown', text('<html><body>not a photo</body></html>')],
    ['unknown', text('<?xml version="1.0"?><note/>')],
    ['unknown', text('a photo of class 3')],
    ['unknown', text('PK\x03\x04')],
    ['unknown', Buffer.alloc(0)],
    ['unknown', text('\xff\xd8')],
  ])('%s', (format, bytes) => {
    expect(sniffFormat(bytes)).toBe(format);
  });

  it('takes a JPEG that is also a PDF for what decoders take it for', async () => {
    expect(sniffFormat(Buffer.concat([await plainJpeg(), pdfDocument()]))).toBe('jpeg');
  });
});
