// The step of hiding that cannot be undone: a region becomes a few cells, each the mean of all its pixels, made coarse and
// given noise, so that neither the picture nor the exact means can be had back (I-08).
import type { Pixels } from './pixels.ts';

/**
 * A region becomes at most this many cells to a side: a face within its margin, fewer than two. With three, an attacker who
 * holds the very same portrait of every candidate does no better than chance; with four or six, a little (tests say how much).
 */
export const MOST_CELLS = 3;

/** A cell is never the mean of less than this many px to a side, so that a small region keeps fewer cells, not its picture. */
const LEAST_CELL = 4;

/** Levels of a cell's colour are this far apart: 16 of them. */
const LEVEL = 16;

/** Most levels of 256 that noise moves a cell's colour by, either way. */
export const MOST_NOISE = 10;

/** Out: a whole number from -MOST_NOISE to MOST_NOISE, anew for every cell and colour. */
export type Noise = () => number;

/** whole px; right and bottom are just outside */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Cells {
  columns: number;
  rows: number;
  /** red, green, blue of each cell, row by row, 0 to 255 */
  values: Float32Array;
}

/** In: an area that lies within the picture and is not empty. Out: its cells, coarse and noised. */
export function cellsOf(pixels: Pixels, area: Area, noise: Noise): Cells {
  const [width, height] = [area.right - area.left, area.bottom - area.top];
  const columns = cellCount(width, height);
  const rows = cellCount(height, width);
  const values = new Float32Array(3 * columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const mean = meanColour(pixels, {
        left: area.left + cellEdge(column, columns, width),
        right: area.left + cellEdge(column + 1, columns, width),
        top: area.top + cellEdge(row, rows, height),
        bottom: area.top + cellEdge(row + 1, rows, height),
      });
      values.set(
        mean.map((value) => coarse(value, noise())),
        3 * (row * columns + column),
      );
    }
  return { columns, rows, values };
}

/** Out: how many cells a side of `side` px is divided into, when the other is `other` px. */
export function cellCount(side: number, other: number): number {
  const byShape = Math.round((MOST_CELLS * side) / Math.max(side, other));
  return Math.max(1, Math.min(Math.max(2, byShape), Math.floor(side / LEAST_CELL)));
}

/** Out: where the nth cell begins, in whole px from the start of the area. */
export const cellEdge = (n: number, count: number, side: number): number => Math.round((n * side) / count);

function meanColour({ data, width }: Pixels, { left, right, top, bottom }: Area): number[] {
  let [red, green, blue] = [0, 0, 0];
  for (let y = top; y < bottom; y++)
    for (let at = 3 * (y * width + left), end = 3 * (y * width + right); at < end; at += 3) {
      red += data[at] as number;
      green += data[at + 1] as number;
      blue += data[at + 2] as number;
    }
  const count = (right - left) * (bottom - top);
  return [red / count, green / count, blue / count];
}

/** The middle of the value's level, moved by noise. */
const coarse = (value: number, noise: number): number =>
  Math.max(0, Math.min(255, LEVEL * Math.floor(value / LEVEL) + LEVEL / 2 + noise));
