// Pictures made here for tests: what a phone really sends, with everything hidden in it, and everything that a
// careless or hostile hand might send instead. Their corners differ, so which way up they come out can be seen.
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { exifTiff } from './exif-block.ts';
import { filmBytes, jpegSegment, pngChunk, withChunks, withSegments } from './picture-pieces.ts';

/** Colours of the four corners as the eye should see them, clockwise from top left. */
export const CORNERS = ['red', 'green', 'blue', 'white'];

const RGB: Record<string, [number, number, number]> = {
  red: [210, 30, 40],
  green: [30, 170, 60],
  blue: [30, 60, 200],
  white: [240, 240, 240],
};

/** Words planted in the originals; none of them may be found in any clean photo. */
export const SECRETS = {
  owner: 'Rowan Fictitious',
  serial: 'SN-4711-0815',
  camera: 'Imaginary Phone 9',
  caption: 'Class 3 at the lake',
  makerNote: 'MAKERNOTE-OF-NOBODY',
} as const;

/**
 * Four coloured quarters with a soft gradient, as raw pixels. `grain` adds camera-like noise of that many levels,
 * which makes a file as heavy as a real photo.
 */
export async function drawn(width: number, height: number, grain = 0): Promise<Sharp> {
  const [w, h] = [Math.min(width, 400), Math.min(height, 300)];
  const small = Buffer.alloc(w * h * 3);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const row = y < h / 2 ? ['red', 'green'] : ['white', 'blue'];
      const [r, g, b] = RGB[row[x < w / 2 ? 0 : 1] as string] as [number, number, number];
      const shade = Math.round(10 * Math.sin(x / 9) * Math.cos(y / 7));
      small.set([clamp(r + shade), clamp(g + shade), clamp(b + shade)], 3 * (y * w + x));
    }
  const scaled = sharp(small, { raw: { width: w, height: h, channels: 3 } }).resize(width, height, {
    fit: 'fill',
  });
  if (grain === 0) return scaled;
  const pixels = await scaled.raw().toBuffer();
  for (let i = 0, seed = 1; i < pixels.length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    pixels[i] = clamp((pixels[i] as number) + ((seed >> 16) % (2 * grain + 1)) - grain);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const clamp = (value: number): number => Math.max(0, Math.min(255, value));

/** Out: a clean baseline JPEG of the drawing. */
export async function plainJpeg(width = 320, height = 240): Promise<Buffer> {
  return (await drawn(width, height)).jpeg({ quality: 82 }).toBuffer();
}

/** Out: a clean PNG of the drawing. */
export async function plainPng(width = 320, height = 240): Promise<Buffer> {
  return (await drawn(width, height)).png().toBuffer();
}

export interface CameraPhoto {
  /** size of the stored pixels, before orientation; default 4000 × 3000, 12 megapixels */
  width?: number;
  height?: number;
  /** EXIF orientation 1 to 8: how the stored pixels must be turned to be upright; default 6 */
  orientation?: number;
  grain?: number;
}

/**
 * A photo as a camera stores it: the pixels lying on their side, EXIF with place, maker, serial number, owner,
 * date, maker note and an embedded small copy, then XMP, IPTC, a colour profile and a comment.
 */
export async function cameraPhoto(photo: CameraPhoto = {}): Promise<Buffer> {
  const { width = 4000, height = 3000, orientation = 6, grain = 0 } = photo;
  const turned = orientation >= 5;
  const upright = await drawn(turned ? height : width, turned ? width : height, grain);
  const jpeg = await stored(upright, orientation);
  const thumbnail = await sharp(jpeg).resize(160).jpeg({ quality: 60 }).toBuffer();
  return withSegments(
    jpeg,
    jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), cameraExif(orientation, thumbnail)])),
    jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${xmpPacket()}`),
    jpegSegment(0xed, iptcBlock()),
    jpegSegment(0xe2, `ICC_PROFILE\0\x01\x01${'p'.repeat(200)}`),
    jpegSegment(0xfe, SECRETS.caption),
  );
}

/** Stores upright pixels the way a camera held as `orientation` says would have stored them. */
async function stored(upright: Sharp, orientation: number): Promise<Buffer> {
  const { data, info } = await upright.raw().toBuffer({ resolveWithObject: true });
  let lying = sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const undo: Record<number, [angle: number, flop: boolean]> = {
    1: [0, false],
    2: [0, true],
    3: [180, false],
    4: [180, true],
    5: [90, true],
    6: [270, false],
    7: [270, true],
    8: [90, false],
  };
  const [angle, flop] = undo[orientation] as [number, boolean];
  if (angle !== 0) lying = lying.rotate(angle);
  const { data: turned, info: size } = await lying.raw().toBuffer({ resolveWithObject: true });
  const final = sharp(turned, { raw: { width: size.width, height: size.height, channels: size.channels } });
  return (flop ? final.flop() : final).jpeg({ quality: 92 }).toBuffer();
}

/** Out: the TIFF part of a camera's EXIF block. */
export function cameraExif(orientation: number, thumbnail?: Uint8Array): Buffer {
  return exifTiff({
    main: {
      0x010f: 'Imaginary',
      0x0110: SECRETS.camera,
      0x0112: { short: orientation },
      0x0132: '2026:03:14 09:26:53',
      0x013b: SECRETS.owner,
    },
    photo: {
      0x829a: { rationals: [[1, 250]] },
      0x9003: '2026:03:14 09:26:53',
      0x927c: Buffer.from(SECRETS.makerNote),
      0xa430: SECRETS.owner,
      0xa431: SECRETS.serial,
    },
    gps: {
      0: Buffer.from([2, 3, 0, 0]),
      1: 'N',
      2: {
        rationals: [
          [54, 1],
          [27, 1],
          [3599, 100],
        ],
      },
      3: 'W',
      4: {
        rationals: [
          [3, 1],
          [5, 1],
          [1234, 100],
        ],
      },
    },
    ...(thumbnail ? { thumbnail } : {}),
  });
}

/** Out: an XMP packet naming a creator and a place. */
export function xmpPacket(): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description exif:GPSLatitude="54,27.6N"><dc:creator>${SECRETS.owner}</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`;
}

/** Out: the payload of an APP13 segment with an IPTC caption and a place. */
export function iptcBlock(): Buffer {
  const record = (set: number, text: string): Buffer =>
    Buffer.concat([Buffer.from([0x1c, 2, set, 0, text.length]), Buffer.from(text, 'latin1')]);
  const records = Buffer.concat([
    record(120, SECRETS.caption),
    record(90, 'Nowhere'),
    record(80, SECRETS.owner),
  ]);
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(records.length, head.length - 4);
  return Buffer.concat([head, records, Buffer.alloc(records.length % 2)]);
}

/** Out: a PNG as an editor saves it: texts, XMP, EXIF with a place, a date, a profile, bytes after its end. */
export async function editedPng(width = 640, height = 480): Promise<Buffer> {
  const png = withChunks(
    await plainPng(width, height),
    pngChunk('iCCP', Buffer.concat([Buffer.from('rob\0\0', 'latin1'), deflateSync(Buffer.alloc(128, 1))])),
    pngChunk('tEXt', `Author\0${SECRETS.owner}`),
    pngChunk('zTXt', Buffer.concat([Buffer.from('Description\0\0', 'latin1'), deflateSync(SECRETS.caption)])),
    pngChunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${xmpPacket()}`),
    pngChunk('tIME', Buffer.from([7, 234, 3, 14, 9, 26, 53])),
    pngChunk('eXIf', cameraExif(1)),
  );
  return Buffer.concat([png, Buffer.from('after the end')]);
}

/** Out: a JPEG with a film behind its end, as phones make with "live" or "motion" photos. */
export async function motionPhoto(): Promise<Buffer> {
  return Buffer.concat([await plainJpeg(), filmBytes()]);
}

/** Out: a real 1-bit PNG of 12,000 × 9,000 px, 108 megapixels, in about 13 KB. */
export function bombPng(width = 12_000, height = 9_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))))),
    pngChunk('IEND', ''),
  ]);
}

/** Out: a JPEG whose header says 12,000 × 9,000 px. */
export async function bombJpeg(): Promise<Buffer> {
  const jpeg = await plainJpeg(64, 48);
  const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(9_000, frame + 5);
  jpeg.writeUInt16BE(12_000, frame + 7);
  return jpeg;
}

/** Out: a progressive JPEG whose last scan is repeated until there are `scans` in all. */
export async function manyScanJpeg(scans: number, width = 320, height = 240): Promise<Buffer> {
  const jpeg = await (await drawn(width, height)).jpeg({ progressive: true }).toBuffer();
  const starts: number[] = [];
  for (
    let at = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    at !== -1;
    at = jpeg.indexOf(Buffer.from([0xff, 0xda]), at + 2)
  )
    starts.push(at);
  const last = jpeg.subarray(starts.at(-1), jpeg.length - 2);
  const more = Array.from({ length: scans - starts.length }, () => last);
  return Buffer.concat([jpeg.subarray(0, -2), ...more, jpeg.subarray(-2)]);
}

/** Out: a moving PNG (APNG) by its control chunk. */
export async function animatedPng(): Promise<Buffer> {
  return withChunks(await plainPng(), pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])));
}

/** Out: the opening of an iPhone's HEIC photo. */
export function heicHeader(): Buffer {
  const box = Buffer.from('\0\0\0\x24ftypheic\0\0\0\0mif1MiHBMiHEMiPrmiafheic', 'latin1');
  return Buffer.concat([box, Buffer.alloc(4000, 7)]);
}

export const svgDrawing = (): Buffer =>
  Buffer.from(
    '<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/hostname"/></svg>',
  );

export const pdfDocument = (): Buffer =>
  Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');

export { filmBytes };

/**
 * In: a picture. Out: the names of its corners' colours as a viewer shows them, clockwise from top left, each
 * read from the middle of its quarter.
 */
export async function cornersOf(picture: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const start = info.channels * (Math.floor(y * info.height) * info.width + Math.floor(x * info.width));
    const far = ([r, g, b]: [number, number, number]): number =>
      Math.abs(r - (data[start] ?? 0)) +
      Math.abs(g - (data[start + 1] ?? 0)) +
      Math.abs(b - (data[start + 2] ?? 0));
    return Object.entries(RGB).sort(([, a], [, b]) => far(a) - far(b))[0]?.[0] as string;
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.75, 0.75), at(0.25, 0.75)];
}
