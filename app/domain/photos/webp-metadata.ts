// Which kinds of metadata a WebP's chunks hold.
import type { AddKind } from './metadata-kinds.ts';
import { addExifKinds } from './exif-metadata.ts';
import { riffChunks, riffEnd } from './riff-chunks.ts';
import { addXmpKinds } from './xmp-metadata.ts';

const picture = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);

/** Adds the kinds found in a WebP, to its last byte. Never throws. */
export function addWebpKinds(bytes: Uint8Array, add: AddKind): void {
  for (const { type, start, end } of riffChunks(bytes)) {
    const data = bytes.subarray(start, end);
    if (type === 'EXIF') addExifKinds(data[0] === 0x45 ? data.subarray(6) : data, add);
    else if (type === 'XMP ') addXmpKinds(data, add);
    else if (type === 'ICCP') add('colour_profile');
    else if (type === 'C2PA') add('provenance');
    else if (type === 'ANMF') {
      // After the sixteen bytes that place it, a frame may carry chunks nobody reads.
      for (const inner of riffChunks(bytes, start + 16, end)) if (!picture.has(inner.type)) add('other');
    } else if (!picture.has(type)) add('other');
  }
  if (riffEnd(bytes) < bytes.length) add('trailing_bytes');
}
