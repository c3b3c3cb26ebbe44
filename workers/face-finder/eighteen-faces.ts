// The picture by which a face finder proves itself: eighteen drawn faces in three rows, of four skins and three
// sizes. All must be found and nothing else, or the finder is not believed about anything.
import { DRAWN_FACES } from '#app/domain/photos/face-model.ts';
import { drawFace, type Colour, type FaceDrawing } from './drawn-face.ts';
import type { Pixels } from './pixels.ts';

const SKINS: Colour[] = [
  [241, 201, 165],
  [198, 134, 66],
  [141, 85, 36],
  [224, 172, 105],
];
const HAIRS: Colour[] = [
  [43, 27, 16],
  [217, 180, 90],
  [17, 17, 17],
  [122, 59, 18],
];
const SIZES = [124, 104, 76];
const [WIDTH, HEIGHT, PER_ROW] = [960, 640, 6];

/** Where each of the faces is drawn. */
export const EIGHTEEN_FACES: readonly FaceDrawing[] = Array.from({ length: DRAWN_FACES }, (_, i) => ({
  x: Math.round(((i % PER_ROW) + 0.5) * (WIDTH / PER_ROW)),
  y: Math.round((Math.floor(i / PER_ROW) + 0.45) * (HEIGHT / 3)),
  size: SIZES[Math.floor(i / PER_ROW)] as number,
  skin: SKINS[i % SKINS.length] as Colour,
  hair: HAIRS[i % HAIRS.length] as Colour,
}));

/** Out: the picture in plain pixels, drawn without any loader of pictures. */
export function eighteenFaces(): Pixels {
  const picture: Pixels = { width: WIDTH, height: HEIGHT, data: new Uint8Array(3 * WIDTH * HEIGHT) };
  for (let i = 0; i < WIDTH * HEIGHT; i++)
    picture.data.set(i < 0.58 * WIDTH * HEIGHT ? [143, 183, 214] : [91, 140, 74], 3 * i);
  for (const face of EIGHTEEN_FACES) drawFace(picture, face);
  return picture;
}
