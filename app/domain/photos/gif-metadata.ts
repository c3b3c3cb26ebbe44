// Which kinds of metadata a GIF's blocks hold.
import type { AddKind } from './metadata-kinds.ts';
import { gifBlocks } from './gif-blocks.ts';
import { addXmpKinds } from './xmp-metadata.ts';

/** Adds the kinds found in a GIF, to its last byte. Never throws. */
export function addGifKinds(bytes: Uint8Array, add: AddKind): void {
  for (const { kind, dataAt, end } of gifBlocks(bytes)) {
    if (kind === 'comment' || kind === 'text') add(kind);
    else if (kind === 'application') addApplicationKinds(bytes.subarray(dataAt, end), add);
    else if (kind === 'unknown') add('other');
    else if (kind === 'end' && end < bytes.length) add('trailing_bytes');
  }
}

function addApplicationKinds(block: Uint8Array, add: AddKind): void {
  const name = String.fromCharCode(...block.subarray(1, 12));
  if (name === 'XMP DataXMP') addXmpKinds(block, add);
  else if (name === 'ICCRGBG1012') add('colour_profile');
  else if (name.startsWith('C2PA')) add('provenance');
  // How often it plays is part of the picture.
  else if (name !== 'NETSCAPE2.0' && name !== 'ANIMEXTS1.0') add('other');
}
