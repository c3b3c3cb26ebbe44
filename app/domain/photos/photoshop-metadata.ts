// Which kinds of metadata a Photoshop resource block (JPEG segment APP13) holds, IPTC captions among them.
import type { AddKind } from './metadata-kinds.ts';
import { addExifKinds } from './exif-metadata.ts';
import { uint32 } from './png-chunks.ts';
import { addXmpKinds } from './xmp-metadata.ts';

/** IPTC IIM record 2 data sets by what they tell. */
const place = new Set([26, 27, 90, 92, 95, 100, 101]);
const owner = new Set([80, 85, 110, 115, 116, 118, 122]);
const date = new Set([55, 60, 62, 63]);
const caption = new Set([5, 15, 20, 25, 40, 105, 120]);

/** In: the block after `Photoshop 3.0\0`. Adds the kinds it holds. Never throws. */
export function addPhotoshopKinds(block: Uint8Array, add: AddKind): void {
  let at = 0;
  while (at + 12 <= block.length) {
    const signature = String.fromCharCode(...block.subarray(at, at + 4));
    if (signature !== '8BIM') break;
    const id = ((block[at + 4] as number) << 8) | (block[at + 5] as number);
    const nameLength = 1 + (block[at + 6] as number);
    const sizeAt = at + 6 + nameLength + (nameLength % 2);
    if (sizeAt + 4 > block.length) break;
    const size = uint32(block, sizeAt);
    const data = block.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (id === 0x0404) addIptcKinds(data, add);
    else if (id === 0x0409 || id === 0x040c) add('thumbnail');
    else if (id === 0x040f) add('colour_profile');
    else if (id === 0x0422) addExifKinds(data, add);
    else if (id === 0x0424) addXmpKinds(data, add);
    else add('other');
    at = sizeAt + 4 + size + (size % 2);
  }
  if (at < block.length) add('other');
}

function addIptcKinds(data: Uint8Array, add: AddKind): void {
  add('iptc');
  let at = 0;
  while (at + 5 <= data.length && data[at] === 0x1c) {
    const set = data[at + 2] as number;
    if (data[at + 1] === 2) {
      if (place.has(set)) add('location');
      if (owner.has(set)) add('owner');
      if (date.has(set)) add('date_taken');
      if (caption.has(set)) add('comment');
    }
    at += 5 + (((data[at + 3] as number) << 8) | (data[at + 4] as number));
  }
}
