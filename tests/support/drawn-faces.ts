// Pictures of drawn faces for tests: any number, size, tilt, skin, hair and hat, upright or turned, with the place
// of every face known exactly. They prove that the parts work together, not how well real faces are found.
import sharp from 'sharp';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { boxOfDrawing, type Colour, drawFace, type FaceDrawing } from '#workers/face-finder/drawn-face.ts';

import type { Pixels } from '#workers/face-finder/pixels.ts';

export type { FaceDrawing } from '#workers/face-finder/drawn-face.ts';

export const SKINS: readonly Colour[] = [
  [241, 201, 165],
  [198, 134, 66],
  [141, 85, 36],
  [224, 172, 105],
  [92, 58, 36],
  [255, 220, 190],
];
export const HAIRS: readonly Colour[] = [
  [43, 27, 16],
  [217, 180, 90],
  [17, 17, 17],
  [122, 59, 18],
  [190, 190, 190],
];

export interface FacesPlan {
  /** px, as the picture is drawn, before it is turned */
  width: number;
  height: number;
  faces: readonly FaceDrawing[];
  /** quarter turns clockwise of the whole picture, faces included; default 0 */
  quarters?: 0 | 1 | 2 | 3;
  /** the whole picture as in a mirror, before it is turned */
  mirrored?: boolean;
  /** camera-like noise of so many levels; default 0 */
  grain?: number;
}

export interface FacesPicture extends Pixels {
  /** where each face is, in the order of the plan; px of the finished picture */
  boxes: FaceBox[];
}

/** Draws the plan into raw RGB pixels: sky, grass, then the faces in their order. */
export function drawFaces(plan: FacesPlan): FacesPicture {
  const { width, height, grain = 0 } = plan;
  const picture: FacesPicture = { width, height, data: outdoors(width, height), boxes: [] };
  for (const face of plan.faces) drawFace(picture, face);
  if (grain > 0) addGrain(picture.data, grain);
  picture.boxes = plan.faces.map(boxOfDrawing);
  let finished = plan.mirrored ? mirrored(picture) : picture;
  for (let i = 0; i < (plan.quarters ?? 0); i++) finished = turnedOnce(finished);
  return finished;
}

/** The plan as a JPEG without metadata, as the photo engine would give it. */
export async function facesJpeg(plan: FacesPlan, quality = 82): Promise<{ bytes: Buffer } & FacesPicture> {
  const picture = drawFaces(plan);
  const { data, width, height } = picture;
  const bytes = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
  return { ...picture, bytes };
}

/**
 * In: how many faces, how large (px, forehead to chin) and the picture's size. Out: a plan of rows, every face in
 * full view, with skins, hair and (each fifth) hats taken in turn. `change` adds to each face, given its number.
 */
export function rowsOfFaces(
  count: number,
  size: number,
  { width, height }: { width: number; height: number },
  change: (index: number) => Partial<FaceDrawing> = () => ({}),
): FacesPlan {
  const [stepX, stepY] = [size * 1.25, size * 1.9];
  const perRow = Math.max(1, Math.floor((width - 0.2 * size) / stepX));
  const rows = Math.ceil(count / perRow);
  if (rows * stepY > height) throw new RangeError(`${count} faces of ${size} px do not fit`);
  const faces = Array.from({ length: count }, (_, i): FaceDrawing => ({
    x: Math.round(((i % perRow) + 0.6) * (width / perRow) - 0.1 * stepX),
    y: Math.round((Math.floor(i / perRow) + 0.45) * (height / rows)),
    size,
    skin: SKINS[i % SKINS.length] as Colour,
    hair: HAIRS[i % HAIRS.length] as Colour,
    ...(i % 5 === 4 ? { hat: [176, 32, 40] as const } : {}),
    ...change(i),
  }));
  return { width, height, faces };
}

function outdoors(width: number, height: number): Uint8Array {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++) {
    const shade = 18 * (y / height);
    const colour = y / height > 0.58 ? [91 + shade, 140 - shade, 74] : [143 + shade, 183 + shade, 214];
    const row = data.subarray(3 * width * y, 3 * width * (y + 1));
    row.set(colour);
    for (let done = 3; done < row.length; done *= 2) row.copyWithin(done, 0, done);
  }
  return data;
}

function addGrain(data: Uint8Array, levels: number): void {
  for (let i = 0, seed = 1; i < data.length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    const noisy = (data[i] as number) + ((seed >> 16) % (2 * levels + 1)) - levels;
    data[i] = Math.max(0, Math.min(255, noisy));
  }
}

function mirrored(picture: FacesPicture): FacesPicture {
  const { width } = picture;
  return remade(
    picture,
    picture,
    (x, y) => [width - 1 - x, y],
    (box) => ({ ...box, x: width - box.x - box.width }),
  );
}

/** A quarter turn clockwise: what was the left edge is the top. */
function turnedOnce(picture: FacesPicture): FacesPicture {
  const { width, height } = picture;
  return remade(
    picture,
    { width: height, height: width },
    (x, y) => [y, height - 1 - x],
    (box) => ({ x: height - box.y - box.height, y: box.x, width: box.height, height: box.width }),
  );
}

/** Makes the picture anew, each pixel fetched from where `source` says, each box put where `place` says. */
function remade(
  from: FacesPicture,
  { width, height }: { width: number; height: number },
  source: (x: number, y: number) => [number, number],
  place: (box: FaceBox) => FaceBox,
): FacesPicture {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      const [sx, sy] = source(x, y);
      const start = 3 * (sy * from.width + sx);
      data[at] = from.data[start] as number;
      data[at + 1] = from.data[start + 1] as number;
      data[at + 2] = from.data[start + 2] as number;
    }
  return { width, height, data, boxes: from.boxes.map(place) };
}
