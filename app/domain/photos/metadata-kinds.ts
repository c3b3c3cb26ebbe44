// Which kinds of hidden information an original photo holds, so that the teacher can be told what was taken
// away. Kinds only: no value is ever read out, kept or logged (I-02).
import type { MetadataKind } from '#app/domain/ports/photo-engine.ts';
import { addJpegKinds } from './jpeg-metadata.ts';
import { addPngKinds } from './png-metadata.ts';

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

/**
 * In: the bytes of an original, however damaged. Out: the kinds it holds, each once, in the order above;
 * empty for anything but JPEG and PNG. Never throws; looks at no more than each segment's own bytes.
 */
export function metadataKinds(bytes: Uint8Array): MetadataKind[] {
  const found = new Set<MetadataKind>();
  const add: AddKind = (kind) => found.add(kind);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) addJpegKinds(bytes, add);
  else if (bytes[0] === 0x89 && bytes[1] === 0x50) addPngKinds(bytes, add);
  return METADATA_KINDS.filter((kind) => found.has(kind));
}
