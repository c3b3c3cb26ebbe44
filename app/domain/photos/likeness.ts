// By what a picture is known again when it comes back shrunk, cropped or a little turned (I-15): hashes of the coarse
// shapes of the whole picture and of pieces of it, never of a face.
import { HASH_SIDE, perceptualHash } from './perceptual-hash.ts';

/** Side in px of the square grey picture (filled, not fitted) that a likeness is made from. */
export const LIKENESS_SIDE = 128;

/**
 * In: LIKENESS_SIDE × LIKENESS_SIDE grey values, row by row. Out: the likeness, base64.
 * Errors: RangeError on another length.
 */
export function likenessOf(grey: Uint8Array): string {
  if (grey.length !== LIKENESS_SIDE * LIKENESS_SIDE)
    throw new RangeError('a likeness needs 128 × 128 grey values');
  const step = LIKENESS_SIDE / HASH_SIDE;
  const small = Uint8Array.from({ length: HASH_SIDE * HASH_SIDE }, (_, i) => {
    const [x, y] = [(i % HASH_SIDE) * step, Math.floor(i / HASH_SIDE) * step];
    let sum = 0;
    for (let dy = 0; dy < step; dy++)
      for (let dx = 0; dx < step; dx++) sum += grey[(y + dy) * LIKENESS_SIDE + x + dx] as number;
    return Math.round(sum / (step * step));
  });
  return Buffer.from(perceptualHash(small), 'hex').toString('base64');
}
