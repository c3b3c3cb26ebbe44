// Walks a GIF that claims to be clean, block by block, and stops at the first one that need not be there. Its
// compressed data is followed code by code: every pixel is there, and nothing behind the last.
import { gifBlocks, tableLength } from './gif-blocks.ts';
import { NotAllowed } from './not-allowed.ts';

function need(condition: boolean, offset: number, what: string): asserts condition {
  if (!condition) throw new NotAllowed(offset, what);
}

const word = (bytes: Uint8Array, at: number): number =>
  (bytes[at] as number) | ((bytes[at + 1] as number) << 8);

/**
 * Walks a whole GIF. In: the file's bytes. Out: nothing when each block is one that the picture needs.
 * Errors: `NotAllowed` with the offset of the first one that is not.
 */
export function walkGif(bytes: Uint8Array): void {
  need(/^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6))), 0, 'a broken GIF head');
  need(bytes.length > 13, 6, 'a cut picture');
  const [width, height] = [word(bytes, 6), word(bytes, 8)];
  need(width > 0 && height > 0, 6, 'a picture without a size');
  let [next, frames, controlled, looped, ended] = [
    13 + tableLength(bytes[10] as number),
    0,
    false,
    false,
    false,
  ];
  for (const { kind, at, dataAt, end } of gifBlocks(bytes)) {
    if (kind === 'control') {
      need(!controlled && end - dataAt === 6 && bytes[dataAt] === 4, at, 'a control out of place');
      need(((bytes[dataAt + 1] as number) & 0xe0) === 0, dataAt + 1, 'a reserved bit');
      controlled = true;
    } else if (kind === 'application') {
      need(!looped && frames === 0 && isLoop(bytes, dataAt, end), at, 'an application extension');
      looped = true;
    } else if (kind === 'frame') {
      const size = { width: word(bytes, at + 5), height: word(bytes, at + 7) };
      const fits = word(bytes, at + 1) + size.width <= width && word(bytes, at + 3) + size.height <= height;
      need(fits && size.width > 0 && size.height > 0, at, 'a frame beyond the picture');
      need(((bytes[at + 9] as number) & 0x18) === 0, at + 9, 'a reserved bit');
      codes(bytes, dataAt, end, size.width * size.height);
      frames++;
      controlled = false;
    } else if (kind === 'end') ended = !controlled;
    else throw new NotAllowed(at, kind === 'unknown' ? 'an unknown extension' : `a ${kind} extension`);
    next = end;
  }
  need(ended && frames > 0, next, 'no end of picture');
  need(next === bytes.length, next, 'bytes after the end of the picture');
}

/** How often it plays: `NETSCAPE2.0`, then three bytes. */
function isLoop(bytes: Uint8Array, dataAt: number, end: number): boolean {
  const name = String.fromCharCode(...bytes.subarray(dataAt, dataAt + 12));
  return (
    name === '\x0bNETSCAPE2.0' && end - dataAt === 17 && bytes[dataAt + 12] === 3 && bytes[dataAt + 13] === 1
  );
}

/**
 * Follows one frame's codes (LZW, GIF89a appendix F) without making pixels: only how many pixels each code stands
 * for is kept.
 */
function codes(bytes: Uint8Array, dataAt: number, end: number, pixels: number): void {
  const shortest = bytes[dataAt - 1] as number;
  need(shortest >= 2 && shortest <= 8, dataAt - 1, 'an impossible code length');
  const [clear, stop] = [1 << shortest, (1 << shortest) + 1];
  const lengths = new Uint32Array(4096).fill(1);
  let [known, size, previous, left, held, bits] = [stop + 1, shortest + 1, 0, pixels, 0, 0];
  let stopped = false;
  for (let at = dataAt; bytes[at] !== 0; at += 1 + (bytes[at] as number)) {
    for (let i = at + 1; i <= at + (bytes[at] as number); i++) {
      need(!stopped, i, 'data after the last code');
      held |= (bytes[i] as number) << bits;
      bits += 8;
      while (bits >= size && !stopped) {
        const code = held & ((1 << size) - 1);
        held >>>= size;
        bits -= size;
        if (code === stop) {
          need(left === 0 && held === 0, i, 'data that is not the picture');
          stopped = true;
        } else if (code === clear) {
          [known, size, previous] = [stop + 1, shortest + 1, 0];
        } else {
          need(code < known || (code === known && previous > 0), i, 'an impossible code');
          const length = code < clear ? 1 : code === known ? previous + 1 : (lengths[code] as number);
          need(length <= left, i, 'more pixels than the frame has');
          left -= length;
          if (previous > 0 && known < 4096) lengths[known++] = previous + 1;
          if (known === 1 << size && size < 12) size++;
          previous = length;
        }
      }
    }
  }
  need(stopped, end, 'a frame without its end');
}
