// Which kinds of metadata an EXIF block holds, by its tags.
import type { MetadataKind } from '#app/domain/ports/photo-engine.ts';
import type { AddKind } from './metadata-kinds.ts';
import { openTiff, readDirectory, type Tiff } from './tiff-directories.ts';

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

/** In: the TIFF part of an EXIF block (after `Exif\0\0`). Adds the kinds it holds. Never throws. */
export function addExifKinds(block: Uint8Array, add: AddKind): void {
  const tiff = openTiff(block);
  if (!tiff) {
    add('other');
    return;
  }
  const next = addDirectoryKinds(tiff, tiff.first, add);
  // The second directory of an EXIF block describes the small copy of the photo, never cropped or blurred.
  if (next && (readDirectory(tiff, next)?.entries.length ?? 0) > 0) add('thumbnail');
}

/**
 * Adds what the tags of one directory tell, and of the EXIF and GPS directories that it points to; `ours` are tags
 * that the caller has dealt with. Out: the offset of the next directory, 0 when there is none.
 */
export function addDirectoryKinds(
  tiff: Tiff,
  offset: number,
  add: AddKind,
  ours: ReadonlySet<number> = new Set(),
): number {
  const read = readDirectory(tiff, offset);
  for (const entry of read?.entries ?? []) {
    if (ours.has(entry.tag)) continue;
    const pointsTo = (): number => tiff.view.getUint32(entry.valueAt, tiff.little);
    if (entry.tag === 0x8769) addDirectoryKinds(tiff, pointsTo(), add);
    else if (entry.tag === 0x8825) addPlaceKinds(tiff, pointsTo(), add);
    const kind = kindOfTag.get(entry.tag);
    if (kind) add(kind);
    else if (!plain.has(entry.tag)) add('other');
  }
  return read?.next ?? 0;
}

/** GPS tags: 0 is only a version number; 7 and 29 are the satellite's time and date. */
function addPlaceKinds(tiff: Tiff, offset: number, add: AddKind): void {
  for (const { tag } of readDirectory(tiff, offset)?.entries ?? [])
    if (tag === 7 || tag === 29) add('date_taken');
    else if (tag !== 0) add('location');
}
