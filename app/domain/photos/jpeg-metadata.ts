// Which kinds of metadata a JPEG's segments hold.
import type { AddKind } from './metadata-kinds.ts';
import { addExifKinds } from './exif-metadata.ts';
import { jpegSegments } from './jpeg-segments.ts';
import { addPhotoshopKinds } from './photoshop-metadata.ts';
import { addXmpKinds } from './xmp-metadata.ts';

/** Adds the kinds found in a JPEG, from its first segment to whatever follows its end. Never throws. */
export function addJpegKinds(bytes: Uint8Array, add: AddKind): void {
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (marker === 0xfe) add('comment');
    else if (marker === 0xd9) {
      if (end < bytes.length) add('trailing_bytes');
    } else if (marker >= 0xe0 && marker <= 0xef)
      addApplicationKinds(marker - 0xe0, bytes.subarray(start, end), add);
  }
}

function addApplicationKinds(number: number, payload: Uint8Array, add: AddKind): void {
  const name = String.fromCharCode(...payload.subarray(0, 40));
  if (number === 0 && name.startsWith('JFIF\0')) {
    if ((payload[12] ?? 0) * (payload[13] ?? 0) > 0) add('thumbnail');
    if (payload.length > 14 + 3 * (payload[12] ?? 0) * (payload[13] ?? 0)) add('other');
  } else if (number === 0 && name.startsWith('JFXX\0')) add('thumbnail');
  else if (number === 1 && /^Exif\0/i.test(name)) addExifKinds(payload.subarray(6), add);
  else if (number === 1 && name.startsWith('http://ns.adobe.com/x')) addXmpKinds(payload, add);
  else if (number === 2 && name.startsWith('ICC_PROFILE\0')) add('colour_profile');
  else if (number === 2 && /^(MPF\0|urn:iso:std:iso:ts:21496)/.test(name)) add('extra_image');
  else if (number === 11 && name.startsWith('JP')) add('provenance');
  else if (number === 13 && name.startsWith('Photoshop 3.0\0')) addPhotoshopKinds(payload.subarray(14), add);
  else if (number === 14 && name.startsWith('Adobe')) {
    // Says only how colours are stored: part of the picture, not about anybody.
    if (payload.length > 12) add('other');
  } else add('other');
}
