// By what a picture is known again when it comes back shrunk, cropped, mirrored or a little turned (I-15): hashes of the
// coarse waves of the whole picture and of pieces of it, and a coarse map of lighter and darker. Never of a face.
import { HASH_WORDS, hashPieces, PIECE_SIDE, PLACINGS } from './likeness-pieces.ts';
import { MAP_BYTES, MAP_SIDE, mapOf, variety } from './likeness-map.ts';

/** Side in px of the square grey picture (filled, not fitted) that a likeness is made from. */
export const LIKENESS_SIDE = 128;

/** Goes up with every change of how a likeness is made: only likenesses of one kind can be compared. */
const KIND = 2;

const HASH_BYTES = PLACINGS.length * HASH_WORDS * 4;
const LENGTH = 1 + HASH_BYTES + MAP_BYTES;

/** A likeness as it is compared. */
export interface Likeness {
  /** HASH_WORDS words for each of PLACINGS */
  hashes: Uint32Array;
  /** MAP_SIDE² points of three layers */
  map: Uint8Array;
  /** how much there is to be known by, see likeness-map */
  variety: number;
}

/**
 * In: LIKENESS_SIDE × LIKENESS_SIDE grey values, row by row. Out: the likeness, base64, under 6 KB.
 * Errors: RangeError on another length.
 */
export function likenessOf(grey: Uint8Array): string {
  if (grey.length !== LIKENESS_SIDE * LIKENESS_SIDE)
    throw new RangeError('a likeness needs 128 × 128 grey values');
  const map = mapOf(new Float64Array(grey), LIKENESS_SIDE);
  const bytes = Buffer.alloc(LENGTH);
  bytes[0] = KIND;
  hashPieces(reduced(grey)).forEach((word, i) => bytes.writeUInt32LE(word, 1 + 4 * i));
  bytes.set(packed(map), 1 + HASH_BYTES);
  return bytes.toString('base64');
}

/** In: a likeness as it is kept. Out: what it says; null when it is none, or one of another kind. */
export function readLikeness(text: string): Likeness | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== LENGTH || bytes[0] !== KIND) return null;
  const hashes = new Uint32Array(PLACINGS.length * HASH_WORDS);
  const view = new DataView(bytes.buffer, bytes.byteOffset + 1);
  for (let i = 0; i < hashes.length; i++) hashes[i] = view.getUint32(4 * i, true);
  const map = unpacked(bytes.subarray(1 + HASH_BYTES));
  return { hashes, map, variety: variety(map) };
}

/** Four points of six bits in three bytes. */
function packed(map: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(MAP_BYTES);
  for (let i = 0, at = 0; i < map.length; i += 4, at += 3) {
    const [a, b, c, d] = map.subarray(i, i + 4) as unknown as [number, number, number, number];
    bytes[at] = a | (b << 6);
    bytes[at + 1] = (b >> 2) | (c << 4);
    bytes[at + 2] = (c >> 4) | (d << 2);
  }
  return bytes;
}

function unpacked(bytes: Uint8Array): Uint8Array {
  const map = new Uint8Array(MAP_SIDE * MAP_SIDE);
  for (let i = 0, at = 0; i < map.length; i += 4, at += 3) {
    const [x, y, z] = bytes.subarray(at, at + 3) as unknown as [number, number, number];
    map.set([x & 63, ((x >> 6) | (y << 2)) & 63, ((y >> 4) | (z << 4)) & 63, z >> 2], i);
  }
  return map;
}

/** The grey square in PIECE_SIDE × PIECE_SIDE, each value the mean of a smaller square. */
function reduced(grey: Uint8Array): Float64Array {
  const step = LIKENESS_SIDE / PIECE_SIDE;
  const small = new Float64Array(PIECE_SIDE * PIECE_SIDE);
  for (let y = 0, at = 0; y < LIKENESS_SIDE; y++)
    for (let x = 0; x < LIKENESS_SIDE; x += step, at += step) {
      let sum = 0;
      for (let i = 0; i < step; i++) sum += grey[at + i] as number;
      small[((y / step) | 0) * PIECE_SIDE + x / step]! += sum / step ** 2;
    }
  return small;
}
