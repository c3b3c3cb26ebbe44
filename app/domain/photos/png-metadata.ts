// Which kinds of metadata a PNG's chunks hold.
import type { AddKind } from './metadata-kinds.ts';
import { addExifKinds } from './exif-metadata.ts';
import { pngChunks } from './png-chunks.ts';
import { addXmpKinds } from './xmp-metadata.ts';

/** Chunks that are the picture itself, or plain facts about its colours and size. */
const plain = new Set(
  'IHDR PLTE tRNS IDAT IEND sRGB gAMA cHRM sBIT bKGD pHYs hIST sPLT cICP mDCV cLLI mDCv cLLi'.split(' '),
);

/** Adds the kinds found in a PNG, from its first chunk to whatever follows its end. Never throws. */
export function addPngKinds(bytes: Uint8Array, add: AddKind): void {
  for (const { type, start, end } of pngChunks(bytes)) {
    const data = bytes.subarray(start, end);
    if (type === 'eXIf') addExifKinds(data, add);
    else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') addTextKinds(data, add);
    else if (type === 'tIME') add('date_taken');
    else if (type === 'iCCP') add('colour_profile');
    else if (type === 'caBX') add('provenance');
    else if (isAnimation(type)) add('extra_image');
    else if (!plain.has(type)) add('other');
    if (type === 'IEND' && end + 4 < bytes.length) add('trailing_bytes');
  }
}

const isAnimation = (type: string): boolean => type === 'acTL' || type === 'fcTL' || type === 'fdAT';

function addTextKinds(data: Uint8Array, add: AddKind): void {
  const keyword = String.fromCharCode(...data.subarray(0, 80)).split('\0')[0] ?? '';
  if (keyword === 'XML:com.adobe.xmp') {
    addXmpKinds(data, add);
    return;
  }
  add('text');
  if (/^(author|copyright|artist)$/i.test(keyword)) add('owner');
  if (/^(creation time|date:|create-date)/i.test(keyword)) add('date_taken');
  if (/^(comment|description|title)$/i.test(keyword)) add('comment');
}
