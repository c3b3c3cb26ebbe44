// Which kinds of hidden information an original holds: told by kind, never by value, and never by throwing.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { METADATA_KINDS, metadataKinds } from '#app/domain/photos/metadata-kinds.ts';
import { exifTiff, type ExifParts } from '#tests/support/exif-block.ts';
import { jpegSegment, pngChunk, withChunks, withSegments } from '#tests/support/picture-pieces.ts';
import { box, heicFile, type HeicPlan } from '#tests/support/heic-file.ts';
import {
  annotatedGif,
  editedTiff,
  movingGif,
  movingWebp,
  pagesOf,
  phoneAvif,
  phoneWebp,
} from '#tests/support/other-pictures.ts';
import {
  cameraExif,
  cameraPhoto,
  drawn,
  editedPng,
  motionPhoto,
  plainJpeg,
} from '#tests/support/pictures.ts';
import { plainPng, xmpPacket } from '#tests/support/pictures.ts';

let jpeg: Buffer;
let png: Buffer;
beforeAll(async () => {
  jpeg = await plainJpeg(64, 48);
  png = await plainPng(64, 48);
});

const heic = (plan: Partial<HeicPlan>): Buffer =>
  heicFile({ width: 64, height: 32, colourAt: () => [90, 120, 30], ...plan });

const inExif = (parts: ExifParts): string[] =>
  metadataKinds(
    withSegments(jpeg, jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifTiff(parts)]))),
  );
const inXmp = (properties: string): string[] =>
  metadataKinds(withSegments(jpeg, jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x ${properties}/>`)));

describe('kinds of metadata in an original (I-02)', () => {
  it('are all told for a photo straight from a camera', async () => {
    expect(metadataKinds(await cameraPhoto({ width: 400, height: 300 }))).toEqual([
      'location',
      'serial_number',
      'owner',
      'camera',
      'date_taken',
      'thumbnail',
      'maker_notes',
      'comment',
      'xmp',
      'iptc',
      'colour_profile',
      'orientation',
    ]);
  });

  it('are all told for a PNG from an editor', async () => {
    const kinds = metadataKinds(await editedPng(64, 48));
    for (const kind of ['location', 'owner', 'date_taken', 'trailing_bytes', 'text', 'xmp', 'colour_profile'])
      expect(kinds).toContain(kind);
  });

  it('are all told for a WebP, a GIF, a TIFF and an AVIF', async () => {
    const everything: [Promise<Buffer>, string[]][] = [
      [phoneWebp(), ['location', 'serial_number', 'owner', 'camera', 'trailing_bytes', 'xmp', 'other']],
      [
        annotatedGif(),
        ['location', 'owner', 'trailing_bytes', 'comment', 'text', 'xmp', 'colour_profile', 'other'],
      ],
      [editedTiff(), ['location', 'owner', 'xmp', 'colour_profile']],
      [phoneAvif(), ['location', 'owner', 'camera', 'provenance', 'xmp']],
    ];
    for (const [picture, kinds] of everything) {
      const found = metadataKinds(await picture);
      for (const kind of kinds) expect(found).toContain(kind);
    }
  });

  it('are all told for an iPhone’s HEIC', () => {
    const full = {
      exif: cameraExif(1),
      xmp: xmpPacket(),
      thumbnail: true,
      turns: 1,
      profile: Buffer.from('rob'),
    } as const;
    expect(metadataKinds(heic({ ...full, auxiliary: 'urn:com:apple:photo:2020:aux:hdrgainmap' }))).toEqual([
      'location',
      'serial_number',
      'owner',
      'camera',
      'date_taken',
      'thumbnail',
      'extra_image',
      'maker_notes',
      'xmp',
      'colour_profile',
      'orientation',
    ]);
    expect(metadataKinds(heic({}))).toEqual([]);
    expect(metadataKinds(heic({ opacityAt: () => 100 }))).toEqual([]);
  });

  it.each<[string, Buffer]>([
    ['extra_image', box('moov', Buffer.alloc(8))],
    ['extra_image', box('mpvd', 'a film')],
    ['provenance', box('uuid', Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'))],
    ['other', box('uuid', Buffer.alloc(16))],
    ['other', box('sefd', 'notes of a maker')],
    ['trailing_bytes', Buffer.from('Class 3')],
  ])('HEIC: %s in a box behind the picture', (kind, more) => {
    expect(metadataKinds(Buffer.concat([heic({}), more]))).toEqual([kind]);
  });

  it('a TIFF’s further pages are pictures of their own', async () => {
    const page = await (await drawn(40, 30)).tiff().toBuffer();
    expect(metadataKinds(pagesOf(page, page))).toContain('extra_image');
    expect(metadataKinds(pagesOf(page))).not.toContain('extra_image');
  });

  it('are none for a clean picture', async () => {
    expect(metadataKinds(jpeg)).toEqual([]);
    expect(metadataKinds(png)).toEqual([]);
    expect(metadataKinds(await movingGif())).toEqual([]);
    expect(metadataKinds(await movingWebp())).toEqual([]);
    expect(metadataKinds(await (await drawn(64, 48)).avif({ effort: 0 }).toBuffer())).toEqual([]);
  });

  it.each<[string[], ExifParts]>([
    [['orientation'], { main: { 0x0112: { short: 6 } } }],
    [['camera'], { main: { 0x0110: 'Phone' } }],
    [['owner'], { main: { 0x013b: 'Rowan' } }],
    [['serial_number'], { photo: { 0xa431: '4711' } }],
    [['serial_number'], { photo: { 0xa420: 'abcdef' } }],
    [['date_taken'], { photo: { 0x9003: '2026:03:14 09:26:53' } }],
    [['maker_notes'], { photo: { 0x927c: Buffer.from('notes') } }],
    [['comment'], { photo: { 0x9286: Buffer.from('ASCII\0\0\0hello') } }],
    [['location'], { gps: { 2: { rationals: [[54, 1]] } } }],
    [['date_taken'], { gps: { 29: '2026:03:14' } }],
    [[], { gps: { 0: Buffer.from([2, 3, 0, 0]) } }],
    [['thumbnail'], { thumbnail: Buffer.from([0xff, 0xd8, 0xff, 0xd9]) }],
    [['other'], { main: { 0xbeef: 'private' } }],
  ])('EXIF: %j', (kinds, parts) => {
    expect(inExif(parts)).toEqual(kinds);
  });

  it.each([
    ['location', 'photoshop:City="Nowhere"'],
    ['serial_number', 'aux:SerialNumber="1"'],
    ['owner', 'mwg-rs:Regions="x"'],
    ['provenance', 'dcterms:provenance="c2pa"'],
    ['extra_image', 'GCamera:MotionPhoto="1"'],
    ['thumbnail', 'xmp:Thumbnails="x"'],
  ])('XMP: %s', (kind, properties) => {
    expect(inXmp(properties)).toEqual(expect.arrayContaining(['xmp', kind]));
  });

  it.each<[string, () => Buffer]>([
    ['comment', () => withSegments(jpeg, jpegSegment(0xfe, 'hello'))],
    ['extra_image', () => withSegments(jpeg, jpegSegment(0xe2, 'MPF\0MM\0*'))],
    ['provenance', () => withSegments(jpeg, jpegSegment(0xeb, 'JP\0\x01'))],
    ['other', () => withSegments(jpeg, jpegSegment(0xe4, 'maker'))],
    ['thumbnail', () => withSegments(jpeg, jpegSegment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01abc'))],
    ['trailing_bytes', () => Buffer.concat([jpeg, Buffer.from('x')])],
    ['provenance', () => withChunks(png, pngChunk('caBX', 'jumb'))],
    ['date_taken', () => withChunks(png, pngChunk('tIME', '1234567'))],
    ['other', () => withChunks(png, pngChunk('scHo', 'x'))],
    ['trailing_bytes', () => Buffer.concat([png, Buffer.from('x')])],
  ])('%s alone', (kind, make) => {
    expect(metadataKinds(make())).toEqual([kind]);
  });

  it('finds the film behind a motion photo', async () => {
    expect(metadataKinds(await motionPhoto())).toEqual(['trailing_bytes']);
  });

  it('never throws, whatever the bytes, and tells known kinds only', async () => {
    const heif = heic({ exif: cameraExif(1), xmp: xmpPacket(), thumbnail: true });
    const originals = [
      await cameraPhoto({ width: 64, height: 48 }),
      await editedPng(64, 48),
      ...(await Promise.all([phoneWebp(), annotatedGif(), editedTiff(64, 48), phoneAvif()])),
      heif,
    ];
    const known = new Set<string>(METADATA_KINDS);
    fc.assert(
      fc.property(
        fc.nat(originals.length - 1),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 30 }),
        fc.nat(),
        (which, damage, cut) => {
          const bytes = Buffer.from(originals[which] as Buffer);
          for (const [at, value] of damage) bytes[at % Math.min(bytes.length, 3000)] = value;
          return metadataKinds(bytes.subarray(0, cut % bytes.length)).every((kind) => known.has(kind));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('is not sent round in circles by directories that point at each other', () => {
    const tiff = exifTiff({ main: { 0x8769: { long: 8 }, 0x8825: { long: 8 }, 0x0110: 'Phone' } });
    const kinds = metadataKinds(withChunks(png, pngChunk('eXIf', tiff)));
    expect(kinds).toContain('camera');
  });
});
