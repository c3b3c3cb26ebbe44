// Draws the class photo that the practice school can be tried with: `node scripts/run-ts.mjs scripts/draw-practice-photo.ts`.
// Nobody is on it: eighteen drawn faces in rows, as large as in a real class photo, with the place of each known.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '#db/package-root.server.ts';
import { facesJpeg, HAIRS, rowsOfFaces, SKINS } from '#tests/support/drawn-faces.ts';
import type { Colour } from '#workers/face-finder/drawn-face.ts';

const OUT = join(packageRoot(), 'public', 'practice', 'class-photo.jpg');
const JUMPERS: readonly Colour[] = [
  [31, 92, 64],
  [38, 84, 124],
  [158, 60, 52],
  [196, 148, 46],
  [92, 70, 128],
];

const plan = rowsOfFaces(18, 170, { width: 1600, height: 1200 }, (index) => ({
  skin: SKINS[(index * 5 + 2) % SKINS.length] as Colour,
  hair: HAIRS[(index * 3 + 1) % HAIRS.length] as Colour,
  clothes: JUMPERS[index % JUMPERS.length] as Colour,
  glasses: index % 6 === 3,
  mirrored: index % 2 === 1,
}));
const { bytes } = await facesJpeg(plan, 80);
await writeFile(OUT, bytes);
console.log(`${OUT}: ${Math.round(bytes.byteLength / 1024)} KB`);
