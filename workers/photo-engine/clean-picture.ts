// Turns one original into one clean picture: open it upright, change what a person asked for, re-encode with nothing
// kept, decode again strictly. Runs only inside the photo process. The walk over the result's own bytes is the
// parent's: a process that has met a hostile picture does not vouch for itself.
import { createHash } from 'node:crypto';
import type { CleanOrder } from '#app/domain/photos/clean-order.ts';
import { LIKENESS_SIDE, likenessOf } from '#app/domain/photos/likeness.ts';
import { metadataKinds } from '#app/domain/photos/metadata-kinds.ts';
import { HASH_SIDE, perceptualHash } from '#app/domain/photos/perceptual-hash.ts';
import { refuseOriginal } from '#app/domain/photos/refuse-original.ts';
import type { CleanResult } from '#app/domain/ports/photo-engine.ts';
import { READING, sharp } from './decoders.ts';
import { refusalFromDecoder } from './decoder-refusals.ts';
import { editedPicture } from './edited-picture.ts';
import { encodeMoving } from './encode-moving.ts';
import { encodeStill } from './encode-still.ts';
import { openPicture } from './open-picture.ts';

/**
 * In: the original's bytes and what to make of it. Out: the clean photo, or one refusal.
 * Never throws on bad input. Wall and CPU time are bounded by the parent, not here.
 */
export async function cleanPicture(original: Uint8Array, order: CleanOrder): Promise<CleanResult> {
  const started = performance.now();
  const refusal = refuseOriginal(original);
  if (refusal) return { ok: false, ...refusal };
  try {
    const opened = await openPicture(original, order.edits?.frame ?? 0);
    const moving = order.mayMove && !order.edits && (await encodeMoving(original, opened, order));
    const upright = order.edits
      ? await editedPicture(opened.upright, { ...order, edits: order.edits })
      : opened.upright;
    // What only reads bytes is done while the library decodes in a thread of its own.
    const encoding = moving || encodeStill(upright, order);
    const removed = metadataKinds(original);
    const { data, info } = await encoding;
    const decoding = strictSmallGrey(data);
    const sha256 = createHash('sha256').update(data).digest('hex');
    const grey = await decoding;
    if (!grey || (moving && !(await allFramesDecode(data))))
      return { ok: false, code: 'engine_failed', detail: 'the result does not decode strictly' };
    const photo = {
      format: moving ? ('webp' as const) : ('jpeg' as const),
      width: info.width,
      height: info.height,
      bytes: data,
      sha256,
      perceptualHash: perceptualHash(shrunk(grey)),
      likeness: likenessOf(grey),
      removed,
      frames: opened.frames,
      original: { width: opened.width, height: opened.height },
      ms: Math.round(performance.now() - started),
    };
    return { ok: true, photo };
  } catch (error) {
    return { ok: false, ...refusalFromDecoder(error) };
  }
}

/**
 * Decodes the result once more, refusing the slightest irregularity: what leaves must open everywhere. Every
 * compressed byte is read; only the pixels are made small, which keeps it cheap.
 * Out: LIKENESS_SIDE² grey values, or undefined when the decoder was not content.
 */
async function strictSmallGrey(clean: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await sharp(clean, { ...READING, failOn: 'warning' })
      .greyscale()
      .resize(LIKENESS_SIDE, LIKENESS_SIDE, { fit: 'fill' })
      .raw()
      .toBuffer();
  } catch {
    return undefined;
  }
}

/** Whether every picture of a moving one decodes without the slightest irregularity. */
async function allFramesDecode(clean: Uint8Array): Promise<boolean> {
  try {
    const every = sharp(clean, { ...READING, failOn: 'warning', animated: true });
    await every.resize(HASH_SIDE, HASH_SIDE, { fit: 'fill' }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}

/** In: LIKENESS_SIDE² grey values. Out: HASH_SIDE² of them, each the mean of a square, so that one decode serves both. */
function shrunk(grey: Uint8Array): Uint8Array {
  const step = LIKENESS_SIDE / HASH_SIDE;
  const sums = new Uint32Array(HASH_SIDE * HASH_SIDE);
  for (let i = 0; i < grey.length; i++) {
    const [x, y] = [i % LIKENESS_SIDE, Math.floor(i / LIKENESS_SIDE)];
    sums[Math.floor(y / step) * HASH_SIDE + Math.floor(x / step)]! += grey[i] as number;
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / (step * step)));
}
