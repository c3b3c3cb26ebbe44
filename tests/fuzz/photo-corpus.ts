// The small pictures that fuzzing damages: every format that is taken in, with everything that may hide in it.
import sharp, { type Sharp } from 'sharp';
import { heicFile } from '#tests/support/heic-file.ts';
import {
  animatedPng,
  cameraExif,
  cameraPhoto,
  drawn,
  editedPng,
  manyScanJpeg,
  motionPhoto,
  pdfDocument,
  svgDrawing,
  xmpPacket,
} from '#tests/support/pictures.ts';

const [WIDTH, HEIGHT] = [96, 72];

let made: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

/** Out: pictures by name, each of a few kilobytes; made once in a process, always the same bytes. HEIC has its own. */
export function fuzzCorpus(): Promise<ReadonlyMap<string, Uint8Array>> {
  return (made ??= makeCorpus());
}

/** Out: HEIC photos by name: whole, in tiles, turned, see-through, with everything a phone puts beside them. */
export function heicCorpus(): ReadonlyMap<string, Uint8Array> {
  const colourAt = (x: number, y: number): [number, number, number] => [x * 2, y * 3, (x * y) & 255];
  const plain = { width: WIDTH, height: HEIGHT, colourAt };
  return new Map<string, Uint8Array>([
    ['heic', heicFile({ ...plain, exif: cameraExif(1), xmp: xmpPacket(), thumbnail: true })],
    ['heic in tiles', heicFile({ ...plain, width: 128, height: 128, tile: 64, turns: 1 })],
    ['see-through heic', heicFile({ ...plain, mirror: 1, opacityAt: (x) => x & 255 })],
  ]);
}

async function makeCorpus(): Promise<ReadonlyMap<string, Uint8Array>> {
  const picture = await drawn(WIDTH, HEIGHT, 6);
  const frames = await Promise.all(
    [0, 120, 240].map((hue) => picture.clone().modulate({ hue }).png().toBuffer()),
  );
  const moving = (): Sharp => sharp(frames, { join: { animated: true } });
  const entries: [string, Uint8Array][] = [
    ['camera jpeg', await cameraPhoto({ width: WIDTH, height: HEIGHT })],
    ['jpeg with a film behind it', await motionPhoto()],
    ['progressive jpeg', await manyScanJpeg(12, WIDTH, HEIGHT)],
    ['cmyk jpeg', await picture.clone().toColourspace('cmyk').jpeg().toBuffer()],
    ['grey jpeg', await picture.clone().greyscale().jpeg().toBuffer()],
    ['edited png', await editedPng(WIDTH, HEIGHT)],
    ['moving png', await animatedPng()],
    ['palette png', await picture.clone().png({ palette: true, colours: 16 }).toBuffer()],
    ['deep png', await picture.clone().toColourspace('rgb16').png().toBuffer()],
    ['webp', await picture.clone().webp({ quality: 60 }).toBuffer()],
    ['lossless webp', await picture.clone().ensureAlpha(0.5).webp({ lossless: true }).toBuffer()],
    ['moving webp', await moving().webp().toBuffer()],
    ['gif', await picture.clone().gif().toBuffer()],
    ['moving gif', await moving().gif().toBuffer()],
    ['tiff', await picture.clone().tiff({ compression: 'lzw' }).toBuffer()],
    ['tiled tiff', await picture.clone().tiff({ tile: true, compression: 'jpeg' }).toBuffer()],
    ['avif', await picture.clone().avif({ quality: 40, effort: 0 }).toBuffer()],
    ['svg', svgDrawing()],
    ['pdf', pdfDocument()],
  ];
  return new Map(entries.map(([name, bytes]) => [name, new Uint8Array(bytes)]));
}
