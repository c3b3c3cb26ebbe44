// Paints one hidden region: its cells, scaled up smoothly, over a rounded shape whose inside takes nothing from the picture.
// Only the soft edge, which lies outside that shape, is mixed with what was there.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { HIDDEN_EDGE } from '#app/domain/photos/edit-regions.ts';
import { type Area, type Cells, cellsOf, type Noise } from './blur-cells.ts';
import type { Pixels } from './pixels.ts';

/** The shape is |x|³ + |y|³ = 1 in the padded box: a full oval, in which every box lies well inside, and a neighbour's face does not. */
const ROUNDNESS = 3;

/** In: a padded box in px of the picture, which is changed in place. A box beside the picture changes nothing. */
export function blurRegion(pixels: Pixels, padded: FaceBox, noise: Noise): void {
  const area = within(pixels, padded, 1);
  if (!area) return;
  paint(pixels, padded, area, cellsOf(pixels, area, noise));
}

/** The whole px that the box, grown by a factor about its middle, covers of the picture; null when none. */
function within({ width, height }: Pixels, { x, y, ...box }: FaceBox, growth: number): Area | null {
  const moreX = (box.width * (growth - 1)) / 2;
  const moreY = (box.height * (growth - 1)) / 2;
  const left = Math.max(0, Math.floor(x - moreX));
  const top = Math.max(0, Math.floor(y - moreY));
  const right = Math.min(width, Math.ceil(x + box.width + moreX));
  const bottom = Math.min(height, Math.ceil(y + box.height + moreY));
  return left < right && top < bottom ? { left, top, right, bottom } : null;
}

function paint(pixels: Pixels, padded: FaceBox, area: Area, { columns, rows, values }: Cells): void {
  const drawn = within(pixels, padded, HIDDEN_EDGE) as Area;
  const [halfWidth, halfHeight] = [padded.width / 2, padded.height / 2];
  const [midX, midY] = [padded.x + padded.width / 2, padded.y + padded.height / 2];
  const across = shares(drawn.left, drawn.right, area.left, area.right, columns);
  const down = shares(drawn.top, drawn.bottom, area.top, area.bottom, rows);
  const { data, width } = pixels;
  for (let y = drawn.top; y < drawn.bottom; y++) {
    const v = Math.abs((y + 0.5 - midY) / halfHeight) ** ROUNDNESS;
    const line = mixedRow(values, columns, down.subarray(rows * (y - drawn.top), rows * (y - drawn.top + 1)));
    for (let x = drawn.left; x < drawn.right; x++) {
      const u = Math.abs((x + 0.5 - midX) / halfWidth);
      const share = coverage(u * u * u + v);
      if (share === 0) continue;
      let [red, green, blue] = [0, 0, 0];
      for (let column = 0, at = columns * (x - drawn.left); column < columns; column++, at++) {
        const part = across[at] as number;
        red += part * (line[3 * column] as number);
        green += part * (line[3 * column + 1] as number);
        blue += part * (line[3 * column + 2] as number);
      }
      const at = 3 * (y * width + x);
      if (share < 1) {
        red = share * red + (1 - share) * (data[at] as number);
        green = share * green + (1 - share) * (data[at + 1] as number);
        blue = share * blue + (1 - share) * (data[at + 2] as number);
      }
      data[at] = red + 0.5;
      data[at + 1] = green + 0.5;
      data[at + 2] = blue + 0.5;
    }
  }
}

/** In: |x|³ + |y|³. Out: 1 inside the shape, falling to 0 over the soft edge around it. */
function coverage(power: number): number {
  if (power <= 1) return 1;
  if (power >= HIDDEN_EDGE ** ROUNDNESS) return 0;
  return (HIDDEN_EDGE - power ** (1 / ROUNDNESS)) / (HIDDEN_EDGE - 1);
}

/**
 * For each px from `from` to `to`, the shares of `count` cells that divide `start` to `end`, adding up to 1: by the cubic
 * B-spline, which scales up and blurs strongly in one. Beyond the ends the last cell goes on.
 */
function shares(from: number, to: number, start: number, end: number, count: number): Float32Array {
  const all = new Float32Array(count * (to - from));
  for (let px = from; px < to; px++) {
    const place = ((px + 0.5 - start) / (end - start)) * count - 0.5;
    const first = Math.floor(place) - 1;
    const t = place - first - 1;
    const four = [
      (1 - t) ** 3 / 6,
      (3 * t ** 3 - 6 * t ** 2 + 4) / 6,
      (-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) / 6,
      t ** 3 / 6,
    ];
    four.forEach((share, index) => {
      const cell = Math.max(0, Math.min(count - 1, first + index));
      const at = count * (px - from) + cell;
      all[at] = (all[at] as number) + share;
    });
  }
  return all;
}

/** Out: the colours of one row of px, still in cells across. */
function mixedRow(values: Float32Array, columns: number, parts: Float32Array): Float32Array {
  const line = new Float32Array(3 * columns);
  for (let at = 0; at < values.length; at++) {
    const row = Math.floor(at / line.length);
    const to = at - row * line.length;
    line[to] = (line[to] as number) + (parts[row] as number) * (values[at] as number);
  }
  return line;
}
