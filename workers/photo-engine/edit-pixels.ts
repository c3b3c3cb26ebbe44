// Changes what a person asked for in a decoded picture, before it is encoded and never afterwards: hides regions for good,
// then cuts away what is not to be kept (I-08).
import { randomInt } from 'node:crypto';
import { hiddenArea, keptArea } from '#app/domain/photos/edit-regions.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { MOST_NOISE, type Noise } from './blur-cells.ts';
import { blurRegion } from './blur-region.ts';
import type { Pixels } from './pixels.ts';

/** Unseeded and from the operating system, so that nobody can take the noise away again. */
const noiseOfTheSystem: Noise = () => randomInt(-MOST_NOISE, MOST_NOISE + 1);

/**
 * In: the upright picture at the size it will have, which is changed in place, and edits measured on a picture of
 * `edits.width` × `edits.height` px. Out: the picture to encode, cut to the crop. Regions are hidden one after another, so
 * that where two overlap the later one's cells are means of what is hidden already.
 */
export function editPixels(pixels: Pixels, edits: PhotoEdits, noise: Noise = noiseOfTheSystem): Pixels {
  const scale = { x: pixels.width / edits.width, y: pixels.height / edits.height };
  const { width, height } = pixels;
  for (const box of edits.blurs) blurRegion(pixels, hiddenArea(scaled(box, scale)), noise);
  if (!edits.crop) return pixels;
  return cut(pixels, keptArea({ width, height, crop: scaled(edits.crop, scale) }));
}

const scaled = (box: FaceBox, by: { x: number; y: number }): FaceBox => ({
  x: box.x * by.x,
  y: box.y * by.y,
  width: box.width * by.x,
  height: box.height * by.y,
});

function cut({ data, width }: Pixels, kept: FaceBox): Pixels {
  const rows = new Uint8Array(3 * kept.width * kept.height);
  for (let y = 0; y < kept.height; y++) {
    const start = 3 * ((kept.y + y) * width + kept.x);
    rows.set(data.subarray(start, start + 3 * kept.width), 3 * y * kept.width);
  }
  return { width: kept.width, height: kept.height, data: rows };
}
