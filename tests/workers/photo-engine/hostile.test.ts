// Bombs and tricks, each made here and sent through the real photo process: every one ends in a photo or in one refusal,
// within the time and the memory allowed, and the next photo is cleaned as ever (I-01).
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATA_LIMIT_BYTES } from '#app/adapters/photo-engine-cage.server.ts';
import type { SharpPhotoEngine } from '#app/adapters/sharp-photo-engine.server.ts';
import { walkBytes } from '#app/domain/photos/allowed-bytes.ts';
import type { CleanOptions, CleanResult } from '#app/domain/ports/photo-engine.ts';
import { heicFile } from '#tests/support/heic-file.ts';
import {
  PHP,
  avifClaiming,
  flatAvif,
  flatPng,
  hugeTiff,
  manyFrameGif,
  notPictures,
  packedZeros,
  progressiveBomb,
  svgTricks,
  tiffAround,
  tinyWebp,
  zipTail,
} from '#tests/support/hostile-pictures.ts';
import { annotatedGif, editedTiff, movingWebp, phoneAvif, phoneWebp } from '#tests/support/other-pictures.ts';
import { openPhotoEngine } from '#tests/support/photo-engine.ts';
import { jpegSegment, pngChunk, withSegments } from '#tests/support/picture-pieces.ts';
import {
  CORNERS,
  cameraPhoto,
  cornersOf,
  drawn,
  editedPng,
  pdfDocument,
  plainJpeg,
} from '#tests/support/pictures.ts';

/** The longest that a photo may take, as in production. */
const WALL_MS = 30_000;
const MIB = 1 << 20;

let engine: SharpPhotoEngine;
beforeAll(async () => {
  engine = await openPhotoEngine({ wallMs: WALL_MS });
});
afterAll(() => engine.close());

/** Bytes of memory that the photo processes have used at most, each since its start; 0 where there is no /proc. */
function mostMemory(): number {
  const peaks = engine.processIds().map((id) => {
    try {
      return 1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return Math.max(0, ...peaks);
}

/** Sends it, and proves what holds for everything that is sent. Out: what became of it. */
async function survived(original: Uint8Array, options?: CleanOptions): Promise<CleanResult> {
  const started = performance.now();
  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, mostMemory())), 10);
  const result = await engine.clean(original, options);
  clearInterval(watch);
  expect(performance.now() - started).toBeLessThan(WALL_MS + 5_000);
  // Program text and shared libraries come on top of what the limit counts.
  expect(Math.max(memory, mostMemory())).toBeLessThan(DATA_LIMIT_BYTES + 150 * MIB);
  if (result.ok) expect(walkBytes(result.photo.bytes)).toEqual({ ok: true, format: result.photo.format });
  expect(await engine.clean(await plainJpeg(64, 48))).toMatchObject({ ok: true });
  return result;
}

/** A small progressive JPEG whose header says another size. */
function jpegClaiming(side: number): Buffer {
  const jpeg = progressiveBomb(16, 16, 1, 1, 1);
  const size = jpeg.indexOf(Buffer.from([0xff, 0xc2])) + 5;
  jpeg.writeUInt16BE(side, size);
  jpeg.writeUInt16BE(side, size + 2);
  return jpeg;
}

const endsAs = (result: CleanResult): string => (result.ok ? 'cleaned' : result.code);

describe('bombs that say how large they are are never opened', () => {
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['a WebP of 16,383 × 16,383 px in 34 bytes', () => tinyWebp(16_383, 16_383)],
    ['a PNG of 16,383 × 16,383 px', () => flatPng(16_383, 16_383, { packed: Buffer.alloc(9) })],
    [
      'a PNG of the largest size there is',
      () => flatPng(0x7fffffff, 0x7fffffff, { packed: Buffer.alloc(9) }),
    ],
    ['a JPEG of 65,535 × 65,535 px', () => jpegClaiming(0xffff)],
    ['a TIFF of 3.6 gigapixels', () => hugeTiff(60_000, 60_000)],
    ['an AVIF of 16,384 × 16,384 px', async () => avifClaiming(await phoneAvif(), 16_384, 16_384)],
    ['a GIF of 65,535 × 65,535 px', () => manyFrameGif(1, 65_535, 65_535)],
    [
      'a HEIC of 600 megapixels',
      () =>
        heicFile({
          width: 32,
          height: 32,
          colourAt: () => [9, 9, 9],
          claims: { width: 30_000, height: 20_000 },
        }),
    ],
  ])('%s', async (_what, make) => {
    const bomb = await make();
    expect(bomb.length).toBeLessThan(10_000);
    expect(endsAs(await survived(bomb))).toBe('too_many_pixels');
  });

  it.each([
    [882, 1],
    [2646, 3],
  ] as const)(
    'a legal JPEG of %i scans, which would take a decoder half a minute',
    async (scans, colours) => {
      const bomb = progressiveBomb(8000, 6000, 63, 14, colours);
      expect(bomb.length).toBeLessThan(500_000);
      expect(await survived(bomb)).toMatchObject({ code: 'too_many_scans', detail: `${scans + 1} scans` });
    },
  );
});

describe('the largest that is opened fits its time and memory', () => {
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['a WebP of 59 megapixels in 34 bytes', () => tinyWebp(7680, 7680)],
    [
      'a PNG of 59 megapixels, interlaced, sixteen bits deep, see-through',
      () => flatPng(7680, 7680, { colour: 6, depth: 16, interlaced: true }),
    ],
    ['a JPEG of 59 megapixels and 64 scans', () => progressiveBomb(7680, 7680, 21, 1, 3)],
    ['an AVIF of 30 megapixels', () => flatAvif(6000, 4990)],
  ])('%s', async (_what, make) => {
    expect(endsAs(await survived(await make()))).toBe('cleaned');
  });

  it('a 48-megapixel photo of 30 MB on its side', async () => {
    const heavy = await (
      await drawn(8064, 6048, 24)
    )
      .jpeg({ quality: 93 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(heavy.length).toBeGreaterThan(20 * MIB);
    expect(await survived(heavy)).toMatchObject({ ok: true, photo: { width: 1536, height: 2048 } });
  });
});

describe('bombs inside a small picture', () => {
  let gigabyte: Buffer;
  beforeAll(async () => {
    gigabyte = await packedZeros(512 * MIB);
  });
  const named = (name: string): Buffer => Buffer.concat([Buffer.from(`${name}\0\0`, 'latin1'), gigabyte]);

  it.each<[string, string, () => Promise<Buffer>]>([
    [
      'a text of 512 MB, packed',
      'cleaned',
      () => flatPng(64, 48, { extra: [pngChunk('zTXt', named('Comment'))] }),
    ],
    [
      'a text of any script of 512 MB',
      'cleaned',
      () =>
        flatPng(64, 48, {
          extra: [pngChunk('iTXt', Buffer.concat([Buffer.from('a\0\x01\0\0\0', 'latin1'), gigabyte]))],
        }),
    ],
    [
      'a colour profile of 512 MB',
      'cleaned',
      () => flatPng(64, 48, { extra: [pngChunk('iCCP', named('rob'))] }),
    ],
    ['pixels for 512 MB in a picture of 64 × 48', 'cleaned', () => flatPng(64, 48, { packed: gigabyte })],
    [
      '200,000 texts',
      'cleaned',
      () => flatPng(64, 48, { extra: Array<Buffer>(200_000).fill(pngChunk('tEXt', 'a\0b')) }),
    ],
    [
      'a profile that is none',
      'cleaned',
      async () => withSegments(await plainJpeg(), jpegSegment(0xe2, 'ICC_PROFILE\0\x01\x01not a profile')),
    ],
  ])('%s', async (_what, end, make) => {
    expect(endsAs(await survived(await make()))).toBe(end);
  });

  it.each<[string, number, number, number, CleanOptions]>([
    ['100,000 moments of a pixel', 100_000, 1, 1, {}],
    ['100,000 moments that would like to move', 100_000, 1, 1, { mayMove: true }],
    ['250 moments of a megapixel that would like to move', 250, 1000, 1000, { mayMove: true }],
    [
      'the last of 200 moments of 49 megapixels',
      200,
      7000,
      7000,
      { edits: { width: 64, height: 64, blurs: [], crop: null, frame: 199 } },
    ],
  ])('a GIF of %s', async (_what, frames, width, height, options) => {
    expect(await survived(manyFrameGif(frames, width, height), options)).toMatchObject({
      ok: true,
      photo: { format: 'jpeg', frames },
    });
  });

  it('a TIFF whose directories go round in a ring', async () => {
    const tiff = await (await drawn(40, 30)).tiff().toBuffer();
    const directory = tiff.readUInt32LE(4);
    tiff.writeUInt32LE(directory, directory + 2 + 12 * tiff.readUInt16LE(directory));
    expect(endsAs(await survived(tiff))).toMatch(/cleaned|damaged/);
  });

  it('a TIFF around a JPEG of 882 scans', async () => {
    const hidden = tiffAround(progressiveBomb(8000, 6000, 63, 14, 1), 8000, 6000);
    expect(endsAs(await survived(hidden))).toBe('damaged');
  });

  it('a TIFF that says it is there and is not', async () => {
    expect(endsAs(await survived(hugeTiff(7680, 7680)))).toBe('damaged');
  });

  it('an AVIF that claims less than it holds, and one that claims more', async () => {
    const avif = await phoneAvif();
    expect((await survived(avifClaiming(avif, 1, 1))).ok).toBe(false);
    expect(endsAs(await survived(avifClaiming(avif, 5000, 5000)))).toBe('damaged');
  });

  it('a HEIC of 200 tiles that are all the same few bytes', async () => {
    const plan = {
      width: 8064,
      height: 6048,
      tile: 512,
      sameTile: true,
      colourAt: () => [9, 90, 9] as const,
    };
    expect(endsAs(await survived(heicFile(plan)))).toBe('cleaned');
  });
});

describe('what is no photo is not opened', () => {
  it.each(Object.entries(svgTricks))('a drawing with %s', async (_what, svg) => {
    expect(endsAs(await survived(Buffer.from(svg)))).toBe('svg');
  });

  it.each(Object.entries(notPictures))('%s', async (_what, bytes) => {
    expect(endsAs(await survived(bytes))).toBe('unsupported_format');
  });

  it('a document', async () => {
    expect(endsAs(await survived(pdfDocument()))).toBe('pdf');
  });
});

describe('two things at once are taken for the photo, and come out as nothing else', () => {
  it.each<[string, () => Promise<Buffer>]>([
    ['a photo and an archive', async () => Buffer.concat([await plainJpeg(), zipTail()])],
    [
      'a photo and a program for a web server',
      async () => withSegments(await plainJpeg(), jpegSegment(0xfe, PHP)),
    ],
    ['a photo and a document', async () => withSegments(await plainJpeg(), jpegSegment(0xfe, pdfDocument()))],
    [
      'a photo and a web page',
      async () => Buffer.concat([await plainJpeg(), Buffer.from('<script>x()</script>')]),
    ],
  ])('%s', async (_what, make) => {
    const result = await survived(await make());
    if (!result.ok) throw new Error(result.code);
    expect(await cornersOf(result.photo.bytes)).toEqual(CORNERS);
    for (const trace of ['PK', '<?php', '%PDF', '<script'])
      expect(Buffer.from(result.photo.bytes).includes(trace)).toBe(false);
  });
});

describe('cut and damaged files', () => {
  const whole: [string, () => Promise<Buffer>][] = [
    ['JPEG', () => cameraPhoto({ width: 160, height: 120 })],
    ['PNG', () => editedPng(64, 48)],
    ['WebP', () => phoneWebp(96, 64)],
    ['moving WebP', () => movingWebp()],
    ['GIF', () => annotatedGif()],
    ['TIFF', () => editedTiff(64, 48)],
    ['AVIF', () => phoneAvif(96, 64)],
  ];

  it.each(whole)('a %s cut at forty places is cleaned or refused', async (_format, make) => {
    const bytes = await make();
    for (let i = 0; i < 40; i++) {
      const result = await engine.clean(bytes.subarray(0, Math.floor((bytes.length * i) / 40)), {
        mayMove: true,
      });
      if (result.ok) expect(walkBytes(result.photo.bytes).ok).toBe(true);
      else expect(['empty', 'damaged', 'unsupported_format']).toContain(result.code);
    }
  });

  it('a JPEG cut anywhere before its end is refused, never shown in part', async () => {
    const jpeg = await plainJpeg(320, 240);
    for (const share of [0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999])
      expect(await engine.clean(jpeg.subarray(0, Math.floor(jpeg.length * share)))).toMatchObject({
        ok: false,
      });
  });

  it('damaged in any way, a photo of any format is cleaned or refused', async () => {
    const originals = await Promise.all(whole.map(([, make]) => make()));
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(originals.length - 1),
        damage,
        fc.boolean(),
        async (which, changes, mayMove) => {
          const bytes = Buffer.from(originals[which] as Buffer);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const result = await engine.clean(bytes, { mayMove });
          if (result.ok)
            expect(walkBytes(result.photo.bytes)).toEqual({ ok: true, format: result.photo.format });
          else expect(result.code).not.toMatch(/leak_found|took_too_long/);
        },
      ),
      { numRuns: 250 },
    );
  });

  it('a HEIC damaged in any way is cleaned or refused', async () => {
    const heic = heicFile({ width: 64, height: 64, colourAt: (x, y) => [2 * x, 2 * y, 90] });
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, fc.boolean(), async (changes, inHead) => {
        const bytes = Buffer.from(heic);
        for (const [at, value] of changes) bytes[at % (inHead ? 700 : bytes.length)] = value;
        const result = await engine.clean(bytes);
        if (result.ok) expect(walkBytes(result.photo.bytes)).toEqual({ ok: true, format: 'jpeg' });
        else expect(result.code).not.toMatch(/leak_found|took_too_long|engine_failed/);
      }),
      { numRuns: 15 },
    );
  });
});

it('the image library writes the pictures that these tests rely on', async () => {
  expect(await sharp(tinyWebp(64, 48)).metadata()).toMatchObject({ format: 'webp', width: 64, height: 48 });
  expect(await sharp(progressiveBomb(640, 480, 3, 2, 3)).metadata()).toMatchObject({ isProgressive: true });
  expect(
    await sharp(await flatPng(64, 48, { colour: 6, depth: 16, interlaced: true }))
      .raw()
      .toBuffer(),
  ).toBeTruthy();
});
