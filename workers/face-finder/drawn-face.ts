// A face drawn by us into plain pixels: no person, no rights, and its place known exactly. The health of the face
// finder is proved on a picture of such faces, and tests draw theirs with it.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { area, line, oval, type Shape } from './drawn-shapes.ts';
import type { Pixels } from './pixels.ts';

export type Colour = readonly [number, number, number];

export interface FaceDrawing {
  /** px: the middle of the face's oval */
  x: number;
  y: number;
  /** px: from the top of the forehead to the chin */
  size: number;
  /** degrees, clockwise; default 0, upright */
  tilt?: number;
  mirrored?: boolean;
  skin: Colour;
  hair: Colour;
  clothes?: Colour;
  /** over the hair, with a peak; default bareheaded */
  hat?: Colour;
  glasses?: boolean;
}

/** The face's oval on the drawing board, and how high a face is there. */
const OVAL = { cx: 100, cy: 125, rx: 68, ry: 92 };
const BOARD_HEIGHT = 2 * OVAL.ry;

interface Layer {
  shape: Shape;
  colour: (face: FaceDrawing) => Colour | undefined;
  opacity?: number;
  /** darker towards the edge of the face, as a round thing is */
  rounded?: boolean;
}

const always = (colour: Colour) => () => colour;
const INK: Colour = [58, 36, 22];
const glasses = ({ glasses: worn }: FaceDrawing) => (worn ? ([30, 30, 35] as const) : undefined);

/** From the back to the front. */
const LAYERS: readonly Layer[] = [
  { shape: oval(100, 105, 88, 112), colour: (face) => face.hair },
  { shape: area([72, 205], [128, 205], [128, 264], [72, 264]), colour: (face) => face.skin },
  { shape: area([20, 300], [100, 215, 180, 300]), colour: (face) => face.clothes ?? [51, 68, 85] },
  { shape: oval(OVAL.cx, OVAL.cy, OVAL.rx, OVAL.ry), colour: (face) => face.skin, rounded: true },
  {
    shape: area([34, 95], [60, 14, 100, 28], [150, 14, 166, 95], [140, 62, 100, 66], [60, 62, 34, 95]),
    colour: (face) => face.hair,
  },
  { shape: line(6, [52, 96], [70, 84, 88, 95]), colour: (face) => face.hair },
  { shape: line(6, [112, 95], [130, 84, 148, 96]), colour: (face) => face.hair },
  ...[71, 129].flatMap((x): Layer[] => [
    { shape: oval(x, 112, 15, 8), colour: always([255, 255, 255]) },
    { shape: oval(x, 112, 7, 7), colour: always([64, 37, 21]) },
    { shape: oval(x, 112, 3, 3), colour: always([0, 0, 0]) },
    { shape: line(3, [x - 15, 110], [x, 98, x + 15, 110]), colour: always(INK) },
    { shape: line(3, [x - 22, 112], [x, 90, x + 22, 112], [x, 140, x - 22, 112]), colour: glasses },
  ]),
  { shape: line(3, [93, 110], [107, 110]), colour: glasses },
  {
    shape: area([100, 112], [92, 145, 86, 152], [100, 162, 114, 152], [108, 145, 100, 112]),
    colour: always([0, 0, 0]),
    opacity: 0.13,
  },
  { shape: oval(92, 153, 4, 3), colour: always([0, 0, 0]), opacity: 0.4 },
  { shape: oval(108, 153, 4, 3), colour: always([0, 0, 0]), opacity: 0.4 },
  { shape: area([70, 178], [100, 168, 130, 178], [100, 204, 70, 178]), colour: always([163, 64, 64]) },
  { shape: area([76, 180], [100, 176, 124, 180], [100, 190, 76, 180]), colour: always([255, 255, 255]) },
  { shape: area([10, 78], [18, -22, 100, -22], [182, -22, 190, 78]), colour: (face) => face.hat },
  {
    shape: area([6, 74], [100, 56, 194, 74], [194, 90], [100, 70, 6, 90]),
    colour: (face) => face.hat && shaded(face.hat, 0.7),
  },
];

/** What the whole drawing, hair to shoulders, may cover: left, top, right, bottom on the board. */
const BOARD = [6, -22, 194, 300] as const;

/** Draws the face into the pixels, over what is there; what lies beyond the edge is cut off. */
export function drawFace(into: Pixels, face: FaceDrawing): void {
  const layers = LAYERS.flatMap((layer): Painted[] => {
    const colour = layer.colour(face);
    const [left, top, right, bottom] = layer.shape.bounds;
    return colour
      ? [
          {
            covers: layer.shape.covers,
            left,
            top,
            right,
            bottom,
            paint: colour,
            opacity: layer.opacity ?? 1,
            rounded: layer.rounded ?? false,
          },
        ]
      : [];
  });
  const scale = face.size / BOARD_HEIGHT;
  const angle = ((face.tilt ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle) / scale, Math.sin(angle) / scale];
  const side = face.mirrored ? -1 : 1;
  const grid = scale < 0.3 ? 4 : 2;
  const reach = Math.ceil(Math.hypot(BOARD[2] - OVAL.cx, BOARD[3] - OVAL.cy) * scale);
  const lastX = Math.min(into.width - 1, face.x + reach);
  const lastY = Math.min(into.height - 1, face.y + reach);
  const seen = new Float64Array(3);
  const sum = new Float64Array(3);
  for (let y = Math.max(0, Math.floor(face.y - reach)); y <= lastY; y++)
    for (let x = Math.max(0, Math.floor(face.x - reach)); x <= lastX; x++) {
      const dx = x - face.x;
      const dy = y - face.y;
      const u = side * (cos * dx + sin * dy) + OVAL.cx;
      const v = cos * dy - sin * dx + OVAL.cy;
      if (u < BOARD[0] - 2 || u > BOARD[2] + 2 || v < BOARD[1] - 2 || v > BOARD[3] + 2) continue;
      const at = 3 * (y * into.width + x);
      sum.fill(0);
      for (let i = 0; i < grid * grid; i++) {
        const sx = dx + ((i % grid) + 0.5) / grid;
        const sy = dy + (((i / grid) | 0) + 0.5) / grid;
        for (let c = 0; c < 3; c++) seen[c] = into.data[at + c] as number;
        paintPoint(seen, layers, side * (cos * sx + sin * sy) + OVAL.cx, cos * sy - sin * sx + OVAL.cy);
        for (let c = 0; c < 3; c++) sum[c] = (sum[c] as number) + (seen[c] as number);
      }
      for (let c = 0; c < 3; c++) into.data[at + c] = Math.round((sum[c] as number) / (grid * grid));
    }
}

interface Painted {
  covers: Shape['covers'];
  left: number;
  top: number;
  right: number;
  bottom: number;
  paint: Colour;
  opacity: number;
  rounded: boolean;
}

/** Lays every layer that covers the point over the colour in `seen`. */
function paintPoint(seen: Float64Array, layers: readonly Painted[], u: number, v: number): void {
  for (let i = 0; i < layers.length; i++) {
    const layer = layers[i] as Painted;
    if (u < layer.left || u > layer.right || v < layer.top || v > layer.bottom || !layer.covers(u, v))
      continue;
    const light = layer.rounded ? lightAt(u, v) : 1;
    for (let c = 0; c < 3; c++) {
      const under = seen[c] as number;
      seen[c] = under + layer.opacity * ((layer.paint[c] as number) * light - under);
    }
  }
}

/** Light from the upper left: the last quarter of the way to the edge turns dark. Out: a share of full light. */
function lightAt(u: number, v: number): number {
  const far = Math.hypot((u - 93.2) / (2 * OVAL.rx), (v - 106.6) / (2 * OVAL.ry)) / 0.7;
  return far <= 0.75 ? 1 : 1 - 0.6 * Math.min(1, (far - 0.75) * 4);
}

const shaded = ([r, g, b]: Colour, by: number): Colour => [r * by, g * by, b * by];

/** Out: the rectangle around the face's oval, in px, tilt included; it may reach beyond the picture. */
export function boxOfDrawing({ x, y, size, tilt = 0 }: FaceDrawing): FaceBox {
  const angle = (tilt * Math.PI) / 180;
  const [rx, ry] = [(OVAL.rx * size) / BOARD_HEIGHT, size / 2];
  const halfWidth = Math.hypot(rx * Math.cos(angle), ry * Math.sin(angle));
  const halfHeight = Math.hypot(rx * Math.sin(angle), ry * Math.cos(angle));
  return { x: x - halfWidth, y: y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight };
}
