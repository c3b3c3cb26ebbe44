// The allow-list walker: every clean picture passes, and nothing can be planted in one without being found.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import sharp from 'sharp';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import { filmBytes, jpegSegment, pngChunk, withChunks, withSegments } from '#tests/support/picture-pieces.ts';
import { cameraExif, drawn, heicHeader, iptcBlock, plainJpeg, plainPng } from '#tests/support/pictures.ts';
import { svgDrawing, xmpPacket } from '#tests/support/pictures.ts';

let jpeg: Buffer;
let progressive: Buffer;
let png: Buffer;
beforeAll(async () => {
  jpeg = await plainJpeg();
  progressive = await (await drawn(320, 240)).jpeg({ progressive: true }).toBuffer();
  png = await plainPng();
});

const tail = (bytes: Buffer, more: Uint8Array | string): Buffer =>
  Buffer.concat([bytes, Buffer.from(more as string)]);
const exif = (): Buffer => jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), cameraExif(1)]));
const jfif = (extra = ''): Buffer => jpegSegment(0xe0, `JFIF\0\x01\x02\0\0\x01\0\x01\0\0${extra}`);

/** Plants a payload byte at the end of the first segment of a kind, its length field made to match. */
function overlong(marker: number): Buffer {
  const at = jpeg.indexOf(Buffer.from([0xff, marker]));
  const length = jpeg.readUInt16BE(at + 2);
  const grown = Buffer.from(jpeg.subarray(at, at + 2 + length));
  grown.writeUInt16BE(length + 1, 2);
  return Buffer.concat([jpeg.subarray(0, at), grown, Buffer.from('x'), jpeg.subarray(at + 2 + length)]);
}

const beforeScan = (planted: Uint8Array): Buffer => {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  return Buffer.concat([jpeg.subarray(0, at), planted, jpeg.subarray(at)]);
};
const inEntropy = (planted: number[]): Buffer => {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xda])) + 40;
  const from = jpeg[at - 1] === 0xff ? at + 1 : at;
  return Buffer.concat([jpeg.subarray(0, from), Buffer.from(planted), jpeg.subarray(from)]);
};

/** A flat grey picture of 32 × 8 px written by hand, one block to a part, with these restarts between them. */
function flatGrey(restarts: number[]): Buffer {
  const oneCode = (id: number): Buffer => Buffer.concat([Buffer.from([id, 1]), Buffer.alloc(16)]);
  // Two code bits (DC 0, AC 0: nothing) and six ones that fill the byte: 00111111.
  const parts = restarts.flatMap((marker) => [0x3f, 0xff, marker]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jpegSegment(0xdb, Buffer.alloc(65, 1).fill(0, 0, 1)),
    jpegSegment(0xc0, Buffer.from([8, 0, 8, 0, 32, 1, 1, 0x11, 0])),
    jpegSegment(0xc4, Buffer.concat([oneCode(0x00), oneCode(0x10)])),
    jpegSegment(0xdd, Buffer.from([0, 1])),
    jpegSegment(0xda, Buffer.from([1, 1, 0x00, 0, 63, 0])),
    Buffer.from([...parts, 0x3f, 0xff, 0xd9]),
  ]);
}

/** Gives the first table of AC codes longest codes more, one for each of these bytes: decoders take them and use none. */
function moreCodes(symbols: string): Buffer {
  const tableAt = [...jpeg.keys()].find(
    (i) => jpeg[i] === 0xff && jpeg[i + 1] === 0xc4 && jpeg[i + 4] === 0x10,
  ) as number;
  const end = tableAt + 2 + jpeg.readUInt16BE(tableAt + 2);
  const table = Buffer.from(jpeg.subarray(tableAt + 4, end));
  table[16] = (table[16] as number) + symbols.length;
  const grown = jpegSegment(0xc4, Buffer.concat([table, Buffer.from(symbols, 'latin1')]));
  return Buffer.concat([jpeg.subarray(0, tableAt), grown, jpeg.subarray(end)]);
}

const inTail = (planted: string): Buffer =>
  Buffer.concat([jpeg.subarray(0, -2), Buffer.from(planted), jpeg.subarray(-2)]);

const plantedInJpeg: Record<string, () => Buffer> = {
  'a comment': () => withSegments(jpeg, jpegSegment(0xfe, 'Class 3')),
  'EXIF with a place': () => withSegments(jpeg, exif()),
  XMP: () => withSegments(jpeg, jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${xmpPacket()}`)),
  'IPTC captions': () => withSegments(jpeg, jpegSegment(0xed, iptcBlock())),
  'a colour profile': () => withSegments(jpeg, jpegSegment(0xe2, 'ICC_PROFILE\0\x01\x01rob')),
  'a second picture (MPF)': () => withSegments(jpeg, jpegSegment(0xe2, 'MPF\0MM\0*')),
  'provenance (JUMBF)': () => withSegments(jpeg, jpegSegment(0xeb, 'JP\0\x01\0\0\0\x01jumb')),
  'Adobe colour notes': () => withSegments(jpeg, jpegSegment(0xee, 'Adobe\0d\0\0\0\0\x01')),
  'an unknown application segment': () => withSegments(jpeg, jpegSegment(0xe7, 'hello')),
  'an empty application segment': () => withSegments(jpeg, jpegSegment(0xe9, '')),
  'a JFIF longer than 16 bytes': () => withSegments(jpeg, jfif('Class 3')),
  'a JFIF with a thumbnail': () =>
    withSegments(jpeg, jpegSegment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01abc')),
  'a second JFIF': () => withSegments(jpeg, jfif(), jfif()),
  'a JFIF out of place': () => beforeScan(jfif()),
  'a film behind the picture': () => tail(jpeg, filmBytes()),
  'text behind the picture': () => tail(jpeg, 'Class 3 at the lake'),
  'a picture behind the picture': () => tail(jpeg, jpeg),
  'one byte behind the picture': () => tail(jpeg, '\0'),
  'bytes before the first segment': () =>
    Buffer.concat([jpeg.subarray(0, 2), Buffer.from('hi'), jpeg.subarray(2)]),
  'fill bytes between segments': () =>
    Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xff]), jpeg.subarray(2)]),
  'fill bytes inside a scan': () => inEntropy([0xff, 0xff, 0x00]),
  'a comment inside a scan': () => inEntropy([...jpegSegment(0xfe, 'Class 3')]),
  'a restart without an interval': () => inEntropy([0xff, 0xd0]),
  'one byte behind the last block': () => inTail('x'),
  'a message behind the last block': () => inTail('Class 3 at the lake'),
  '20,000 bytes behind the last block': () => inTail('A'.repeat(20_000)),
  'bits behind the last block': () => {
    const changed = flatGrey([0xd0, 0xd1, 0xd2]);
    changed[changed.length - 3] = 0x2a;
    return changed;
  },
  'a progressive picture, whose data nobody can account for so easily': () => progressive,
  'an over-long quantisation table': () => overlong(0xdb),
  'an over-long Huffman table': () => overlong(0xc4),
  'an over-long frame': () => overlong(0xc0),
  'an over-long scan header': () => overlong(0xda),
  'a quantisation table that no component uses': () =>
    beforeScan(jpegSegment(0xdb, Buffer.concat([Buffer.from([3]), Buffer.alloc(64, 65)]))),
  'a quantisation table given twice': () =>
    beforeScan(jpegSegment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 65)]))),
  'a Huffman table that no scan uses': () =>
    beforeScan(
      jpegSegment(0xc4, Buffer.concat([Buffer.from([0x13, 0, 5]), Buffer.alloc(14), Buffer.from('hello')])),
    ),
  'words in a Huffman table, spelt with codes that nothing uses': () => moreCodes('aataa555saasta'),
  'restart intervals of nothing, as many as one likes': () =>
    beforeScan(Buffer.concat([jpegSegment(0xdd, '\0\0'), jpegSegment(0xdd, '\0\0')])),
  'one restart interval of nothing': () => beforeScan(jpegSegment(0xdd, '\0\0')),
  'a restart interval that no restart comes of': () => beforeScan(jpegSegment(0xdd, 'AB')),
  'two restart intervals': () =>
    beforeScan(Buffer.concat([jpegSegment(0xdd, '\0\x08'), jpegSegment(0xdd, '\0\x09')])),
  'a restart interval with a message': () => beforeScan(jpegSegment(0xdd, '\0\x08hello')),
  'a second frame': () => beforeScan(jpegSegment(0xc0, Buffer.from([8, 0, 9, 0, 9, 1, 1, 0x11, 0]))),
  'a late height': () => beforeScan(jpegSegment(0xdc, '\0\x09')),
};

const plantedInPng: Record<string, () => Buffer> = {
  'a text': () => withChunks(png, pngChunk('tEXt', 'Comment\0Class 3')),
  'a compressed text': () => withChunks(png, pngChunk('zTXt', 'Comment\0\0x')),
  'an international text': () => withChunks(png, pngChunk('iTXt', 'Comment\0\0\0\0\0Class 3')),
  EXIF: () => withChunks(png, pngChunk('eXIf', cameraExif(1))),
  'provenance (caBX)': () => withChunks(png, pngChunk('caBX', 'jumb')),
  'a colour profile': () => withChunks(png, pngChunk('iCCP', 'rob\0\0x')),
  'a private chunk': () => withChunks(png, pngChunk('scHo', 'Class 3')),
  'the time': () => withChunks(png, pngChunk('tIME', '\x07\xea\x03\x0e\x09\x1a\x35')),
  'a moving picture': () => withChunks(png, pngChunk('acTL', '\0\0\0\x02\0\0\0\0')),
  'bytes behind the picture': () => tail(png, 'Class 3'),
  'a chunk behind the picture': () => tail(png, pngChunk('tEXt', 'Comment\0x')),
  'data in the last chunk': () => Buffer.concat([png.subarray(0, -12), pngChunk('IEND', 'Class 3')]),
  'a gamma chunk with a message': () => withChunks(png, pngChunk('gAMA', 'abcdef')),
  'a gamma chunk given twice': () => withChunks(png, pngChunk('gAMA', 'abcd'), pngChunk('gAMA', 'efgh')),
  'a palette where none is needed': () => withChunks(png, pngChunk('PLTE', 'Class 3 at the lake...')),
  'an unknown chunk name': () => withChunks(png, pngChunk('\0\0\0\0', '')),
  'a wrong checksum': () => {
    const changed = Buffer.from(png);
    changed.writeUInt32BE((changed.readUInt32BE(29) ^ 1) >>> 0, 29);
    return changed;
  },
};

const neverPublished: Record<string, () => Buffer> = {
  'a TIFF': () => Buffer.from('II*\0\x08\0\0\0', 'latin1'),
  'an iPhone’s HEIC': () => heicHeader(),
  'a drawing': () => svgDrawing(),
  'nothing at all': () => Buffer.alloc(0),
};

describe('clean pictures pass (R-69, I-02)', () => {
  it('as this image library writes them, JPEG of every shape', async () => {
    const grey = (await drawn(33, 47)).greyscale().toColourspace('b-w');
    const pictures = [
      jpeg,
      withSegments(jpeg, jfif()),
      await grey.jpeg().toBuffer(),
      await (await drawn(1, 1)).jpeg({ quality: 1 }).toBuffer(),
      await (await drawn(200, 100, 40)).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
      await (await drawn(200, 100, 40)).jpeg({ optimiseCoding: false }).toBuffer(),
      ...(await Promise.all([8, 15, 16, 17].map(async (px) => (await drawn(px, 31, 40)).jpeg().toBuffer()))),
    ];
    for (const picture of pictures) expect(walkBytes(picture)).toEqual({ ok: true, format: 'jpeg' });
  });

  it('and PNG of every colour type', async () => {
    const base = await drawn(64, 48);
    const pictures = [
      png,
      await base.clone().png({ palette: true, colours: 16 }).toBuffer(),
      await base.clone().ensureAlpha(0.5).png({ progressive: true }).toBuffer(),
      await base.clone().greyscale().toColourspace('b-w').png().toBuffer(),
      await base.clone().toColourspace('rgb16').png().toBuffer(),
    ];
    for (const picture of pictures) expect(walkBytes(picture)).toEqual({ ok: true, format: 'png' });
  });

  it('with restart markers, when each stands where its turn is', () => {
    expect(walkBytes(flatGrey([0xd0, 0xd1, 0xd2]))).toEqual({ ok: true, format: 'jpeg' });
    expect(walkBytes(flatGrey([0xd1, 0xd0, 0xd2]))).toMatchObject({
      ok: false,
      what: 'a restart out of turn',
    });
    expect(walkBytes(flatGrey([0xd0, 0xd1]))).toMatchObject({
      ok: false,
      what: 'a picture that ends too soon',
    });
    expect(walkBytes(flatGrey([0xd0, 0xd1, 0xd2, 0xd3]))).toMatchObject({ ok: false });
  });
});

describe('nothing planted in a clean picture passes (R-69, I-02)', () => {
  it.each(Object.entries(plantedInJpeg))('JPEG: %s', (_what, plant) => {
    const planted = plant();
    expect(planted.equals(jpeg)).toBe(false);
    expect(walkBytes(planted)).toMatchObject({ ok: false });
  });

  it('words in a Huffman table would otherwise be found by nobody: the strictest decoder takes them', async () => {
    const strict = sharp(moreCodes('aataa555saasta'), { failOn: 'warning' });
    await expect(strict.raw().toBuffer()).resolves.toBeInstanceOf(Buffer);
    expect(walkBytes(moreCodes(''))).toEqual({ ok: true, format: 'jpeg' });
  });

  it.each(Object.entries(plantedInPng))('PNG: %s', (_what, plant) => {
    expect(walkBytes(plant())).toMatchObject({ ok: false });
  });

  it.each(Object.entries(neverPublished))('never published: %s', (_what, make) => {
    expect(walkBytes(make())).toEqual({ ok: false, offset: 0, what: 'no picture of a known format' });
  });

  it('says where the first forbidden byte stands', () => {
    expect(walkBytes(tail(jpeg, 'x'))).toMatchObject({ offset: jpeg.length });
    expect(walkBytes(withSegments(jpeg, jpegSegment(0xfe, 'x')))).toMatchObject({
      offset: 2,
      what: 'a comment',
    });
    expect(walkBytes(withChunks(png, pngChunk('tEXt', 'a\0b')))).toMatchObject({
      offset: 33,
      what: 'a tEXt chunk',
    });
  });
});

describe('for any bytes at any place', () => {
  const boundaries = (bytes: Buffer): number[] => {
    const found = [2];
    for (let at = 2; bytes[at + 1] !== 0xda;) found.push((at += 2 + bytes.readUInt16BE(at + 2)));
    return found;
  };
  const markers = fc.integer({ min: 0x01, max: 0xfe }).filter((marker) => marker !== 0xdd && marker !== 0xd9);

  it('a segment put between two segments is refused', () => {
    const places = boundaries(jpeg);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        markers,
        fc.uint8Array({ maxLength: 300 }),
        (at, marker, payload) => {
          const planted = Buffer.concat([
            jpeg.subarray(0, at),
            jpegSegment(marker, payload),
            jpeg.subarray(at),
          ]);
          return !walkBytes(planted).ok;
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a chunk with a right checksum put before the picture is refused unless it is a plain fact of the right size', () => {
    const name = fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'), {
      minLength: 4,
      maxLength: 4,
    });
    const plainFacts = new Set(['sRGB', 'gAMA', 'cHRM', 'sBIT', 'bKGD', 'tRNS', 'pHYs']);
    fc.assert(
      fc.property(name, fc.uint8Array({ maxLength: 100 }), (letters, payload) => {
        fc.pre(!plainFacts.has(letters.join('')));
        return !walkBytes(withChunks(png, pngChunk(letters.join(''), payload))).ok;
      }),
      { numRuns: 500 },
    );
  });

  it('whatever follows the last block of the picture is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (more) => {
        const planted = Buffer.concat([jpeg.subarray(0, -2), more, jpeg.subarray(-2)]);
        return !walkBytes(planted).ok;
      }),
      { numRuns: 500 },
    );
  });

  it('whatever follows the end is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.boolean(), (more, inPng) => {
        const clean = inPng ? png : jpeg;
        return !walkBytes(Buffer.concat([clean, more])).ok;
      }),
    );
  });

  it('a picture cut anywhere is refused', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), fc.constantFrom('jpeg', 'progressive', 'png'), (kept, which) => {
        const clean = { jpeg, progressive, png }[which];
        return !walkBytes(clean.subarray(0, kept % clean.length)).ok;
      }),
      { numRuns: 500 },
    );
  });

  it('the walker answers for any damage and never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('jpeg', 'png'),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 20 }),
        (which, damage) => {
          const bytes = Buffer.from({ jpeg, png }[which]);
          for (const [at, value] of damage) bytes[at % bytes.length] = value;
          return typeof walkBytes(bytes).ok === 'boolean';
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => walkBytes(bytes).ok === false));
  });
});

it('the pictures of these tests are pictures', async () => {
  expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 320, height: 240 });
});
