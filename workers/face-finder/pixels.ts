// Plain pixels in memory, and the eight ways to look at them (four quarter turns, each also as in a mirror) without
// copying one of them.
import type { FaceBox } from '#app/domain/photos/face-box.ts';

/** RGB, three bytes a pixel, row by row */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/** How often the picture is turned clockwise by 90° before it is looked at. */
export type Quarters = 0 | 1 | 2 | 3;

export interface View {
  /** px, as seen */
  width: number;
  height: number;
  data: Uint8Array;
  /** index of the byte at which the pixel seen at the top left begins; steps to its right and lower neighbours */
  start: number;
  stepX: number;
  stepY: number;
  /** In: a box as seen. Out: the same box on the pixels as they lie. */
  asLying(box: FaceBox): FaceBox;
}

/** Out: the pixels turned clockwise, then mirrored left to right when asked. */
export function viewOf(pixels: Pixels, quarters: Quarters, mirrored: boolean): View {
  const { width: w, height: h, data } = pixels;
  const sideways = quarters % 2 === 1;
  const [width, height] = sideways ? [h, w] : [w, h];
  // Where the seen corner lies, and which way right and down go from there, in steps of the lying picture.
  const [cornerX, cornerY, rightX, rightY] = (
    [
      [0, 0, 1, 0],
      [0, h, 0, -1],
      [w, h, -1, 0],
      [w, 0, 0, 1],
    ] as const
  )[quarters];
  const [downX, downY] = [-rightY, rightX];
  const flip = mirrored ? -1 : 1;
  const originX = cornerX + (mirrored ? width * rightX : 0);
  const originY = cornerY + (mirrored ? width * rightY : 0);
  const [ax, ay] = [flip * rightX, flip * rightY];
  const first = (origin: number, right: number, down: number): number =>
    origin - (right < 0 || down < 0 ? 1 : 0);
  return {
    width,
    height,
    data,
    start: 3 * (first(originY, ay, downY) * w + first(originX, ax, downX)),
    stepX: 3 * (ay * w + ax),
    stepY: 3 * (downY * w + downX),
    asLying: (box) => {
      const from = [originX + box.x * ax + box.y * downX, originY + box.x * ay + box.y * downY] as const;
      const [right, bottom] = [box.x + box.width, box.y + box.height];
      const to = [originX + right * ax + bottom * downX, originY + right * ay + bottom * downY] as const;
      return {
        x: Math.min(from[0], to[0]),
        y: Math.min(from[1], to[1]),
        width: sideways ? box.height : box.width,
        height: sideways ? box.width : box.height,
      };
    },
  };
}
