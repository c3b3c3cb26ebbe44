// Walks a PNG that claims to be clean, chunk by chunk, and stops at the first one that need not be there.
import { NotAllowed } from './not-allowed.ts';
import { PNG_SIGNATURE, crc32, pngChunks, uint32 } from './png-chunks.ts';

/** Allowed bit depths by colour type (PNG 1.2, table 11.1). */
const depths: Record<number, number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Exact data length by colour type of the chunks that have one. */
const exactLength: Record<string, Record<number, number>> = {
  sRGB: { 0: 1, 2: 1, 3: 1, 4: 1, 6: 1 },
  gAMA: { 0: 4, 2: 4, 3: 4, 4: 4, 6: 4 },
  cHRM: { 0: 32, 2: 32, 3: 32, 4: 32, 6: 32 },
  pHYs: { 0: 9, 2: 9, 3: 9, 4: 9, 6: 9 },
  sBIT: { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 },
  bKGD: { 0: 2, 2: 6, 3: 1, 4: 2, 6: 6 },
};

function need(condition: boolean, offset: number, what: string): asserts condition {
  if (!condition) throw new NotAllowed(offset, what);
}

/**
 * Walks a whole PNG. In: the file's bytes. Out: nothing when each chunk is one that a picture needs.
 * Errors: `NotAllowed` with the offset of the first one that is not.
 */
export function walkPng(bytes: Uint8Array): void {
  PNG_SIGNATURE.forEach((byte, i) => need(bytes[i] === byte, i, 'a broken PNG signature'));
  const seen = new Set<string>();
  let [depth, colour] = [0, 0];
  let palette = 0;
  let next = PNG_SIGNATURE.length;
  let previous = '';
  for (const { type, at, start, end } of pngChunks(bytes)) {
    const length = end - start;
    need(crc32(bytes, at + 4, end) === uint32(bytes, end), end, 'a wrong checksum');
    need((type === 'IHDR') === (at === 8), at, 'a header out of place');
    need(!seen.has(type) || (type === 'IDAT' && previous === 'IDAT'), at, 'a chunk given twice');
    need(type === 'IDAT' || type === 'IEND' || !seen.has('IDAT'), at, 'a chunk after the picture');
    if (type === 'IHDR') [depth, colour] = header(bytes, start, length);
    else if (type === 'PLTE') {
      need(colour === 3 && !seen.has('tRNS'), at, 'a palette out of place');
      need(length > 0 && length <= 3 * 2 ** depth && length % 3 === 0, at, 'a palette of the wrong length');
      palette = length / 3;
    } else if (type === 'tRNS')
      need(transparencyFits(colour, length, palette), at, 'a tRNS of the wrong length');
    else if (type === 'IDAT') need(colour !== 3 || palette > 0, at, 'a picture without its palette');
    else if (type === 'IEND') need(length === 0 && seen.has('IDAT'), at, 'an end out of place');
    else need(exactLength[type]?.[colour] === length, at, `a ${printable(type)} chunk`);
    seen.add(type);
    previous = type;
    next = end + 4;
  }
  need(seen.has('IEND'), next, 'no end of picture');
  need(next === bytes.length, next, 'bytes after the end of the picture');
}

function header(bytes: Uint8Array, start: number, length: number): [depth: number, colour: number] {
  need(length === 13, start, 'a header of the wrong length');
  need(uint32(bytes, start) > 0 && uint32(bytes, start + 4) > 0, start, 'a header without a size');
  const [depth, colour] = [bytes[start + 8] as number, bytes[start + 9] as number];
  need(depths[colour]?.includes(depth) === true, start + 8, 'an impossible depth');
  need(bytes[start + 10] === 0 && bytes[start + 11] === 0, start + 10, 'an unknown method');
  need((bytes[start + 12] as number) <= 1, start + 12, 'an unknown interlacing');
  return [depth, colour];
}

function transparencyFits(colour: number, length: number, palette: number): boolean {
  if (colour === 3) return length > 0 && length <= palette;
  return (colour === 0 && length === 2) || (colour === 2 && length === 6);
}

const printable = (type: string): string => (/^[A-Za-z]{4}$/.test(type) ? type : 'nameless');
