// Portraits of people who differ in their features alone: same skin, hair and light, but eyes, brows, nose, mouth and chin of
// their own. For asking whether a hidden face can still be told from others.
import type { Pixels } from '#workers/photo-engine/pixels.ts';

/** Out: a fixed series of numbers from 0 to 1 for a seed. */
export function series(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Measures of a face as shares of its height. */
export interface Identity {
  eyesApart: number;
  eyesAt: number;
  eyeSize: number;
  browAbove: number;
  browTilt: number;
  noseLength: number;
  noseWidth: number;
  mouthAt: number;
  mouthWidth: number;
  mouthHeight: number;
  faceWidth: number;
  chin: number;
}

export function identity(random: () => number): Identity {
  const between = (least: number, most: number) => least + (most - least) * random();
  return {
    eyesApart: between(0.15, 0.24),
    eyesAt: between(0.38, 0.46),
    eyeSize: between(0.03, 0.05),
    browAbove: between(0.06, 0.11),
    browTilt: between(-0.03, 0.03),
    noseLength: between(0.1, 0.2),
    noseWidth: between(0.03, 0.06),
    mouthAt: between(0.68, 0.78),
    mouthWidth: between(0.1, 0.2),
    mouthHeight: between(0.015, 0.04),
    faceWidth: between(0.34, 0.38),
    chin: between(0.9, 1.1),
  };
}

type Colour = readonly [number, number, number];
const SKIN: Colour = [224, 172, 130];
const SHADOW: Colour = [205, 150, 110];
const HAIR: Colour = [60, 40, 25];
const INK: Colour = [40, 25, 15];
const LIPS: Colour = [163, 64, 64];

/** The share of the picture's side that a portrait's face is high, in its middle. */
const FACE = 0.58;

/** px: the box of the face in a portrait of `side` px */
export const faceBoxIn = (side: number) => ({
  x: side * (0.5 - FACE / 2),
  y: side * (0.5 - FACE / 2),
  width: side * FACE,
  height: side * FACE,
});

/** Out: the person upright in the middle of a square picture, before a plain wall of some colour. */
export function portrait(person: Identity, side: number, wall: Colour): Pixels {
  const data = new Uint8Array(3 * side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const u = ((x + 0.5) / side - 0.5) / FACE;
      const v = ((y + 0.5) / side - 0.5) / FACE + 0.5;
      data.set(colourAt(person, Math.abs(u), v) ?? wall, 3 * (y * side + x));
    }
  return { width: side, height: side, data };
}

/** `u`: distance from the middle line; `v`: from the top of the head. Both as shares of the face's height. */
function colourAt(person: Identity, u: number, v: number): Colour | null {
  const height = 0.5 * (v > 0.5 ? person.chin : 1);
  const inFace = Math.hypot(u / person.faceWidth, (v - 0.5) / height) < 1 && v > 0.18;
  if (!inFace) return Math.hypot(u / 0.45, (v - 0.4) / 0.55) < 1 ? HAIR : null;
  const brow = person.eyesAt - person.browAbove + (person.browTilt * (u - person.eyesApart)) / 0.1;
  const noseTop = person.eyesAt + 0.05;
  if (u < person.mouthWidth && Math.abs(v - person.mouthAt) < person.mouthHeight) return LIPS;
  if (u < person.noseWidth && v > noseTop && v < noseTop + person.noseLength) return SHADOW;
  if (Math.abs(u - person.eyesApart) < 0.07 && Math.abs(v - brow) < 0.012) return HAIR;
  return Math.hypot(u - person.eyesApart, v - person.eyesAt) < person.eyeSize ? INK : SKIN;
}
