// Reads how large a picture says it is from its header alone, so that a bomb is refused before decoding.
import { boxAt, mediaBoxes } from './base-media-boxes.ts';
import { jpegSegments } from './jpeg-segments.ts';
import { uint32 } from './png-chunks.ts';
import { riffChunks, uint24Little } from './riff-chunks.ts';
import { sniffFormat, type SniffedFormat } from './sniff-format.ts';
import { numbersOf, openTiff, readDirectory } from './tiff-directories.ts';

export interface DeclaredSize {
  /** px, as stored: before any orientation is applied */
  width: number;
  height: number;
}

const readers: Partial<Record<SniffedFormat, (bytes: Uint8Array) => DeclaredSize | undefined>> = {
  jpeg: jpegSize,
  png: pngSize,
  webp: webpSize,
  gif: gifSize,
  tiff: tiffSize,
  avif: heifSize,
  heic: heifSize,
};

/** In: the bytes of a picture. Out: its size in px, or undefined when there is no whole header. Never throws. */
export function declaredSize(bytes: Uint8Array): DeclaredSize | undefined {
  return readers[sniffFormat(bytes)]?.(bytes);
}

function pngSize(bytes: Uint8Array): DeclaredSize | undefined {
  if (bytes.length < 33 || String.fromCharCode(...bytes.subarray(12, 16)) !== 'IHDR') return undefined;
  return positive({ width: uint32(bytes, 16), height: uint32(bytes, 20) });
}

function jpegSize(bytes: Uint8Array): DeclaredSize | undefined {
  for (const { marker, start, end } of jpegSegments(bytes)) {
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (!isFrame) continue;
    if (end - start < 6) return undefined;
    const word = (at: number): number => ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    return positive({ width: word(start + 3), height: word(start + 1) });
  }
  return undefined;
}

function webpSize(bytes: Uint8Array): DeclaredSize | undefined {
  for (const { type, start, end } of riffChunks(bytes)) {
    if (end - start < 10 && type !== 'VP8L') return undefined;
    if (type === 'VP8X')
      return { width: 1 + uint24Little(bytes, start + 4), height: 1 + uint24Little(bytes, start + 7) };
    const word = (at: number): number => ((bytes[at + 1] as number) << 8) | (bytes[at] as number);
    if (type === 'VP8 ')
      return positive({ width: word(start + 6) & 0x3fff, height: word(start + 8) & 0x3fff });
    if (type !== 'VP8L' || end - start < 5) return undefined;
    // Fourteen bits each, one less than the size, packed together.
    const packed = uint24Little(bytes, start + 1) + (bytes[start + 4] as number) * 0x1000000;
    return { width: 1 + (packed & 0x3fff), height: 1 + (Math.floor(packed / 0x4000) & 0x3fff) };
  }
  return undefined;
}

function gifSize(bytes: Uint8Array): DeclaredSize | undefined {
  if (bytes.length < 13) return undefined;
  const word = (at: number): number => ((bytes[at + 1] as number) << 8) | (bytes[at] as number);
  return positive({ width: word(6), height: word(8) });
}

/** The first picture's size: the only one that is opened. */
function tiffSize(bytes: Uint8Array): DeclaredSize | undefined {
  const tiff = openTiff(bytes);
  const entries = tiff && readDirectory(tiff, tiff.first)?.entries;
  const value = (tag: number): number => {
    const entry = entries?.find((one) => one.tag === tag);
    return (tiff && entry && numbersOf(tiff, entry, 1)[0]) ?? 0;
  };
  return positive({ width: value(0x0100), height: value(0x0101) });
}

/** The largest of all that are declared: a picture in tiles declares its own size beside theirs. */
function heifSize(bytes: Uint8Array): DeclaredSize | undefined {
  const list = boxAt(bytes, 'meta', 'iprp', 'ipco');
  let largest: DeclaredSize | undefined;
  for (const { type, start, end } of list ? mediaBoxes(bytes, list.start, list.end) : []) {
    if (type !== 'ispe' || end - start < 12) continue;
    const size = { width: uint32(bytes, start + 4), height: uint32(bytes, start + 8) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest && positive(largest);
}

const positive = (size: DeclaredSize): DeclaredSize | undefined =>
  size.width > 0 && size.height > 0 ? size : undefined;
