// Thirty ways in which something about a child, a phone or a place can be hidden in an otherwise clean picture. Each is
// planted in a picture that passes, and each must be found (R-69, I-02).
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { maySend, walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { gifBlocks, type GifBlock } from '#app/domain/photos/gif-blocks.ts';
import { tinyWebp } from '#tests/support/hostile-pictures.ts';
import { filmBytes, jpegSegment, pngChunk, withChunks, withSegments } from '#tests/support/picture-pieces.ts';
import { cameraExif, drawn, iptcBlock, plainJpeg, plainPng, xmpPacket } from '#tests/support/pictures.ts';
import {
  extendedWebp,
  gifExtension,
  movingGif,
  movingWebp,
  webpChunk,
  webpOf,
  withGifBlocks,
  withWebpChunks,
} from '#tests/support/other-pictures.ts';

const clean: Record<'jpeg' | 'png' | 'webp' | 'gif', Buffer> = {} as never;
let moving: Buffer;
beforeAll(async () => {
  const simple = await (await drawn(64, 48)).webp().toBuffer();
  clean.jpeg = await plainJpeg();
  clean.png = await plainPng();
  clean.webp = extendedWebp(simple, 64, 48);
  clean.gif = await movingGif();
  moving = await movingWebp();
});

const behind = (picture: Buffer, more: Uint8Array | string): Buffer =>
  Buffer.concat([picture, Buffer.from(more as string, 'latin1')]);

/** Bytes put into the compressed data itself, where decoders that are not strict skip them. */
function inTheData(): Buffer {
  const { jpeg } = clean;
  const at = jpeg.indexOf(Buffer.from([0xff, 0xda])) + 60;
  const from = jpeg[at - 1] === 0xff ? at + 1 : at;
  return Buffer.concat([jpeg.subarray(0, from), Buffer.from('Class 3 at the lake'), jpeg.subarray(from)]);
}

const leaks: Record<string, () => Buffer> = {
  'JPEG: a comment': () => withSegments(clean.jpeg, jpegSegment(0xfe, 'Class 3')),
  'JPEG: EXIF with the place': () =>
    withSegments(clean.jpeg, jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), cameraExif(1)]))),
  'JPEG: XMP with a name': () =>
    withSegments(clean.jpeg, jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${xmpPacket()}`)),
  'JPEG: an IPTC caption': () => withSegments(clean.jpeg, jpegSegment(0xed, iptcBlock())),
  'JPEG: an editing record (JUMBF)': () => withSegments(clean.jpeg, jpegSegment(0xeb, 'JP\0\x01jumb')),
  'JPEG: a colour profile with a name': () =>
    withSegments(clean.jpeg, jpegSegment(0xe2, 'ICC_PROFILE\0\x01\x01rob')),
  'JPEG: an index of further pictures (MPF)': () => withSegments(clean.jpeg, jpegSegment(0xe2, 'MPF\0MM\0*')),
  'JPEG: an unknown segment': () => withSegments(clean.jpeg, jpegSegment(0xe7, 'Class 3')),
  'JPEG: a JFIF segment with room for more': () =>
    withSegments(clean.jpeg, jpegSegment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0Class 3')),
  'JPEG: a film behind it': () => behind(clean.jpeg, filmBytes()),
  'JPEG: text behind it': () => behind(clean.jpeg, 'Class 3 at the lake'),
  'JPEG: another photo behind it': () => behind(clean.jpeg, clean.jpeg),
  'JPEG: bytes before the first segment': () =>
    Buffer.concat([clean.jpeg.subarray(0, 2), Buffer.from('hi'), clean.jpeg.subarray(2)]),
  'JPEG: bytes inside the compressed data': inTheData,
  'PNG: a text': () => withChunks(clean.png, pngChunk('tEXt', 'Comment\0Class 3')),
  'PNG: a compressed text': () => withChunks(clean.png, pngChunk('zTXt', 'Comment\0\0x')),
  'PNG: a text in any script': () => withChunks(clean.png, pngChunk('iTXt', 'Comment\0\0\0\0\0Class 3')),
  'PNG: EXIF': () => withChunks(clean.png, pngChunk('eXIf', cameraExif(1))),
  'PNG: an editing record (caBX)': () => withChunks(clean.png, pngChunk('caBX', 'jumb')),
  'PNG: a private chunk': () => withChunks(clean.png, pngChunk('scHo', 'Class 3')),
  'PNG: the time': () => withChunks(clean.png, pngChunk('tIME', '\x07\xea\x03\x0e\x09\x1a\x35')),
  'PNG: a chunk behind its end': () => behind(clean.png, pngChunk('tEXt', 'Comment\0x')),
  'WebP: EXIF': () => withWebpChunks(clean.webp, 0x08, webpChunk('EXIF', cameraExif(1))),
  'WebP: XMP': () => withWebpChunks(clean.webp, 0x04, webpChunk('XMP ', xmpPacket())),
  'WebP: an unknown chunk': () => withWebpChunks(clean.webp, 0, webpChunk('scHo', 'Class 3')),
  'WebP: bytes behind it': () => behind(clean.webp, 'Class 3'),
  'GIF: a comment': () => withGifBlocks(clean.gif, gifExtension(0xfe, 'Class 3')),
  'GIF: an application block': () => withGifBlocks(clean.gif, gifExtension(0xff, 'XMP DataXMP', 'Class 3')),
  'GIF: bytes behind it': () => behind(clean.gif, 'Class 3'),
  'GIF: a text block': () => withGifBlocks(clean.gif, gifExtension(0x01, Buffer.alloc(12), 'Class 3')),
};

describe('thirty things that can be planted in a clean picture', () => {
  it('are thirty, and the pictures they are planted in pass', () => {
    expect(Object.keys(leaks)).toHaveLength(30);
    for (const [format, picture] of Object.entries(clean))
      expect(walkBytes(picture)).toEqual({ ok: true, format });
  });

  it.each(Object.entries(leaks))('%s', (_what, plant) => {
    expect(walkBytes(plant())).toMatchObject({ ok: false });
  });
});

/** A one-coloured picture of 13 bytes, and the byte that makes its length even. */
function paddedWith(padding: string): Buffer {
  const webp = webpOf(webpChunk('VP8L', tinyWebp(64, 48).subarray(20, 33)));
  webp.write(padding, webp.length - 1, 'latin1');
  return webp;
}

/** In: the chunk of a frame, as a function of its parts. Out: the moving picture with its first frame replaced. */
function withFrame(change: (placing: Buffer, inner: Buffer) => Uint8Array): Buffer {
  const at = moving.indexOf('ANMF');
  const length = moving.readUInt32LE(at + 4);
  const [placing, inner] = [moving.subarray(at + 8, at + 24), moving.subarray(at + 24, at + 8 + length)];
  return webpOf(
    moving.subarray(12, at),
    webpChunk('ANMF', change(Buffer.from(placing), inner)),
    moving.subarray(at + 8 + length + (length % 2)),
  );
}

describe('a WebP', () => {
  it('passes as the image library writes it, still and moving, lossy and not, see-through and not', async () => {
    const picture = await drawn(65, 49, 20);
    const clear = picture.clone().ensureAlpha(0.5);
    const made = await Promise.all([
      picture.clone().webp().toBuffer(),
      picture.clone().webp({ lossless: true }).toBuffer(),
      clear.clone().webp().toBuffer(),
      clear.clone().webp({ lossless: true }).toBuffer(),
      movingWebp(),
      movingWebp(3, 121, 91),
      sharp(await movingGif(), { animated: true })
        .webp({ lossless: true })
        .toBuffer(),
    ]);
    for (const webp of [...made, paddedWith('\0')])
      expect(walkBytes(webp)).toEqual({ ok: true, format: 'webp' });
    expect(withFrame((placing, inner) => Buffer.concat([placing, inner])).equals(moving)).toBe(true);
  });

  it.each<[string, () => Buffer]>([
    ['a flag for EXIF with nothing behind it', () => withWebpChunks(clean.webp, 0x08)],
    ['a flag that nobody knows', () => withWebpChunks(clean.webp, 0x80)],
    ['a profile', () => withWebpChunks(clean.webp, 0x20, webpChunk('ICCP', 'rob'))],
    ['a second picture', () => withWebpChunks(clean.webp, 0, clean.webp.subarray(30))],
    ['a length beyond its end', () => webpOf(clean.webp.subarray(12)).fill(0xff, 4, 8)],
    ['padding with something in it', () => paddedWith('x')],
    [
      'an unknown chunk in a moment',
      () => withFrame((p, inner) => Buffer.concat([p, inner, webpChunk('scHo', 'x')])),
    ],
    [
      'EXIF in a moment',
      () => withFrame((p, inner) => Buffer.concat([p, inner, webpChunk('EXIF', cameraExif(1))])),
    ],
    ['two pictures in a moment', () => withFrame((p, inner) => Buffer.concat([p, inner, inner]))],
    [
      'a moment beyond the edge',
      () => withFrame((p, inner) => Buffer.concat([Buffer.from([9, 9, 9]), p.subarray(3), inner])),
    ],
    [
      'a moment with reserved bits',
      () => withFrame((p, inner) => Buffer.concat([p.subarray(0, 15), Buffer.from([0xfc]), inner])),
    ],
    ['a chunk between moments', () => Buffer.concat([webpOf(moving.subarray(12), webpChunk('scHo', 'hi'))])],
    [
      'a loop count with a message',
      () => webpOf(moving.subarray(12, 30), webpChunk('ANIM', 'Class 3 at'), moving.subarray(44)),
    ],
    ['no moments', () => webpOf(moving.subarray(12, 44))],
    [
      'another size than announced',
      () => {
        const b = Buffer.from(clean.webp);
        b[24] = 0;
        return b;
      },
    ],
  ])('with %s is refused', (_what, plant) => {
    const planted = plant();
    expect(planted.equals(clean.webp) || planted.equals(moving)).toBe(false);
    expect(walkBytes(planted)).toMatchObject({ ok: false });
  });

  it('cut anywhere is refused', () => {
    for (let length = 0; length < moving.length; length++)
      expect(walkBytes(moving.subarray(0, length)).ok).toBe(false);
  });
});

describe('a GIF', () => {
  it('passes as the image library writes it', async () => {
    const busy = await (await drawn(120, 90, 60)).gif({ effort: 1 }).toBuffer();
    for (const gif of [busy, await movingGif(), await movingGif(1, 7, 5)])
      expect(walkBytes(gif)).toEqual({ ok: true, format: 'gif' });
  });

  it('with bytes behind the last pixel of a moment is refused', () => {
    const { gif } = clean;
    const last = [...gifBlocks(gif)].filter(({ kind }) => kind === 'frame').at(-1) as GifBlock;
    // The last piece of its data grows by a byte, behind the code that ends the picture.
    let at = last.dataAt;
    while (gif[at + 1 + (gif[at] as number)] !== 0) at += 1 + (gif[at] as number);
    const grown = Buffer.concat([
      gif.subarray(0, last.end - 1),
      Buffer.from('x'),
      gif.subarray(last.end - 1),
    ]);
    grown[at] = (grown[at] as number) + 1;
    expect(walkBytes(grown)).toMatchObject({ ok: false, what: 'data after the last code' });
  });

  it('cut anywhere is refused', () => {
    for (let length = 0; length < clean.gif.length; length++)
      expect(walkBytes(clean.gif.subarray(0, length)).ok).toBe(false);
  });
});

describe('what is sent', () => {
  it('is JPEG, and WebP for what moves; a clean PNG or GIF stays here', () => {
    const sent = Object.entries(clean).filter(([, picture]) => maySend(walkBytes(picture)));
    expect(sent.map(([format]) => format)).toEqual(['jpeg', 'webp']);
    expect(maySend(walkBytes(Buffer.from('Class 3')))).toBe(false);
  });
});
