// Reads how large a JPEG or PNG says it is from its header alone, so that a bomb is refused before decoding.
import { jpegSegments } from './jpeg-segments.ts';
import { uint32 } from './png-chunks.ts';

export interface DeclaredSize {
  /** px, as stored: before any orientation is applied */
  width: number;
  height: number;
}

/** In: the bytes of a JPEG or PNG. Out: its size in px, or undefined when there is no whole header. */
export function declaredSize(bytes: Uint8Array): DeclaredSize | undefined {
  return bytes[0] === 0x89 ? pngSize(bytes) : jpegSize(bytes);
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

const positive = (size: DeclaredSize): DeclaredSize | undefined =>
  size.width > 0 && size.height > 0 ? size : undefined;
