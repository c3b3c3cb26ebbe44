// Which kinds of metadata an EXIF block holds: a small reader of TIFF directories that trusts no offset.
import type { MetadataKind } from '#app/domain/ports/photo-engine.ts';
import type { AddKind } from './metadata-kinds.ts';

/** EXIF 2.32 tag numbers by the kind of thing they tell; tags that say nothing about anybody are left out. */
const kindOfTag = new Map<number, MetadataKind>();
const listed: [MetadataKind, number[]][] = [
  ['camera', [0x010f, 0x0110, 0x0131, 0x013c, 0xa432, 0xa433, 0xa434, 0xc614, 0xc615]],
  [
    'camera',
    [0x829a, 0x829d, 0x8822, 0x8827, 0x9201, 0x9202, 0x9203, 0x9204, 0x9205, 0x9207, 0x9209, 0x920a, 0xa405],
  ],
  ['serial_number', [0xa420, 0xa431, 0xa435, 0xc62f, 0xc65d]],
  ['owner', [0x013b, 0x8298, 0x9c9d, 0xa430]],
  ['date_taken', [0x0132, 0x9003, 0x9004, 0x9010, 0x9011, 0x9012, 0x9290, 0x9291, 0x9292]],
  ['comment', [0x010d, 0x010e, 0x9286, 0x9c9b, 0x9c9c, 0x9c9e, 0x9c9f]],
  ['maker_notes', [0x927c, 0xc634]],
  ['orientation', [0x0112]],
  ['xmp', [0x02bc]],
  ['iptc', [0x83bb]],
  ['colour_profile', [0x8773]],
];
for (const [kind, tags] of listed) for (const tag of tags) kindOfTag.set(tag, kind);

/** Resolution, colour space and pixel size: plain facts of the picture itself. */
const plain = new Set([
  0x011a, 0x011b, 0x0128, 0x0213, 0x8769, 0x8825, 0x9000, 0x9101, 0xa000, 0xa001, 0xa002, 0xa003,
]);

const MOST_ENTRIES = 1000;
const MOST_DIRECTORIES = 16;

interface Tiff {
  view: DataView;
  little: boolean;
  visited: Set<number>;
  add: AddKind;
}

/** In: the TIFF part of an EXIF block (after `Exif\0\0`). Adds the kinds it holds. Never throws. */
export function addExifKinds(block: Uint8Array, add: AddKind): void {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const order = block.byteLength >= 8 ? view.getUint16(0) : 0;
  if (order !== 0x4949 && order !== 0x4d4d) {
    add('other');
    return;
  }
  const tiff: Tiff = { view, little: order === 0x4949, visited: new Set(), add };
  const next = directory(tiff, view.getUint32(4, tiff.little), addImageTag);
  // The second directory of an EXIF block describes the small copy of the photo, never cropped or blurred.
  if (next) directory(tiff, next, () => add('thumbnail'));
}

type OnEntry = (tiff: Tiff, tag: number, valueAt: number) => void;

/** Walks one directory; out: the offset of the next one, 0 when there is none. */
function directory(tiff: Tiff, offset: number, onEntry: OnEntry): number {
  const { view, little, visited } = tiff;
  if (offset < 8 || offset + 2 > view.byteLength || visited.has(offset)) return 0;
  if (visited.size >= MOST_DIRECTORIES) return 0;
  visited.add(offset);
  const count = Math.min(view.getUint16(offset, little), MOST_ENTRIES);
  for (let i = 0; i < count; i++) {
    const at = offset + 2 + 12 * i;
    if (at + 12 > view.byteLength) return 0;
    onEntry(tiff, view.getUint16(at, little), at + 8);
  }
  const link = offset + 2 + 12 * count;
  return link + 4 <= view.byteLength ? view.getUint32(link, little) : 0;
}

function addImageTag(tiff: Tiff, tag: number, valueAt: number): void {
  const pointsTo = (): number => tiff.view.getUint32(valueAt, tiff.little);
  if (tag === 0x8769) directory(tiff, pointsTo(), addImageTag);
  else if (tag === 0x8825) directory(tiff, pointsTo(), addPlaceTag);
  const kind = kindOfTag.get(tag);
  if (kind) tiff.add(kind);
  else if (!plain.has(tag)) tiff.add('other');
}

/** GPS tags: 0 is only a version number; 7 and 29 are the satellite's time and date. */
function addPlaceTag(tiff: Tiff, tag: number): void {
  if (tag === 7 || tag === 29) tiff.add('date_taken');
  else if (tag !== 0) tiff.add('location');
}
