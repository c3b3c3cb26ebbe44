// Which kinds of metadata a TIFF holds: scanners and photographers' programs write them, with further pages, layers
// and everything else in tags.
import type { AddKind } from './metadata-kinds.ts';
import { addDirectoryKinds } from './exif-metadata.ts';
import { addPhotoshopKinds } from './photoshop-metadata.ts';
import {
  numbersOf,
  openTiff,
  readDirectory,
  valueBytes,
  type Tiff,
  type TiffEntry,
} from './tiff-directories.ts';
import { addXmpKinds } from './xmp-metadata.ts';

/** Tags that lay out the picture itself (TIFF 6.0, and the supplements for tiles, predictors and JPEG). */
const layout = new Set([
  0x00fe, 0x00ff, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x0108, 0x0109, 0x010a, 0x0111, 0x0115,
  0x0116, 0x0117, 0x0118, 0x0119, 0x011c, 0x0122, 0x0123, 0x0124, 0x0125, 0x0129, 0x012d, 0x013d, 0x013e,
  0x013f, 0x0140, 0x0142, 0x0143, 0x0144, 0x0145, 0x014c, 0x014d, 0x0152, 0x0153, 0x0154, 0x0155, 0x015b,
  0x0200, 0x0211, 0x0212, 0x0214,
]);

const XMP = 0x02bc;
const PHOTOSHOP = 0x8649;
const LAYERS = 0x935c;
const SUB_PICTURES = 0x014a;
const KIND_OF_PAGE = 0x00fe;

/** Adds the kinds found in a TIFF's first picture and what lies beside it. Never throws. */
export function addTiffKinds(bytes: Uint8Array, add: AddKind): void {
  const tiff = openTiff(bytes);
  if (!tiff) return;
  const scout = openTiff(bytes) as Tiff;
  for (const entry of readDirectory(scout, scout.first)?.entries ?? []) addEntryKinds(tiff, entry, add);
  let next = addDirectoryKinds(tiff, tiff.first, add, ours);
  while (next) {
    const page = readDirectory(tiff, next);
    if (!page) return;
    const kind = page.entries.find(({ tag }) => tag === KIND_OF_PAGE);
    const isSmallCopy = kind !== undefined && ((numbersOf(tiff, kind, 1)[0] ?? 0) & 1) === 1;
    add(isSmallCopy ? 'thumbnail' : 'extra_image');
    next = page.next;
  }
}

const ours = new Set([...layout, XMP, PHOTOSHOP, LAYERS, SUB_PICTURES]);

function addEntryKinds(tiff: Tiff, entry: TiffEntry, add: AddKind): void {
  if (entry.tag === XMP) addXmpKinds(valueBytes(tiff, entry), add);
  else if (entry.tag === PHOTOSHOP) addPhotoshopKinds(valueBytes(tiff, entry), add);
  else if (entry.tag === LAYERS || entry.tag === SUB_PICTURES) add('extra_image');
}
