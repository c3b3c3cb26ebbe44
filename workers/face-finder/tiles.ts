// How a picture is cut for a model that sees 320 × 240 px at a time: the sizes at which it is looked at, and the
// overlapping tiles of each. Pure.

/** px: what the model sees at once */
export const TILE = { width: 320, height: 240 } as const;

/** px of the longest side, each half as fine again as the last or so: faces from a twelfth of the picture to all of it */
export const EDGES = [240, 320, 640, 960, 1280, 1920] as const;
export const FINEST_EDGE = 1920;

/** Neighbouring tiles share so much, so that a face cut by one edge lies whole in the next tile. */
const OVERLAP = 0.2;

export interface TilePlace {
  x: number;
  y: number;
}

/** In: a picture's size in px. Out: where its tiles begin, row by row; one tile when it is no larger than that. */
export function tilesOf(width: number, height: number): TilePlace[] {
  const xs = startsAlong(width, TILE.width);
  return startsAlong(height, TILE.height).flatMap((y) => xs.map((x) => ({ x, y })));
}

/** Out: evenly spaced starts; the last tile ends where the picture ends. */
function startsAlong(length: number, tile: number): number[] {
  if (length <= tile) return [0];
  const overlap = Math.round(tile * OVERLAP);
  const count = Math.ceil((length - overlap) / (tile - overlap));
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - tile)) / (count - 1)));
}
