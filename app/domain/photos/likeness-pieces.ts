// The pieces of a picture that somebody may have cut out of it, and the picture a little turned: what a likeness is
// hashed from, so that a crop is known by the whole it came from.

/** Side in px of the small grey square that pieces are hashed from. */
export const PIECE_SIDE = 32;

/** Bits of the hash of one piece. */
export const HASH_BITS = 128;

/** 32-bit words of that. */
export const HASH_WORDS = HASH_BITS / 32;

const FREQUENCIES = 16;

/**
 * Pairs of frequencies (across, down): the coarsest, without mean brightness. The first half is the same in a mirror,
 * the second half has every sign turned round, so that one comparison answers for both.
 */
const PAIRS: readonly (readonly [number, number])[] = [0, 1].flatMap((odd) =>
  Array.from(
    { length: FREQUENCIES * FREQUENCIES },
    (_, i) => [i % FREQUENCIES, Math.floor(i / FREQUENCIES)] as const,
  )
    .filter(([across, down]) => across % 2 === odd && across + down > 0)
    .sort(([u, v], [s, t]) => u + v - s - t || u - s)
    .slice(0, HASH_BITS / 2),
);

/** Where the waves of each pair begin among those of a picture: frequency × PIECE_SIDE. */
const ACROSS_AT = Int32Array.from(PAIRS, ([across]) => across * PIECE_SIDE);
const DOWN_AT = Int32Array.from(PAIRS, ([, down]) => down * PIECE_SIDE);

/** Start and length of a piece along one side, as shares of it: every size that may be left, at every place. */
const SPANS: readonly (readonly [number, number])[] = [
  [1, 1],
  [0.93, 3],
  [0.86, 5],
  [0.79, 6],
].flatMap(([length = 1, places = 1]) =>
  Array.from(
    { length: places },
    (_, i) => [places === 1 ? 0 : ((1 - length) * i) / (places - 1), length] as const,
  ),
);

/** Degrees by which the picture is turned, and how much of it is then left. */
const TURNS: readonly (readonly [number, number])[] = [-5, -3.5, -2, 2, 3.5, 5].flatMap((degrees) => [
  [degrees, 1] as const,
  [degrees, 1 - Math.abs(degrees) * 0.02] as const,
]);

/** Where a point of a piece lies in the whole: x = a·u + b·v + c, y = d·u + e·v + f, all from 0 to 1. */
export type Placing = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Every piece, the whole picture first. */
export const PLACINGS: readonly Placing[] = [
  ...SPANS.flatMap(([y, h]) => SPANS.map(([x, w]): Placing => [w, 0, x, 0, h, y])),
  ...TURNS.map(([degrees, left]) => turned(degrees, left)),
];

function turned(degrees: number, left: number): Placing {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180) * left, Math.sin((degrees * Math.PI) / 180) * left];
  return [cos, -sin, (1 - cos + sin) / 2, sin, cos, (1 - sin - cos) / 2];
}

/** The waves of a span: [frequency × PIECE_SIDE + px], and the px from and to which it reaches. */
interface Waves {
  cosines: Float64Array;
  from: number;
  to: number;
}

function wavesOf([start, length]: readonly [number, number]): Waves {
  const cosines = new Float64Array(FREQUENCIES * PIECE_SIDE);
  const from = Math.ceil(start * PIECE_SIDE - 0.5);
  const to = Math.floor((start + length) * PIECE_SIDE - 0.5) + 1;
  for (let px = from; px < to; px++)
    for (let k = 0; k < FREQUENCIES; k++)
      cosines[k * PIECE_SIDE + px] = Math.cos((Math.PI * k * ((px + 0.5) / PIECE_SIDE - start)) / length);
  return { cosines, from, to };
}

const WAVES: readonly Waves[] = SPANS.map(wavesOf);
const [WHOLE] = WAVES as [Waves];

/**
 * In: PIECE_SIDE² grey values, row by row. Out: the hash of each of PLACINGS, HASH_BITS / 32 words each: the signs of
 * the coarsest waves, which neither brightness nor contrast changes.
 */
export function hashPieces(grey: Float64Array): Uint32Array {
  const level = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const centred = grey.map((value) => value - level);
  const hashes = new Uint32Array(PLACINGS.length * HASH_WORDS);
  const across = WAVES.map((waves) => wavesAcross(centred, waves));
  let at = 0;
  for (const down of WAVES)
    for (const rows of across) {
      writeSigns(hashes, at, rows, down);
      at += HASH_WORDS;
    }
  for (const placing of PLACINGS.slice(at / HASH_WORDS)) {
    writeSigns(hashes, at, wavesAcross(sampled(centred, placing), WHOLE), WHOLE);
    at += HASH_WORDS;
  }
  return hashes;
}

// Both loops below carry four sums side by side: sums that need not wait for each other take a third of the time.

/** How strongly each wave runs across each row: [frequency × PIECE_SIDE + row] */
function wavesAcross(grey: Float64Array, { cosines, from, to }: Waves): Float64Array {
  const rows = new Float64Array(FREQUENCIES * PIECE_SIDE);
  for (let k = 0; k < FREQUENCIES * PIECE_SIDE; k += 4 * PIECE_SIDE)
    for (let y = 0; y < PIECE_SIDE; y++) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let x = from; x < to; x++) {
        const value = grey[y * PIECE_SIDE + x] as number;
        a += value * (cosines[k + x] as number);
        b += value * (cosines[k + PIECE_SIDE + x] as number);
        c += value * (cosines[k + 2 * PIECE_SIDE + x] as number);
        d += value * (cosines[k + 3 * PIECE_SIDE + x] as number);
      }
      rows[k + y] = a;
      rows[k + PIECE_SIDE + y] = b;
      rows[k + 2 * PIECE_SIDE + y] = c;
      rows[k + 3 * PIECE_SIDE + y] = d;
    }
  return rows;
}

function writeSigns(hashes: Uint32Array, at: number, rows: Float64Array, { cosines, from, to }: Waves): void {
  for (let bit = 0; bit < HASH_BITS; bit += 4) {
    const u0 = ACROSS_AT[bit] as number;
    const v0 = DOWN_AT[bit] as number;
    const u1 = ACROSS_AT[bit + 1] as number;
    const v1 = DOWN_AT[bit + 1] as number;
    const u2 = ACROSS_AT[bit + 2] as number;
    const v2 = DOWN_AT[bit + 2] as number;
    const u3 = ACROSS_AT[bit + 3] as number;
    const v3 = DOWN_AT[bit + 3] as number;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let y = from; y < to; y++) {
      a += (rows[u0 + y] as number) * (cosines[v0 + y] as number);
      b += (rows[u1 + y] as number) * (cosines[v1 + y] as number);
      c += (rows[u2 + y] as number) * (cosines[v2 + y] as number);
      d += (rows[u3 + y] as number) * (cosines[v3 + y] as number);
    }
    const signs = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
    hashes[at + (bit >> 5)]! |= signs << (bit & 31);
  }
}

/** The picture as it looks through a placing; past its edge the edge goes on. */
function sampled(grey: Float64Array, [a, b, c, d, e, f]: Placing): Float64Array {
  const last = PIECE_SIDE - 1;
  const seen = new Float64Array(grey.length);
  for (let i = 0; i < seen.length; i++) {
    const u = ((i % PIECE_SIDE) + 0.5) / PIECE_SIDE;
    const v = (Math.floor(i / PIECE_SIDE) + 0.5) / PIECE_SIDE;
    const x = Math.min(last, Math.max(0, (a * u + b * v + c) * PIECE_SIDE - 0.5));
    const y = Math.min(last, Math.max(0, (d * u + e * v + f) * PIECE_SIDE - 0.5));
    const at = Math.floor(y) * PIECE_SIDE + Math.floor(x);
    const [right, below] = [x < last ? 1 : 0, y < last ? PIECE_SIDE : 0];
    const [dx, dy] = [x - Math.floor(x), y - Math.floor(y)];
    const top = (grey[at] as number) * (1 - dx) + (grey[at + right] as number) * dx;
    const bottom = (grey[at + below] as number) * (1 - dx) + (grey[at + below + right] as number) * dx;
    seen[i] = top * (1 - dy) + bottom * dy;
  }
  return seen;
}
