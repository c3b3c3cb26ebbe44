// A box being drawn, moved or sized by a finger or by keys, always within the photo and never too small to be seen.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { Point, Size } from './picture-view.ts';

/** Which part of a box is held: one of its corners, or all of it. */
export type Hold = 'nw' | 'ne' | 'sw' | 'se' | 'all';

/** px of the photo: a box smaller than this is a slip of the finger. */
export const LEAST_SIDE = 8;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));

/** The box between two points, within the photo. */
export function boxBetween(a: Point, b: Point, picture: Size): FaceBox {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)].map((x) => clamp(x, 0, picture.width));
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)].map((y) => clamp(y, 0, picture.height));
  return fitting(
    { x: left ?? 0, y: top ?? 0, width: (right ?? 0) - (left ?? 0), height: (bottom ?? 0) - (top ?? 0) },
    picture,
  );
}

/** The box after what is held was dragged by so many px of the photo. */
export function dragged(box: FaceBox, hold: Hold, by: Point, picture: Size): FaceBox {
  if (hold === 'all')
    return {
      ...box,
      x: clamp(box.x + by.x, 0, picture.width - box.width),
      y: clamp(box.y + by.y, 0, picture.height - box.height),
    };
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const x = hold.endsWith('w') ? clamp(box.x + by.x, 0, right - LEAST_SIDE) : box.x;
  const y = hold.startsWith('n') ? clamp(box.y + by.y, 0, bottom - LEAST_SIDE) : box.y;
  const end = hold.endsWith('e') ? clamp(right + by.x, box.x + LEAST_SIDE, picture.width) : right;
  const low = hold.startsWith('s') ? clamp(bottom + by.y, box.y + LEAST_SIDE, picture.height) : bottom;
  return { x, y, width: end - x, height: low - y };
}

/** What an arrow key does to a box: moves it, or with Shift sizes it at its far corner. Null for any other key. */
export function keyed(
  box: FaceBox,
  { key, shiftKey }: { key: string; shiftKey: boolean },
  picture: Size,
): FaceBox | null {
  const step = Math.max(2, Math.round(Math.max(picture.width, picture.height) / 100));
  const by = ARROWS[key];
  if (!by) return null;
  return dragged(box, shiftKey ? 'se' : 'all', { x: by.x * step, y: by.y * step }, picture);
}

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Which corner of the box a finger took hold of, within `reach` px of the photo; `all` inside it; null beside it. */
export function holdAt(box: FaceBox, point: Point, reach: number): Hold | null {
  const corners: readonly [Hold, number, number][] = [
    ['nw', box.x, box.y],
    ['ne', box.x + box.width, box.y],
    ['sw', box.x, box.y + box.height],
    ['se', box.x + box.width, box.y + box.height],
  ];
  const near = corners
    .map(([hold, x, y]) => ({ hold, far: Math.hypot(point.x - x, point.y - y) }))
    .sort((a, b) => a.far - b.far)[0];
  const middle = Math.min(box.width, box.height) / 2;
  if (near && near.far <= Math.min(reach, Math.max(middle, reach / 2))) return near.hold;
  const inside =
    point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
  return inside ? 'all' : null;
}

/** A box to begin with for those who use keys: as large as a typical face of this photo, in the middle of what is seen. */
export function startingBox(seen: FaceBox, faces: readonly { box: FaceBox }[], picture: Size): FaceBox {
  const sides = faces.map(({ box }) => Math.max(box.width, box.height)).sort((a, b) => a - b);
  const side = Math.min(
    sides[Math.floor(sides.length / 2)] ?? Math.min(picture.width, picture.height) / 8,
    seen.width / 2,
    seen.height / 2,
  );
  return fitting(
    {
      x: seen.x + (seen.width - side) / 2,
      y: seen.y + (seen.height - side) / 2,
      width: side,
      height: side,
    },
    picture,
  );
}

function fitting(box: FaceBox, picture: Size): FaceBox {
  const width = clamp(box.width, LEAST_SIDE, picture.width);
  const height = clamp(box.height, LEAST_SIDE, picture.height);
  return {
    x: clamp(box.x, 0, picture.width - width),
    y: clamp(box.y, 0, picture.height - height),
    width,
    height,
  };
}

/** Whole px, as a box is kept. */
export const wholePx = ({ x, y, width, height }: FaceBox): FaceBox => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.max(1, Math.round(width)),
  height: Math.max(1, Math.round(height)),
});

/** Where a box is, said to somebody who cannot see it. */
export function boxInWords(box: FaceBox, picture: Size): string {
  const share = (part: number, whole: number): number => Math.round((100 * part) / whole);
  return (
    `${share(box.x + box.width / 2, picture.width)} % from the left, ` +
    `${share(box.y + box.height / 2, picture.height)} % from the top, ` +
    `${share(box.width, picture.width)} % wide and ${share(box.height, picture.height)} % high`
  );
}
