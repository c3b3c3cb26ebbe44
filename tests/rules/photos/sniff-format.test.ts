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

describe('sniffing a file by its content (I-01)', () => {
  it('knows the two formats that photos come in', async () => {
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
    ['unknown', box('crx isom')],
    ['unknown', Buffer.alloc(0)],
    ['unknown', text('\xff\xd8')],
  ])('%s', (format, bytes) => {
    expect(sniffFormat(bytes)).toBe(format);
  });

  it('takes a JPEG that is also a PDF for what decoders take it for', async () => {
    expect(sniffFormat(Buffer.concat([await plainJpeg(), pdfDocument()]))).toBe('jpeg');
  });
});
