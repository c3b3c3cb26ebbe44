// Turns one original into one clean JPEG: decode, turn upright, shrink, re-encode with nothing kept, decode again
// strictly. Runs only inside the photo process; the one file that may call sharp. The walk over the result's own
// bytes is the parent's: a process that has met a hostile picture does not vouch for itself.
import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { metadataKinds } from '#app/domain/photos/metadata-kinds.ts';
import { HASH_SIDE, perceptualHash } from '#app/domain/photos/perceptual-hash.ts';
import { MOST_PIXELS } from '#app/domain/photos/picture-bounds.ts';
import { refuseOriginal } from '#app/domain/photos/refuse-original.ts';
import type { CleanOptions, CleanResult } from '#app/domain/ports/photo-engine.ts';
import { refusalFromDecoder } from './decoder-refusals.ts';

// Only these two decoders exist here; a format that slips past the sniffing meets a closed door (SVG reads
// files, PDF and the rest are too much surface). A format added later is unblocked by name on this line.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng'] });
sharp.cache(false);
sharp.concurrency(1);

/** Plain JPEG costs a quarter of the CPU of mozjpeg for a third more bytes; quality 82 shows no blocks on faces. */
export const FIRST_QUALITY = 82;
const LOWER_QUALITIES = [74, 66, 58, 50, 42, 34];

const SMALLEST_EDGE = 64;

/** 'error', not 'none': a photo cut short must be refused, not shown half grey. */
const reading = { failOn: 'error', limitInputPixels: MOST_PIXELS } as const;

interface Encoded {
  data: Uint8Array;
  info: { width: number; height: number };
}

/**
 * In: the original's bytes and the bounds of the result (px, bytes). Out: the clean photo, or one refusal.
 * Never throws on bad input. Wall and CPU time are bounded by the parent, not here.
 */
export async function cleanPicture(
  original: Uint8Array,
  bounds: Required<CleanOptions>,
): Promise<CleanResult> {
  const started = performance.now();
  const refusal = refuseOriginal(original);
  if (refusal) return { ok: false, ...refusal };
  try {
    const { data, info } = await encodeWithin(original, bounds);
    const grey = await strictSmallGrey(data);
    if (!grey) return { ok: false, code: 'engine_failed', detail: 'the result does not decode strictly' };
    const photo = {
      format: 'jpeg' as const,
      width: info.width,
      height: info.height,
      bytes: data,
      sha256: createHash('sha256').update(data).digest('hex'),
      perceptualHash: perceptualHash(grey),
      removed: metadataKinds(original),
      ms: Math.round(performance.now() - started),
    };
    return { ok: true, photo };
  } catch (error) {
    return { ok: false, ...refusalFromDecoder(error) };
  }
}

/** The usual photo is within its bounds at once; only a larger one pays for a second, unencoded decode. */
async function encodeWithin(
  original: Uint8Array,
  { maxEdge, maxBytes }: Required<CleanOptions>,
): Promise<Encoded> {
  const first = await encode(upright(original, maxEdge), FIRST_QUALITY);
  if (first.data.length <= maxBytes) return first;
  const { data, info } = await upright(original, maxEdge).raw().toBuffer({ resolveWithObject: true });
  const pixels = { raw: { width: info.width, height: info.height, channels: info.channels } };
  let smallest = first;
  for (const quality of LOWER_QUALITIES) {
    smallest = await encode(sharp(data, pixels), quality);
    if (smallest.data.length <= maxBytes) return smallest;
  }
  for (let edge = maxEdge * 0.8; edge >= SMALLEST_EDGE; edge *= 0.8) {
    smallest = await encode(within(sharp(data, pixels), Math.round(edge)), LOWER_QUALITIES.at(-1) as number);
    if (smallest.data.length <= maxBytes) return smallest;
  }
  throw new RangeError(`no size fits ${maxBytes} bytes`);
}

/** Upright, no larger than `edge`, on white where it was see-through (hidden pixels go too), in sRGB. */
function upright(original: Uint8Array, edge: number): Sharp {
  return within(sharp(original, reading).autoOrient(), edge)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb');
}

function within(picture: Sharp, edge: number): Sharp {
  return picture.resize(edge, edge, { fit: 'inside', withoutEnlargement: true });
}

function encode(picture: Sharp, quality: number): Promise<Encoded> {
  return picture
    .jpeg({ quality, chromaSubsampling: '4:2:0', progressive: false, mozjpeg: false })
    .toBuffer({ resolveWithObject: true });
}

/**
 * Decodes the result once more, refusing the slightest irregularity: what leaves must open everywhere. Every
 * compressed byte is read; only the pixels are made small, which keeps it cheap.
 * Out: HASH_SIDE² grey values, or undefined when the decoder was not content.
 */
async function strictSmallGrey(clean: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await sharp(clean, { failOn: 'warning', limitInputPixels: MOST_PIXELS })
      .greyscale()
      .resize(HASH_SIDE, HASH_SIDE, { fit: 'fill' })
      .raw()
      .toBuffer();
  } catch {
    return undefined;
  }
}
