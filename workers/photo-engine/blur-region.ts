// Paints one hidden region: its cells, scaled up smoothly, over a rounded shape whose inside takes nothing from the picture.
// Only the soft edge, which lies outside that shape, is mixed with what was there.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { HIDDEN_EDGE } from '#app/domain/photos/edit-regions.ts';
import { type Area, type Cells, cellsOf, type Noise } from './blur-cells.ts';
import type { Pixels } from './pixels.ts';

/** The shape is |x|⁴ + |y|⁴ = 1 in the padded box: a rectangle with generous corners, and every face box lies well inside. */
const ROUNDNESS = 4;

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

function paint(pixels: Pixels, padded: FaceBox, area: Area, cells: Cells): void {
  const drawn = within(pixels, padded, HIDDEN_EDGE) as Area;
  const [halfWidth, halfHeight] = [padded.width / 2, padded.height / 2];
  const [midX, midY] = [padded.x + padded.width / 2, padded.y + padded.height / 2];
  const across = spread(drawn.left, drawn.right, area.left, area.right, cells.columns);
  const down = spread(drawn.top, drawn.bottom, area.top, area.bottom, cells.rows);
  const line = new Float32Array(3 * cells.columns);
  for (let y = drawn.top; y < drawn.bottom; y++) {
    const v = ((y + 0.5 - midY) / halfHeight) ** ROUNDNESS;
    mixRows(line, cells, down, y - drawn.top);
    for (let x = drawn.left; x < drawn.right; x++) {
      const u = (x + 0.5 - midX) / halfWidth;
      const share = coverage(u * u * u * u + v);
      if (share === 0) continue;
      const at = 3 * (y * pixels.width + x);
      const from = 4 * (x - drawn.left);
      for (let c = 0; c < 3; c++) {
        const hidden =
          (across.weights[from] as number) * (line[3 * (across.cells[from] as number) + c] as number) +
          (across.weights[from + 1] as number) *
            (line[3 * (across.cells[from + 1] as number) + c] as number) +
          (across.weights[from + 2] as number) *
            (line[3 * (across.cells[from + 2] as number) + c] as number) +
          (across.weights[from + 3] as number) * (line[3 * (across.cells[from + 3] as number) + c] as number);
        pixels.data[at + c] =
          share === 1 ? hidden + 0.5 : share * hidden + (1 - share) * (pixels.data[at + c] as number) + 0.5;
      }
    }
  }
}

/** In: |x|⁴ + |y|⁴. Out: 1 inside the shape, falling to 0 over the soft edge around it. */
function coverage(power: number): number {
  if (power <= 1) return 1;
  if (power >= HIDDEN_EDGE ** ROUNDNESS) return 0;
  return (HIDDEN_EDGE - power ** (1 / ROUNDNESS)) / (HIDDEN_EDGE - 1);
}

interface Spread {
  /** four cells for each px, in order */
  cells: Uint8Array;
  /** their shares, which add up to 1 */
  weights: Float32Array;
}

/**
 * For each px from `from` to `to`: the four nearest of `count` cells that divide `start` to `end`, and their shares by the
 * cubic B-spline, which scales up and blurs strongly in one. Beyond the ends the last cell goes on.
 */
function spread(from: number, to: number, start: number, end: number, count: number): Spread {
  const cells = new Uint8Array(4 * (to - from));
  const weights = new Float32Array(4 * (to - from));
  for (let px = from; px < to; px++) {
    const place = ((px + 0.5 - start) / (end - start)) * count - 0.5;
    const first = Math.floor(place);
    const t = place - first;
    const at = 4 * (px - from);
    for (let i = 0; i < 4; i++) cells[at + i] = Math.max(0, Math.min(count - 1, first - 1 + i));
    weights[at] = (1 - t) ** 3 / 6;
    weights[at + 1] = (3 * t ** 3 - 6 * t ** 2 + 4) / 6;
    weights[at + 2] = (-3 * t ** 3 + 3 * t ** 2 + 3 * t + 1) / 6;
    weights[at + 3] = t ** 3 / 6;
  }
  return { cells, weights };
}

/** Fills `line` with the colours of one row of px, still in cells across. */
function mixRows(line: Float32Array, { columns, values }: Cells, down: Spread, row: number): void {
  line.fill(0);
  for (let i = 0; i < 4; i++) {
    const share = down.weights[4 * row + i] as number;
    const start = 3 * columns * (down.cells[4 * row + i] as number);
    for (let at = 0; at < line.length; at++)
      line[at] = (line[at] as number) + share * (values[start + at] as number);
  }
}
