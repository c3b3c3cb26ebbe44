// Decodes a clean photo into the plain pixels that the detector looks at, at every size. Runs only inside the face
// process; the photo itself is never changed.
import sharp from 'sharp';
import { MOST_PIXELS } from '#app/domain/photos/picture-bounds.ts';
import type { Pixels } from './pixels.ts';
import { stretchLight } from './stretch.ts';
import { EDGES, FINEST_EDGE } from './tiles.ts';

// Only our own re-encoded JPEG comes here; every other door of the library stays shut.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg'] });
sharp.cache(false);
sharp.concurrency(1);

export interface DetectionCopies {
  /** px of the photo itself */
  width: number;
  height: number;
  /** one for each of EDGES, smallest first */
  levels: Pixels[];
}

/**
 * In: JPEG bytes. Out: its pixels at every size looked at. Light and shade are stretched to the full range first,
 * on these copies only: it brings very dark pictures from 80 % of their faces to 96 %.
 * Errors: rejects when the bytes are no JPEG.
 */
export async function detectionCopies(clean: Uint8Array): Promise<DetectionCopies> {
  const reading = sharp(clean, { failOn: 'error', limitInputPixels: MOST_PIXELS });
  const { width, height } = await reading.metadata();
  const { data, info } = await reading
    .resize(FINEST_EDGE, FINEST_EDGE, { fit: 'inside' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  stretchLight(data);
  const finest: Pixels = { width: info.width, height: info.height, data };
  const levels = await Promise.all(
    EDGES.map((edge) => (edge === FINEST_EDGE ? finest : smaller(finest, edge))),
  );
  return { width, height, levels };
}

async function smaller(from: Pixels, edge: number): Promise<Pixels> {
  const size = (side: number): number => Math.max(1, Math.round((side * edge) / FINEST_EDGE));
  const [width, height] = [size(from.width), size(from.height)];
  const raw = { width: from.width, height: from.height, channels: 3 } as const;
  const data = await sharp(from.data, { raw }).resize(width, height, { fit: 'fill' }).raw().toBuffer();
  return { width, height, data };
}

/** Out: the pixels as a JPEG, so that a drawn picture takes the whole way of a photo. */
export function jpegOf({ width, height, data }: Pixels): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}
