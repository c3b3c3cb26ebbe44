// Photos in every format that people send, with everything hidden in them that each format can hide, and moving
// pictures whose every moment has a colour of its own.
import sharp, { type Sharp } from 'sharp';
import { uint32Little } from '#app/domain/photos/riff-chunks.ts';
import { box } from './heic-file.ts';
import { SECRETS, cameraExif, drawn, xmpPacket } from './pictures.ts';

/** Colours of the moments of a moving picture, in turn. */
export const MOMENTS: [number, number, number][] = [
  [220, 30, 30],
  [30, 200, 40],
  [30, 50, 220],
  [230, 220, 30],
];

/** Out: raw pixels of a moving picture, one moment above the other, and how sharp is to read them. */
function moments(frames: number, width: number, height: number): Sharp {
  const pixels = Buffer.alloc(frames * width * height * 3);
  for (let frame = 0; frame < frames; frame++)
    for (let i = 0; i < width * height; i++)
      pixels.set(MOMENTS[frame % MOMENTS.length] as number[], 3 * (frame * width * height + i));
  return sharp(pixels, { raw: { width, height: frames * height, channels: 3, pageHeight: height } as never });
}

/** Out: an animated GIF. */
export const movingGif = (frames = 4, width = 120, height = 90): Promise<Buffer> =>
  moments(frames, width, height).gif({ loop: 0, delay: 100 }).toBuffer();

/** Out: an animated WebP. */
export const movingWebp = (frames = 4, width = 120, height = 90): Promise<Buffer> =>
  moments(frames, width, height)
    .webp({ quality: 90, loop: 0, delay: Array<number>(frames).fill(100) })
    .toBuffer();

/** Out: one chunk of a WebP, padded to an even length. */
export function webpChunk(type: string, payload: Uint8Array | string): Buffer {
  const data = Buffer.from(payload as string, 'latin1');
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** In: chunks. Out: a WebP of them, its length made to match. */
export function webpOf(...chunks: Uint8Array[]): Buffer {
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + chunks.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...chunks]);
}

/** In: a WebP with an extended header. Out: the same with these flags set and these chunks behind the picture. */
export function withWebpChunks(webp: Buffer, flags: number, ...chunks: Uint8Array[]): Buffer {
  const extended = Buffer.from(webp.subarray(12, 30));
  extended[8] = (extended[8] as number) | flags;
  return webpOf(extended, webp.subarray(30, 8 + uint32Little(webp, 4)), ...chunks);
}

/** In: a WebP without an extended header. Out: the same picture behind one. */
export function extendedWebp(simple: Buffer, width: number, height: number): Buffer {
  const header = Buffer.alloc(10);
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  return webpOf(webpChunk('VP8X', header), simple.subarray(12));
}

/** Out: a WebP as a phone or an editor saves it: EXIF with a place, XMP, a profile, an unknown chunk, a film behind. */
export async function phoneWebp(width = 320, height = 240): Promise<Buffer> {
  const simple = await (await drawn(width, height)).webp({ quality: 90 }).toBuffer();
  const extended = extendedWebp(simple, width, height);
  const full = withWebpChunks(
    extended,
    0x2c,
    webpChunk('EXIF', cameraExif(1)),
    webpChunk('XMP ', xmpPacket()),
    webpChunk('scHo', SECRETS.caption),
  );
  return Buffer.concat([full, Buffer.from(SECRETS.caption)]);
}

/** Out: blocks of a GIF extension: its label, then data in sub-blocks. */
export function gifExtension(label: number, ...subBlocks: (Uint8Array | string)[]): Buffer {
  const pieces = subBlocks.map((piece) => Buffer.from(piece as string, 'latin1'));
  return Buffer.concat([
    Buffer.from([0x21, label]),
    ...pieces.flatMap((piece) => [Buffer.from([piece.length]), piece]),
    Buffer.from([0]),
  ]);
}

/** In: a GIF and blocks. Out: the GIF with them behind its header and colours. */
export function withGifBlocks(gif: Buffer, ...blocks: Uint8Array[]): Buffer {
  const packed = gif[10] as number;
  const at = 13 + (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);
  return Buffer.concat([gif.subarray(0, at), ...blocks, gif.subarray(at)]);
}

/** Out: a GIF with a comment, XMP, a profile, an unknown block, a text and bytes behind its end. */
export async function annotatedGif(): Promise<Buffer> {
  const gif = withGifBlocks(
    await movingGif(),
    gifExtension(0xfe, SECRETS.caption),
    gifExtension(0xff, 'XMP DataXMP', xmpPacket().slice(0, 250)),
    gifExtension(0xff, 'ICCRGBG1012', 'rob'),
    gifExtension(0xff, 'SCHOOL  1.0', SECRETS.owner),
    gifExtension(0x01, Buffer.alloc(12), SECRETS.caption),
  );
  return Buffer.concat([gif, Buffer.from(SECRETS.owner)]);
}

/** Out: a TIFF of two pages, EXIF and XMP inside, as an editor writes it. */
export async function editedTiff(width = 320, height = 240): Promise<Buffer> {
  return (await drawn(width, height))
    .withExif({
      IFD0: { Make: 'Imaginary', Artist: SECRETS.owner },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '54/1 27/1 0/1' },
    })
    .withXmp(xmpPacket())
    .withIccProfile('p3')
    .tiff({ compression: 'lzw' })
    .toBuffer();
}

/** In: TIFFs. Out: one whose first page is the first and so on: each one's directory points to the next one's. */
export function pagesOf(...tiffs: Buffer[]): Buffer {
  let whole = Buffer.alloc(0);
  let linkAt: number | undefined;
  for (const tiff of tiffs) {
    if (tiff.toString('latin1', 0, 2) !== 'II') throw new Error('little-endian TIFFs only');
    const base = whole.length;
    const page = shifted(tiff, base);
    const first = page.readUInt32LE(4);
    whole = Buffer.concat([whole, page]);
    if (linkAt !== undefined) whole.writeUInt32LE(first, linkAt);
    linkAt = first + 2 + 12 * whole.readUInt16LE(first);
    if (whole.length % 2) whole = Buffer.concat([whole, Buffer.alloc(1)]);
  }
  return whole;
}

/** A TIFF's page as it stands when its bytes begin `base` bytes further on: every offset moved by as much. */
function shifted(tiff: Buffer, base: number): Buffer {
  const moved = Buffer.from(tiff);
  const directory = moved.readUInt32LE(4);
  moved.writeUInt32LE(directory + base, 4);
  const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
  for (let i = 0; i < moved.readUInt16LE(directory); i++) {
    const at = directory + 2 + 12 * i;
    const [tag, type, count] = [
      moved.readUInt16LE(at),
      moved.readUInt16LE(at + 2),
      moved.readUInt32LE(at + 4),
    ];
    const length = (sizes[type] ?? 1) * count;
    const valuesAt = length > 4 ? moved.readUInt32LE(at + 8) : at + 8;
    if (length > 4) moved.writeUInt32LE(valuesAt + base, at + 8);
    if (tag === 0x0111 || tag === 0x0144)
      for (let n = 0; n < count; n++)
        if (type === 4) moved.writeUInt32LE(moved.readUInt32LE(valuesAt + 4 * n) + base, valuesAt + 4 * n);
        else moved.writeUInt16LE(moved.readUInt16LE(valuesAt + 2 * n) + base, valuesAt + 2 * n);
  }
  return moved;
}

/** Out: an AVIF with EXIF, a place among it, and XMP. */
export async function phoneAvif(width = 320, height = 240): Promise<Buffer> {
  const avif = await (
    await drawn(width, height)
  )
    .withExif({
      IFD0: { Make: 'Imaginary', Artist: SECRETS.owner },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '54/1 27/1 0/1' },
    })
    .withXmp(xmpPacket())
    .avif({ effort: 0, quality: 80 })
    .toBuffer();
  return Buffer.concat([
    avif,
    box('uuid', Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'), SECRETS.caption),
  ]);
}
