// Writes a moving picture as an animated WebP within the bounds of the result. Whatever is too long, too large or too
// heavy for that is not forced: its first picture is used instead.
import type { CleanOrder } from '#app/domain/photos/clean-order.ts';
import { CLEAN_MOVING_PIXELS, MOST_FRAMES, MOST_MOVING_PIXELS } from '#app/domain/photos/picture-bounds.ts';
import { READING, sharp } from './decoders.ts';
import type { Encoded } from './encode-still.ts';
import { onWhite, within, type OpenedPicture } from './open-picture.ts';

const QUALITIES = [76, 56, 36] as const;
const SMALLER_TRIES = 3;
const SMALLEST_EDGE = 64;
/** ms after which no further try is begun: well before the parent stops waiting for the photo. */
const TRYING_MS = 8_000;
/** Effort 2 of 6 takes a third of the time of the usual 4 for a few per cent more bytes. */
const EFFORT = 2;

/** Out: the animated WebP, or undefined when it cannot be had within the bounds. Errors: what the decoder throws. */
export async function encodeMoving(
  original: Uint8Array,
  opened: OpenedPicture,
  { maxEdge, maxBytes }: Pick<CleanOrder, 'maxEdge' | 'maxBytes'>,
): Promise<Encoded | undefined> {
  const { frames, width, height } = opened;
  const pixels = frames * width * height;
  const isBounded = frames <= MOST_FRAMES && pixels <= MOST_MOVING_PIXELS;
  if (frames < 2 || !opened.storedUpright || !isBounded) return undefined;
  const longest = Math.max(width, height) * Math.min(1, Math.sqrt(CLEAN_MOVING_PIXELS / pixels));
  const started = performance.now();
  let edge = Math.min(maxEdge, Math.floor(longest));
  for (const quality of QUALITIES) {
    const whole = await encode(original, edge, quality);
    if (whole.data.length <= maxBytes) return whole;
    // Far too heavy: lower quality alone would not do, and each try decodes every picture again.
    if (whole.data.length > 4 * maxBytes || performance.now() - started > TRYING_MS / 2) {
      edge *= 0.9 * Math.sqrt(maxBytes / whole.data.length);
      break;
    }
  }
  for (let tries = 0; tries < SMALLER_TRIES && edge >= SMALLEST_EDGE; tries++) {
    if (performance.now() - started > TRYING_MS) return undefined;
    const smaller = await encode(original, Math.round(edge), QUALITIES[2]);
    if (smaller.data.length <= maxBytes) return smaller;
    edge *= 0.9 * Math.sqrt(maxBytes / smaller.data.length);
  }
  return undefined;
}

async function encode(original: Uint8Array, edge: number, quality: number): Promise<Encoded> {
  const { data, info } = await onWhite(within(sharp(original, { ...READING, animated: true }), edge))
    .webp({ quality, effort: EFFORT })
    .toBuffer({ resolveWithObject: true });
  return { data, info: { width: info.width, height: info.pageHeight ?? info.height } };
}
