// The small pictures that fuzzing damages: every format that is taken in, with everything that may hide in it.
import sharp, { type Sharp } from 'sharp';
import {
  animatedPng,
  cameraPhoto,
  drawn,
  editedPng,
  manyScanJpeg,
  motionPhoto,
  pdfDocument,
  svgDrawing,
} from '#tests/support/pictures.ts';

const [WIDTH, HEIGHT] = [96, 72];

let made: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

/** Out: pictures by name, each of a few kilobytes; made once in a process, always the same bytes. HEIC has its own. */
export function fuzzCorpus(): Promise<ReadonlyMap<string, Uint8Array>> {
  return (made ??= makeCorpus());
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
