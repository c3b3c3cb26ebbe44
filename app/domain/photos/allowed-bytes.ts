// The last word on a photo: may exactly these bytes leave the school? It asks which bytes may exist at all,
// not which kinds of metadata we know, so an unknown segment is refused too (I-02, R-69).
import { walkGif } from './allowed-gif.ts';
import { walkJpeg } from './allowed-jpeg.ts';
import { walkPng } from './allowed-png.ts';
import { walkWebp } from './allowed-webp.ts';
import { NotAllowed } from './not-allowed.ts';

/** `offset` is where the first byte that has no business in a clean picture stands, counted from 0. */
export type AllowedBytes =
  { ok: true; format: 'jpeg' | 'png' | 'webp' | 'gif' } | { ok: false; offset: number; what: string };

const walkers = [
  { format: 'jpeg', opening: [0xff, 0xd8], walk: walkJpeg },
  { format: 'png', opening: [0x89, 0x50], walk: walkPng },
  { format: 'webp', opening: [0x52, 0x49], walk: walkWebp },
  { format: 'gif', opening: [0x47, 0x49], walk: walkGif },
] as const;

/**
 * Walks the exact bytes about to be stored or sent, from the first to the last.
 * JPEG: SOI, at most one 16-byte JFIF without thumbnail, DQT, one SOF0, DHT, DRI, SOS, compressed data holding
 * exactly the picture's blocks, EOI. Every table must be used and every length fit.
 * PNG: IHDR, PLTE, tRNS, IDAT, IEND and the fixed-size sRGB, gAMA, cHRM, sBIT, bKGD, pHYs, checksums correct; its
 * compressed data is not opened, so a PNG is proved in its chunks only.
 * WebP: VP8, VP8L, ALPH, ANIM, ANMF and a VP8X that announces no metadata, every length exact and padding zero;
 * proved in its chunks and heads only.
 * GIF: frames, their controls, one loop count, compressed data holding exactly the frame's pixels.
 * Nothing may follow the end. Costs a few ms for a photo of 2,048 px.
 */
export function walkBytes(bytes: Uint8Array): AllowedBytes {
  const walker = walkers.find(({ opening }) => opening.every((byte, i) => bytes[i] === byte));
  if (!walker) return { ok: false, offset: 0, what: 'no picture of a known format' };
  try {
    walker.walk(bytes);
    return { ok: true, format: walker.format };
  } catch (error) {
    if (error instanceof NotAllowed) return { ok: false, offset: error.offset, what: error.what };
    throw error;
  }
}

/** Whether walked bytes are of a kind that is ever sent: a JPEG, or a WebP, which only moving pictures become. */
export function maySend(walked: AllowedBytes): boolean {
  return walked.ok && (walked.format === 'jpeg' || walked.format === 'webp');
}
