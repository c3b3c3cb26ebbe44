// Coarse maps of a picture: at each point of a grid, whether it is lighter than what lies around it, than what lies to
// its left and than what lies above it, where that is plain. Maps laid over each other tell a likeness from a chance.

import type { Placing } from './likeness-pieces.ts';

/** Side of the grid. */
export const MAP_SIDE = 40;

/** What is said of a point in each of three pairs of bits: 0 too even to say, 1 darker, 2 lighter. */
const [AROUND, LEFT, ABOVE] = [0, 2, 4] as const;
const LAYERS = [AROUND, LEFT, ABOVE] as const;

/** Bytes of the maps as kept: six bits a point. */
export const MAP_BYTES = (MAP_SIDE * MAP_SIDE * 6) / 8;

/** Share of the points that count in a layer, at most: the evenest are left out. */
const COUNTED = 0.6;
/** Grey levels below which a difference may be noise. */
const LEAST_DIFFERENCE = 1.2;

/** Reach of the two blurs that are compared, as shares of the side. */
const [NEAR, WIDE] = [0.012, 0.045];

/** In: side² grey values. Out: MAP_SIDE² points of three layers each, row by row. */
export function mapOf(grey: Float64Array, side: number): Uint8Array {
  const places = Int32Array.from({ length: MAP_SIDE }, (_, i) => Math.floor(((i + 0.5) * side) / MAP_SIDE));
  const near = blurred(
    grey,
    side,
    NEAR * side,
    Int32Array.from({ length: side }, (_, i) => i),
  );
  const wide = blurred(grey, side, WIDE * side, places);
  const step = Math.round(side / MAP_SIDE);
  const at = (x: number, y: number): number =>
    near[Math.min(side - 1, Math.max(0, y)) * side + Math.min(side - 1, Math.max(0, x))] as number;
  const differences: Record<number, (x: number, y: number, i: number) => number> = {
    [AROUND]: (x, y, i) => at(x, y) - (wide[i] as number),
    [LEFT]: (x, y) => at(x + step, y) - at(x - step, y),
    [ABOVE]: (x, y) => at(x, y + step) - at(x, y - step),
  };
  const map = new Uint8Array(MAP_SIDE * MAP_SIDE);
  for (const layer of LAYERS) {
    const difference = differences[layer] as (x: number, y: number, i: number) => number;
    const values = new Float64Array(map.length);
    for (let i = 0; i < map.length; i++) {
      const [x, y] = [places[i % MAP_SIDE] as number, places[Math.floor(i / MAP_SIDE)] as number];
      values[i] = difference(x, y, i);
    }
    const sizes = values.map(Math.abs).sort();
    const least = Math.max(LEAST_DIFFERENCE, sizes[Math.floor(sizes.length * (1 - COUNTED))] as number);
    values.forEach((value, i) => {
      if (Math.abs(value) >= least) map[i]! |= (value > 0 ? 2 : 1) << layer;
    });
  }
  return map;
}

/** How often lighter and darker take turns along the rows and columns: what there is to be known by. */
export function variety(map: Uint8Array): number {
  let turns = 0;
  for (const across of [true, false])
    for (let line = 0; line < MAP_SIDE; line++) {
      let last = 0;
      for (let i = 0; i < MAP_SIDE; i++) {
        const point = (map[across ? line * MAP_SIDE + i : i * MAP_SIDE + line] as number) & 3;
        if (point && last && point !== last) turns++;
        if (point) last = point;
      }
    }
  return turns;
}

/** What two maps say where one lies over the other. */
export interface Lying {
  /** points that are plain in both, of all layers looked at */
  points: number;
  /** share of those that agree */
  share: number;
}

/** For two points, 64 × the one + the other: points plain in both << 16 | points that agree, over some layers. */
const alikeIn = (layers: readonly number[]): Uint32Array =>
  Uint32Array.from({ length: 64 * 64 }, (_, pair) =>
    layers.reduce((sum, layer) => {
      const [mine, other] = [(pair >> (6 + layer)) & 3, (pair >> layer) & 3];
      return mine && other ? sum + 0x10000 + Number(mine === other) : sum;
    }, 0),
  );
/** Which layers are looked at: all together, and each by itself. */
export const ALL_LAYERS: Uint32Array = alikeIn(LAYERS);
export const EACH_LAYER: readonly Uint32Array[] = LAYERS.map((layer) => alikeIn([layer]));

/** What was lighter than its left is darker than it in a mirror. */
const MIRRORED: Uint8Array = Uint8Array.from({ length: 64 }, (_, point) =>
  (point >> LEFT) & 3 ? point ^ (3 << LEFT) : point,
);

/**
 * Lays the map of a part over the map of a whole.
 * @param placing where the part lies in the whole
 * @param mirrored whether the part is seen in a mirror first
 * @param step 2 looks at every second point of every second row only
 * @param alike ALL_LAYERS, or one of EACH_LAYER
 */
export function lay(
  part: Uint8Array,
  whole: Uint8Array,
  [a, b, c, d, e, f]: Placing,
  mirrored: boolean,
  step: 1 | 2,
  alike: Uint32Array = ALL_LAYERS,
): Lying {
  let sum = 0;
  const half = 0.5 / MAP_SIDE;
  for (let row = 0; row < MAP_SIDE; row += step) {
    const v = row / MAP_SIDE + half;
    const [x0, y0] = [(b * v + c + a * half) * MAP_SIDE, (e * v + f + d * half) * MAP_SIDE];
    for (let column = 0; column < MAP_SIDE; column += step) {
      const x = x0 + a * column;
      const y = y0 + d * column;
      if (x < 0 || y < 0 || x >= MAP_SIDE || y >= MAP_SIDE) continue;
      const at = row * MAP_SIDE + (mirrored ? MAP_SIDE - 1 - column : column);
      const mine = mirrored ? MIRRORED[part[at] as number] : part[at];
      sum += alike[((mine as number) << 6) | (whole[(y | 0) * MAP_SIDE + (x | 0)] as number)] as number;
    }
  }
  const points = sum >>> 16;
  return { points, share: points ? (sum & 0xffff) / points : 0 };
}

/** Out: the blurred picture, but only where its rows and columns among `places` (a multiple of four) cross, row by row. */
function blurred(grey: Float64Array, side: number, sigma: number, places: Int32Array): Float64Array {
  const reach = Math.ceil(sigma * 2.5);
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  // A row with its ends repeated as far as the blur reaches, so that every point of it is summed alike.
  const line = new Float64Array(side + 2 * reach);
  const once = (from: Float64Array): Float64Array => {
    // Blurs along x and writes turned on its side, so that doing it twice blurs both ways.
    const rows = from.length / side;
    const to = new Float64Array(places.length * rows);
    for (let y = 0; y < rows; y++) {
      line.fill(from[y * side] as number, 0, reach);
      line.set(from.subarray(y * side, (y + 1) * side), reach);
      line.fill(from[(y + 1) * side - 1] as number, reach + side);
      for (let i = 0; i < places.length; i += 4) {
        const [x0, x1] = [places[i] as number, places[i + 1] as number];
        const [x2, x3] = [places[i + 2] as number, places[i + 3] as number];
        // Four points side by side: sums that need not wait for each other take a third of the time.
        let a = 0;
        let b = 0;
        let c = 0;
        let d = 0;
        for (let k = 0; k < weights.length; k++) {
          const weight = weights[k] as number;
          a += (line[x0 + k] as number) * weight;
          b += (line[x1 + k] as number) * weight;
          c += (line[x2 + k] as number) * weight;
          d += (line[x3 + k] as number) * weight;
        }
        to[i * rows + y] = a / total;
        to[(i + 1) * rows + y] = b / total;
        to[(i + 2) * rows + y] = c / total;
        to[(i + 3) * rows + y] = d / total;
      }
    }
    return to;
  };
  return once(once(grey));
}
