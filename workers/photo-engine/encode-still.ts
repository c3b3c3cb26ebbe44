// Writes upright pixels as a JPEG within the bounds of the result: quality is given up first, then size.
import type { Sharp } from 'sharp';
import type { CleanOrder } from '#app/domain/photos/clean-order.ts';
import { sharp } from './decoders.ts';
import { within } from './open-picture.ts';

/** Plain JPEG costs a quarter of the CPU of mozjpeg for a third more bytes; quality 82 shows no blocks on faces. */
export const FIRST_QUALITY = 82;
const LOWER_QUALITIES = [74, 66, 58, 50, 42, 34];

const SMALLEST_EDGE = 64;

export interface Encoded {
  data: Uint8Array;
  info: { width: number; height: number };
}

/**
 * In: gives the upright picture, decoded anew, no larger than an edge in px. Out: a baseline JPEG within the bounds.
 * Errors: RangeError when no size fits; whatever the decoder throws.
 */
export async function encodeStill(
  upright: (edge: number) => Sharp,
  { maxEdge, maxBytes }: Pick<CleanOrder, 'maxEdge' | 'maxBytes'>,
): Promise<Encoded> {
  // The usual photo is within its bounds at once; only a larger one pays for a second, unencoded decode.
  const first = await encode(upright(maxEdge), FIRST_QUALITY);
  if (first.data.length <= maxBytes) return first;
  const { data, info } = await upright(maxEdge).raw().toBuffer({ resolveWithObject: true });
  const pixels = { raw: { width: info.width, height: info.height, channels: info.channels } };
  for (const quality of LOWER_QUALITIES) {
    const smaller = await encode(sharp(data, pixels), quality);
    if (smaller.data.length <= maxBytes) return smaller;
  }
  for (let edge = maxEdge * 0.8; edge >= SMALLEST_EDGE; edge *= 0.8) {
    const smaller = await encode(
      within(sharp(data, pixels), Math.round(edge)),
      LOWER_QUALITIES.at(-1) as number,
    );
    if (smaller.data.length <= maxBytes) return smaller;
  }
  throw new RangeError(`no size fits ${maxBytes} bytes`);
}

function encode(picture: Sharp, quality: number): Promise<Encoded> {
  return picture
    .jpeg({ quality, chromaSubsampling: '4:2:0', progressive: false, mozjpeg: false })
    .toBuffer({ resolveWithObject: true });
}
