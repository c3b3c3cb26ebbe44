// Flat shapes for drawing a face without any picture library: each can say whether a point lies in it. Pure, so
// that the health of the face finder needs no loader of drawings in the isolated process.

export interface Shape {
  /** left, top, right, bottom: outside it nothing is covered */
  bounds: readonly [number, number, number, number];
  covers(x: number, y: number): boolean;
}

/** A step of a path: `[x, y]` is a straight line to there, `[cx, cy, x, y]` a curve bent towards the first point. */
export type Step = readonly [number, number] | readonly [number, number, number, number];

const CURVE_PIECES = 8;

export function oval(cx: number, cy: number, rx: number, ry: number): Shape {
  return {
    bounds: [cx - rx, cy - ry, cx + rx, cy + ry],
    covers: (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1,
  };
}

/** The inside of a closed path, by the even-odd rule. */
export function area(...steps: Step[]): Shape {
  const corners = flattened(steps);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    bounds: boundsOf(corners, 0),
    covers: (x, y) => {
      let inside = false;
      let before = xs.length - 1;
      for (let i = 0; i < xs.length; before = i++) {
        const [ax, ay, bx, by] = [
          xs[before] as number,
          ys[before] as number,
          xs[i] as number,
          ys[i] as number,
        ];
        if (by > y !== ay > y && x < ((ax - bx) * (y - by)) / (ay - by) + bx) inside = !inside;
      }
      return inside;
    },
  };
}

/** A path drawn with a round pen of `width`. */
export function line(width: number, ...steps: Step[]): Shape {
  const points = flattened(steps);
  const reach = width / 2;
  return {
    bounds: boundsOf(points, reach),
    covers: (x, y) => {
      for (let i = 1; i < points.length; i++)
        if (distanceSquared(x, y, points[i - 1] as Point, points[i] as Point) <= reach * reach) return true;
      return false;
    },
  };
}

type Point = readonly [number, number];

function flattened(steps: readonly Step[]): Point[] {
  const points: Point[] = [];
  for (const step of steps) {
    const from = points.at(-1);
    if (step.length === 2 || !from) {
      points.push([step[0], step[1]]);
      continue;
    }
    const [cx, cy, x, y] = step;
    for (let piece = 1; piece <= CURVE_PIECES; piece++) {
      const t = piece / CURVE_PIECES;
      const along = (a: number, b: number, c: number): number =>
        (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c;
      points.push([along(from[0], cx, x), along(from[1], cy, y)]);
    }
  }
  return points;
}

function boundsOf(points: readonly Point[], margin: number): Shape['bounds'] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [
    Math.min(...xs) - margin,
    Math.min(...ys) - margin,
    Math.max(...xs) + margin,
    Math.max(...ys) + margin,
  ];
}

function distanceSquared(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return (ax + t * dx - x) ** 2 + (ay + t * dy - y) ** 2;
}
