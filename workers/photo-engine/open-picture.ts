// Opens an original as an upright picture: the one place that knows formats. What comes after it sees pixels only.
import type { Sharp } from 'sharp';
import { mostPixels } from '#app/domain/photos/picture-bounds.ts';
import { sniffFormat } from '#app/domain/photos/sniff-format.ts';
import { heicAsTiff } from './decode-heic.ts';
import { READING, sharp } from './decoders.ts';

export interface OpenedPicture {
  /** px, upright, before anything is cropped or shrunk */
  width: number;
  height: number;
  /** pictures in the original that can be chosen from: 1 for a still one */
  frames: number;
  /** whether it is stored upright, so that its frames can be taken as they are */
  storedUpright: boolean;
  /**
   * Decodes anew each time. Out: the chosen picture upright, no larger than `edge` px, on white where it was
   * see-through (hidden pixels go too), in sRGB; not yet encoded.
   */
  upright: (edge: number) => Sharp;
}

/** Pages of a TIFF and items of an AVIF or HEIC are other pictures, not moments of one: their first is the photo. */
const moving = new Set(['gif', 'webp']);

/**
 * In: an original that is not refused by its bytes alone; which of its pictures, counted from 0 (the last, when
 * there are fewer). Errors: whatever the decoder throws (see decoder-refusals).
 */
export async function openPicture(original: Uint8Array, frame: number): Promise<OpenedPicture> {
  const format = sniffFormat(original);
  const readable = format === 'heic' ? await heicAsTiff(original) : original;
  const reading = { ...READING, limitInputPixels: mostPixels(format) };
  const { autoOrient, orientation = 1, pages = 1 } = await sharp(readable, reading).metadata();
  const frames = moving.has(format) ? pages : 1;
  const page = Math.min(frame, frames - 1);
  return {
    ...autoOrient,
    frames,
    storedUpright: orientation === 1,
    upright: (edge) =>
      onWhite(within(sharp(readable, { ...reading, ...(page > 0 ? { page } : {}) }).autoOrient(), edge)),
  };
}

/** Out: the picture no larger than `edge` px either way, never blown up. */
export function within(picture: Sharp, edge: number): Sharp {
  return picture.resize(edge, edge, { fit: 'inside', withoutEnlargement: true });
}

/** Out: the picture on white where it was see-through, in sRGB. */
export function onWhite(picture: Sharp): Sharp {
  return picture.flatten({ background: '#ffffff' }).toColourspace('srgb');
}
