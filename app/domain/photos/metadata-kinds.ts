// Which kinds of hidden information an original photo holds, so that the teacher can be told what was taken
// away. Kinds only: no value is ever read out, kept or logged (I-02).
import type { MetadataKind } from '#app/domain/ports/photo-engine.ts';
import { addGifKinds } from './gif-metadata.ts';
import { addHeifKinds } from './heif-metadata.ts';
import { addJpegKinds } from './jpeg-metadata.ts';
import { addPngKinds } from './png-metadata.ts';
import { sniffFormat, type SniffedFormat } from './sniff-format.ts';
import { addTiffKinds } from './tiff-metadata.ts';
import { addWebpKinds } from './webp-metadata.ts';

/** How the readers report a kind; reporting one twice is harmless. */
export type AddKind = (kind: MetadataKind) => void;

/** The order in which kinds are told: what could find a child first. */
export const METADATA_KINDS = [
  'location',
  'serial_number',
  'owner',
  'camera',
  'date_taken',
  'thumbnail',
  'extra_image',
  'trailing_bytes',
  'maker_notes',
  'provenance',
  'comment',
  'text',
  'xmp',
  'iptc',
  'colour_profile',
  'orientation',
  'other',
] as const satisfies readonly MetadataKind[];

const readers: Partial<Record<SniffedFormat, (bytes: Uint8Array, add: AddKind) => void>> = {
  jpeg: addJpegKinds,
  png: addPngKinds,
  webp: addWebpKinds,
  gif: addGifKinds,
  tiff: addTiffKinds,
  avif: addHeifKinds,
  heic: addHeifKinds,
};

/**
 * In: the bytes of an original, however damaged. Out: the kinds it holds, each once, in the order above;
 * empty for what is not a picture that can be opened. Never throws; looks at no more than each piece's own bytes.
 */
export function metadataKinds(bytes: Uint8Array): MetadataKind[] {
  const found = new Set<MetadataKind>();
  readers[sniffFormat(bytes)]?.(bytes, (kind) => found.add(kind));
  return METADATA_KINDS.filter((kind) => found.has(kind));
}
