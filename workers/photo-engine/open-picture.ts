// Opens an original as an upright picture: the one place that knows formats. What comes after it sees pixels only.
import type { Sharp } from 'sharp';
import { READING, sharp } from './decoders.ts';

export interface OpenedPicture {
  /** px, upright, before anything is cropped or shrunk */
  width: number;
  height: number;
  /** pictures in the original: 1 for a still one */
  frames: number;
  /**
   * Decodes anew each time. Out: the chosen picture upright, no larger than `edge` px, on white where it was
   * see-through (hidden pixels go too), in sRGB; not yet encoded.
   */
  upright: (edge: number) => Sharp;
}

/**
 * In: an original that is not refused by its bytes alone; which of its pictures, counted from 0.
 * Errors: whatever the decoder throws (see decoder-refusals).
 */
export async function openPicture(original: Uint8Array, _frame: number): Promise<OpenedPicture> {
  const { autoOrient } = await sharp(original, READING).metadata();
  return {
    ...autoOrient,
    frames: 1,
    upright: (edge) =>
      within(sharp(original, READING).autoOrient(), edge)
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb'),
  };
}

/** Out: the picture no larger than `edge` px either way, never blown up. */
export function within(picture: Sharp, edge: number): Sharp {
  return picture.resize(edge, edge, { fit: 'inside', withoutEnlargement: true });
}
