// Walks a WebP that claims to be clean, chunk by chunk, and stops at the first one that need not be there.
import { NotAllowed } from './not-allowed.ts';
import { RIFF_HEAD, riffEnd, uint24Little, uint32Little } from './riff-chunks.ts';

interface Chunk {
  type: string;
  at: number;
  start: number;
  end: number;
  /** offset of the next chunk, padding skipped */
  next: number;
}

interface Canvas {
  /** px */
  width: number;
  height: number;
  alpha: boolean;
  moves: boolean;
}

const ALPHA = 0x10;
const ANIMATION = 0x02;

function need(condition: boolean, offset: number, what: string): asserts condition {
  if (!condition) throw new NotAllowed(offset, what);
}

/**
 * Walks a whole WebP, still or moving. In: the file's bytes. Out: nothing when each chunk is one that a picture
 * needs. Errors: `NotAllowed` with the offset of the first one that is not.
 */
export function walkWebp(bytes: Uint8Array): void {
  const head = String.fromCharCode(...bytes.subarray(0, 4), ...bytes.subarray(8, 12));
  need(bytes.length >= RIFF_HEAD && head === 'RIFFWEBP', 0, 'a broken WebP head');
  need(
    riffEnd(bytes) === bytes.length,
    Math.min(riffEnd(bytes), bytes.length),
    'bytes after the end of the picture',
  );
  const first = chunkAt(bytes, RIFF_HEAD, bytes.length);
  if (first.type !== 'VP8X') {
    picture(bytes, first, bytes.length, undefined, false);
    return;
  }
  const canvas = extended(bytes, first);
  if (canvas.moves) frames(bytes, first.next, canvas);
  else picture(bytes, chunkAt(bytes, first.next, bytes.length), bytes.length, canvas, canvas.alpha);
}

/** Out: the chunk at an offset, which lies wholly before `limit`. */
function chunkAt(bytes: Uint8Array, at: number, limit: number): Chunk {
  need(at + 8 <= limit, at, 'a cut chunk');
  const start = at + 8;
  const end = start + uint32Little(bytes, at + 4);
  const next = end + (end % 2);
  need(next <= limit, at, 'a chunk longer than what holds it');
  need(next === end || bytes[end] === 0, end, 'padding that is not zero');
  return { type: String.fromCharCode(...bytes.subarray(at, at + 4)), at, start, end, next };
}

function extended(bytes: Uint8Array, { at, start, end }: Chunk): Canvas {
  need(end - start === 10, at, 'an extended header of the wrong length');
  const flags = bytes[start] as number;
  need((flags & ~(ALPHA | ANIMATION)) === 0, start, 'a flag for metadata');
  need(uint24Little(bytes, start + 1) === 0, start + 1, 'a reserved byte that is not zero');
  return {
    width: 1 + uint24Little(bytes, start + 4),
    height: 1 + uint24Little(bytes, start + 7),
    alpha: (flags & ALPHA) !== 0,
    moves: (flags & ANIMATION) !== 0,
  };
}

function frames(bytes: Uint8Array, from: number, canvas: Canvas): void {
  const control = chunkAt(bytes, from, bytes.length);
  need(control.type === 'ANIM', control.at, named(control));
  need(control.end - control.start === 6, control.at, 'an animation header of the wrong length');
  need(control.next < bytes.length, control.next, 'an animation without a picture');
  for (let at = control.next; at < bytes.length;) {
    const frame = chunkAt(bytes, at, bytes.length);
    const { start, end } = frame;
    need(frame.type === 'ANMF', at, named(frame));
    need(end - start > 16 && (end - start) % 2 === 0, at, 'a frame of the wrong length');
    const [left, top] = [2 * uint24Little(bytes, start), 2 * uint24Little(bytes, start + 3)];
    const size = { width: 1 + uint24Little(bytes, start + 6), height: 1 + uint24Little(bytes, start + 9) };
    const fits = left + size.width <= canvas.width && top + size.height <= canvas.height;
    need(fits, start, 'a frame beyond the picture');
    need(((bytes[start + 15] as number) & 0xfc) === 0, start + 15, 'a reserved bit');
    picture(bytes, chunkAt(bytes, start + 16, end), end, size, canvas.alpha);
    at = frame.next;
  }
}

/** One still picture, up to `limit`: its transparency where it may have one, its pixels, and nothing behind them. */
function picture(
  bytes: Uint8Array,
  first: Chunk,
  limit: number,
  size: { width: number; height: number } | undefined,
  mayHaveAlpha: boolean,
): void {
  let pixels = first;
  if (first.type === 'ALPH') {
    need(mayHaveAlpha, first.at, 'transparency that was not announced');
    need(
      first.end > first.start && ((bytes[first.start] as number) & 0xc0) === 0,
      first.at,
      'a reserved bit',
    );
    pixels = chunkAt(bytes, first.next, limit);
    need(pixels.type === 'VP8 ', pixels.at, named(pixels));
  }
  const { at, start, end, next } = pixels;
  need(pixels.type === 'VP8 ' || pixels.type === 'VP8L', at, named(pixels));
  const own = pixels.type === 'VP8 ' ? lossySize(bytes, pixels) : losslessSize(bytes, pixels);
  const same = !size || (own.width === size.width && own.height === size.height);
  need(same, start, 'a picture of another size than announced');
  need(next === limit, end, 'a chunk after the picture');
}

/** RFC 6386, 9.1: a key frame that is shown, whose first part fits. */
function lossySize(bytes: Uint8Array, { at, start, end }: Chunk): { width: number; height: number } {
  need(end - start > 10, at, 'a cut picture');
  const tag = uint24Little(bytes, start);
  need((tag & 1) === 0 && (tag & 0x10) !== 0 && ((tag >> 1) & 7) <= 3, start, 'no shown key frame');
  need(10 + (tag >> 5) <= end - start, start, 'a first part longer than the picture');
  const isStart = bytes[start + 3] === 0x9d && bytes[start + 4] === 0x01 && bytes[start + 5] === 0x2a;
  need(isStart, start + 3, 'a broken start code');
  const packed = uint32Little(bytes, start + 6);
  need((packed & 0xc000c000) === 0, start + 6, 'a picture that asks to be enlarged');
  return { width: packed & 0x3fff, height: (packed >>> 16) & 0x3fff };
}

function losslessSize(bytes: Uint8Array, { at, start, end }: Chunk): { width: number; height: number } {
  need(end - start > 5 && bytes[start] === 0x2f, at, 'a broken lossless head');
  const packed = uint32Little(bytes, start + 1);
  need(packed >>> 29 === 0, start + 4, 'an unknown version');
  return { width: 1 + (packed & 0x3fff), height: 1 + ((packed >>> 14) & 0x3fff) };
}

const names: Record<string, string> = { EXIF: 'EXIF', 'XMP ': 'XMP', ICCP: 'a colour profile' };
const named = ({ type }: Chunk): string =>
  names[type] ?? `a chunk ${/^[A-Z0-9 ]{4}$/.test(type) ? type.trim() : 'without a name'} out of place`;
