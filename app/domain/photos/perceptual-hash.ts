// A picture's likeness in 64 bits: survives shrinking and re-encoding, so a photo that was taken down can be
// known again (I-15). Made from the coarse shapes of the whole picture, never from a face.

/** Side in px of the small grey picture that is hashed. */
export const HASH_SIDE = 32;

const KEPT = 8;

/** cosines[u * HASH_SIDE + x], the basis of the discrete cosine transform's eight lowest frequencies */
const cosines = Float64Array.from({ length: KEPT * HASH_SIDE }, (_, i) => {
  const [u, x] = [Math.floor(i / HASH_SIDE), i % HASH_SIDE];
  return Math.cos(((2 * x + 1) * u * Math.PI) / (2 * HASH_SIDE));
});

/**
 * In: HASH_SIDE × HASH_SIDE grey values, row by row. Out: 16 lower-case hex digits, one bit for each of the 64
 * lowest frequencies (set when above their median; the first, the mean brightness, is always 0).
 * Errors: RangeError on another length.
 */
export function perceptualHash(grey: Uint8Array): string {
  if (grey.length !== HASH_SIDE * HASH_SIDE)
    throw new RangeError('a perceptual hash needs 32 × 32 grey values');
  const rows = new Float64Array(KEPT * HASH_SIDE);
  for (let u = 0; u < KEPT; u++)
    for (let y = 0; y < HASH_SIDE; y++)
      for (let x = 0; x < HASH_SIDE; x++)
        rows[u * HASH_SIDE + y]! +=
          (grey[y * HASH_SIDE + x] as number) * (cosines[u * HASH_SIDE + x] as number);
  const frequencies: number[] = [];
  for (let v = 0; v < KEPT; v++)
    for (let u = 0; u < KEPT; u++) {
      let sum = 0;
      for (let y = 0; y < HASH_SIDE; y++)
        sum += (rows[u * HASH_SIDE + y] as number) * (cosines[v * HASH_SIDE + y] as number);
      frequencies.push(sum);
    }
  const median = frequencies.slice(1).sort((a, b) => a - b)[31] as number;
  const bits = frequencies.map((value, i) => (i > 0 && value > median ? '1' : '0')).join('');
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}

/** In: two perceptual hashes. Out: 0 (the same picture) to 64; below about 10 is probably the same picture. */
export function hashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; different > 0n; different &= different - 1n) count++;
  return count;
}
