// Stretches light and shade to the full range, so that faces in a very dark or pale picture are found too. Plain
// arithmetic that leaves the colours as they are: a tenth of the cost of a perceptual colour space, and as good here.

const LEVELS = 256;
/** So many of the darkest and lightest pixels may go over the edge, as a share. */
const CLIPPED = 0.01;

/** Changes RGB pixels in place: the darkest lightness becomes 0 and the lightest 255, but for the few extremes. */
export function stretchLight(data: Uint8Array): void {
  const counts = new Uint32Array(LEVELS);
  for (let i = 0; i < data.length; i += 3) {
    const light = lightOf(data, i);
    counts[light] = (counts[light] as number) + 1;
  }
  const low = levelReached(counts, (data.length / 3) * CLIPPED);
  const high = levelReached(counts, (data.length / 3) * (1 - CLIPPED));
  if (high - low < 2) return;
  const change = Int16Array.from({ length: LEVELS }, (_, level) => {
    const stretched = Math.round((255 * (level - low)) / (high - low));
    return Math.max(0, Math.min(255, stretched)) - level;
  });
  const clamped = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length);
  for (let i = 0; i < data.length; i += 3) {
    const by = change[lightOf(data, i)] as number;
    clamped[i] = (data[i] as number) + by;
    clamped[i + 1] = (data[i + 1] as number) + by;
    clamped[i + 2] = (data[i + 2] as number) + by;
  }
}

/** Out: how light the pixel at this byte looks, 0 to 255. */
const lightOf = (data: Uint8Array, at: number): number =>
  (54 * (data[at] as number) + 183 * (data[at + 1] as number) + 19 * (data[at + 2] as number)) >> 8;

/** Out: the lightness at which more than so many pixels are no lighter. */
function levelReached(counts: Uint32Array, pixels: number): number {
  let seen = 0;
  for (let level = 0; level < LEVELS; level++) {
    seen += counts[level] as number;
    if (seen > pixels) return level;
  }
  return LEVELS - 1;
}
