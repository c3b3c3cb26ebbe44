// Bombs and tricks, made at the moment they are needed: tiny files that ask a decoder for gigabytes or minutes, files
// that are two things at once, and files that are not pictures at all.
import { createDeflate } from 'node:zlib';
import { once } from 'node:events';
import sharp from 'sharp';
import { jpegSegment, pngChunk } from './picture-pieces.ts';
import { webpChunk, webpOf } from './other-pictures.ts';

/** Out: so many zero bytes as deflate packs them, about a thousandth of their length. */
export async function packedZeros(length: number): Promise<Buffer> {
  const deflate = createDeflate({ level: 9 });
  const pieces: Buffer[] = [];
  deflate.on('data', (piece: Buffer) => pieces.push(piece));
  const zeros = Buffer.alloc(1 << 20);
  for (let left = length; left > 0; left -= zeros.length)
    if (!deflate.write(left < zeros.length ? zeros.subarray(0, left) : zeros)) await once(deflate, 'drain');
  deflate.end();
  await once(deflate, 'end');
  return Buffer.concat(pieces);
}

/** Out: a lossless WebP of one colour, 34 bytes whatever its size: every pixel is coded in no bits at all. */
export function tinyWebp(width: number, height: number): Buffer {
  const bits: number[] = [];
  const put = (value: number, length: number): void => {
    for (let i = 0; i < length; i++) bits.push((value >> i) & 1);
  };
  put(0x2f, 8);
  put(width - 1, 14);
  put(height - 1, 14);
  put(0, 4);
  // No transform, no colour cache, one group of codes; then five codes of a single symbol, 0.
  put(0, 3);
  for (let code = 0; code < 5; code++) put(0b0001, 4);
  const bytes = Buffer.alloc(14);
  bits.forEach((bit, i) => {
    bytes[i >> 3] = (bytes[i >> 3] as number) | (bit << (i & 7));
  });
  return webpOf(webpChunk('VP8L', bytes));
}

/** Out: a PNG of zeros. `colour` 0 grey, 2 colour, 6 colour and alpha; `depth` bits a channel. */
export async function flatPng(
  width: number,
  height: number,
  {
    colour = 0,
    depth = 8,
    interlaced = false,
    extra = [] as Buffer[],
    packed = undefined as Buffer | undefined,
  } = {},
): Promise<Buffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  const channels = { 0: 1, 2: 3, 6: 4 }[colour] as number;
  const row = (px: number): number => 1 + Math.ceil((px * channels * depth) / 8);
  // Adam7: seven passes, each of every so manieth pixel of every so manieth row.
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ];
  const length = interlaced
    ? passes.reduce((sum, [x, y, dx, dy]) => {
        const [across, down] = [Math.ceil((width - x!) / dx!), Math.ceil((height - y!) / dy!)];
        return sum + (across > 0 && down > 0 ? down * row(across) : 0);
      }, 0)
    : height * row(width);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    ...extra,
    pngChunk('IDAT', packed ?? (await packedZeros(length))),
    pngChunk('IEND', ''),
  ]);
}

/**
 * Out: a legal progressive JPEG of one grey, whose scans each touch every block: `bands` of its 63 frequencies, each
 * sent in `steps` ever finer steps (at most 14), for `components` (1 or 3) colours.
 */
export function progressiveBomb(
  width: number,
  height: number,
  bands: number,
  steps: number,
  components: 1 | 3,
): Buffer {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  const table = (id: number, symbol: number): Buffer =>
    jpegSegment(0xc4, Buffer.concat([Buffer.from([id, 1]), Buffer.alloc(15), Buffer.from([symbol])]));
  const ids = Array.from({ length: components }, (_, i) => i + 1);
  // "Nothing in the next 16,384 and so many blocks": one bit of code and fourteen of count, over and over.
  const runs: string[] = [];
  for (let left = blocks; left > 0; left -= 32_767)
    runs.push(
      `0${Math.max(0, Math.min(left, 32_767) - 16_384)
        .toString(2)
        .padStart(14, '0')}`,
    );
  const nothing = stuffed(bytesOf(runs.join('')));
  const scans: Buffer[] = [];
  for (const id of ids)
    for (let band = 1; band <= bands; band++)
      for (let step = 0; step < steps; step++) {
        const low = steps - 1 - step;
        const head = Buffer.from([1, id, 0x00, band, band, ((step === 0 ? 0 : low + 1) << 4) | low]);
        scans.push(jpegSegment(0xda, head), nothing);
      }
  const size = Buffer.alloc(6);
  size.set([8]);
  size.writeUInt16BE(height, 1);
  size.writeUInt16BE(width, 3);
  size[5] = components;
  const allDc = Buffer.concat([
    Buffer.from([components]),
    ...ids.map((id) => Buffer.from([id, 0])),
    Buffer.from([0, 0, 0]),
  ]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    jpegSegment(0xc2, Buffer.concat([size, ...ids.map((id) => Buffer.from([id, 0x11, 0]))])),
    table(0x00, 0),
    table(0x10, 0xe0),
    jpegSegment(0xda, allDc),
    Buffer.alloc(Math.ceil((blocks * components) / 8)),
    ...scans,
    Buffer.from([0xff, 0xd9]),
  ]);
}

function bytesOf(bits: string): Buffer {
  const whole = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  return Buffer.from((whole.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

const stuffed = (data: Buffer): Buffer =>
  Buffer.from([...data].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));

/** Out: a GIF of so many moments of one pixel. */
export function manyFrameGif(frames: number, width = 1, height = 1): Buffer {
  const head = Buffer.from(
    'GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0',
    'latin1',
  );
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const frame = Buffer.from('!\xf9\x04\0\x05\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1');
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')]);
}

/** Out: a TIFF that says how large it is and where its only strip lies, and little more. */
export function hugeTiff(width: number, height: number): Buffer {
  const entries: [number, number, number][] = [
    [0x0100, 4, width],
    [0x0101, 4, height],
    [0x0102, 3, 8],
    [0x0103, 3, 1],
    [0x0106, 3, 1],
    [0x0111, 4, 8],
    [0x0115, 3, 1],
    [0x0116, 4, height],
    [0x0117, 4, 100],
  ];
  const tiff = Buffer.alloc(8 + 2 + 12 * entries.length + 4 + 100);
  tiff.write('II*\0\x08\0\0\0', 'latin1');
  tiff.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, type, value], i) => {
    const at = 10 + 12 * i;
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(1, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  });
  return tiff;
}

/** In: a JPEG and its size. Out: a TIFF that holds it as its only strip, where a count of its scans is out of sight. */
export function tiffAround(jpeg: Buffer, width: number, height: number): Buffer {
  const tiff = hugeTiff(width, height);
  const changed: Record<number, number> = { 0x0103: 7, 0x0111: tiff.length, 0x0117: jpeg.length };
  for (let at = 10; at < 10 + 12 * tiff.readUInt16LE(8); at += 12) {
    const value = changed[tiff.readUInt16LE(at)];
    if (value !== undefined) tiff.writeUInt32LE(value, at + 8);
  }
  return Buffer.concat([tiff, jpeg]);
}

/** In: an AVIF. Out: the same claiming another size. */
export function avifClaiming(avif: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(avif);
  for (let at = bytes.indexOf('ispe'); at !== -1; at = bytes.indexOf('ispe', at + 1)) {
    bytes.writeUInt32BE(width, at + 8);
    bytes.writeUInt32BE(height, at + 12);
  }
  return bytes;
}

/** Out: an AVIF of one colour. */
export const flatAvif = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#808080' }, limitInputPixels: false })
    .avif({ effort: 0, quality: 30 })
    .toBuffer();

/** Out: the end of a ZIP archive holding one small file, which unpackers find behind anything. */
export function zipTail(): Buffer {
  const name = 'class3.txt';
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length, 16);
  return Buffer.concat([local, Buffer.from(name), central, Buffer.from(name), end]);
}

export const PHP = "<?php system($_GET['c']); ?>";

/** SVG drawings, each with a trick of its own. */
export const svgTricks: Record<string, string> = {
  'a filter that takes minutes':
    '<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000"><filter id="a"><feTurbulence numOctaves="99"/><feMorphology radius="999"/><feGaussianBlur stdDeviation="999"/></filter><rect width="9000" height="9000" filter="url(#a)"/></svg>',
  'a file of this machine':
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
  'a billion laughs': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')}]><svg><text>&l9;</text></svg>`,
  'an inclusion':
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="/etc/passwd"/></svg>',
  'a picture on the network':
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:1/x.png"/></svg>',
};

/** Things that are no pictures, by what they are. */
export const notPictures: Record<string, Buffer> = {
  'a PostScript drawing': Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n'),
  'a magick script': Buffer.from(
    "push graphic-context\nviewbox 0 0 9 9\nimage over 0,0 0,0 'https://127.0.0.1/x'\npop graphic-context\n",
  ),
  'an archive': Buffer.concat([zipTail(), Buffer.alloc(100)]),
  'a web page': Buffer.from('<!doctype html><html><body onload="x()">hello</body></html>'),
  'a letter': Buffer.from('Dear all, class 3 was at the lake.'),
  'a program': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(500)]),
  'an icon': Buffer.from('\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0\x68\x04\0\0\x16\0\0\0', 'latin1'),
  'a bitmap': Buffer.concat([Buffer.from('BM\x3a\0\0\0\0\0\0\0\x36\0\0\0', 'latin1'), Buffer.alloc(60)]),
  'a JPEG XL': Buffer.from('\xff\x0a\x00\x01\x02\x03\x04\x05', 'latin1'),
};
