// Reads the directories of a TIFF, which EXIF blocks, scans and raw photos are all made of, trusting no offset and
// no count.

export interface Tiff {
  view: DataView;
  little: boolean;
  /** offset of the first directory */
  first: number;
  /** directories already read, so that a ring of them ends */
  visited: Set<number>;
}

export interface TiffEntry {
  tag: number;
  /** 1 byte, 3 short, 4 long, 7 bytes … (TIFF 6.0, section 2) */
  type: number;
  count: number;
  /** offset of the four bytes that hold the value or point to it */
  valueAt: number;
}

export interface TiffDirectory {
  entries: TiffEntry[];
  /** offset of the next directory, 0 when there is none */
  next: number;
}

const MOST_ENTRIES = 1000;
const MOST_DIRECTORIES = 16;
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** In: bytes from the byte order mark on. Out: a reader, or undefined when they do not begin as a TIFF does. */
export function openTiff(bytes: Uint8Array): Tiff | undefined {
  if (bytes.byteLength < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return undefined;
  const little = order === 0x4949;
  return { view, little, first: view.getUint32(4, little), visited: new Set() };
}

/** Out: the directory at an offset; undefined when there is none, it was read before, or there were too many. */
export function readDirectory({ view, little, visited }: Tiff, offset: number): TiffDirectory | undefined {
  if (offset < 8 || offset + 2 > view.byteLength || visited.has(offset)) return undefined;
  if (visited.size >= MOST_DIRECTORIES) return undefined;
  visited.add(offset);
  const count = Math.min(view.getUint16(offset, little), MOST_ENTRIES);
  const entries: TiffEntry[] = [];
  for (let i = 0; i < count; i++) {
    const at = offset + 2 + 12 * i;
    if (at + 12 > view.byteLength) return { entries, next: 0 };
    entries.push({
      tag: view.getUint16(at, little),
      type: view.getUint16(at + 2, little),
      count: view.getUint32(at + 4, little),
      valueAt: at + 8,
    });
  }
  const link = offset + 2 + 12 * count;
  return { entries, next: link + 4 <= view.byteLength ? view.getUint32(link, little) : 0 };
}

/** Out: the bytes of an entry's value, as much of them as the file holds. */
export function valueBytes({ view, little }: Tiff, { type, count, valueAt }: TiffEntry): Uint8Array {
  const length = (SIZES[type] ?? 1) * count;
  const at = length <= 4 ? valueAt : view.getUint32(valueAt, little);
  const from = Math.min(at, view.byteLength);
  return new Uint8Array(view.buffer, view.byteOffset + from, Math.min(length, view.byteLength - from));
}

/** Out: the first `most` whole numbers of an entry of bytes, shorts or longs; empty for any other type. */
export function numbersOf(tiff: Tiff, entry: TiffEntry, most = 16): number[] {
  const size = SIZES[entry.type] ?? 0;
  if (![1, 3, 4].includes(entry.type)) return [];
  const bytes = valueBytes(tiff, entry);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.min(most, Math.floor(bytes.length / size)) }, (_, i) => {
    if (size === 1) return view.getUint8(i);
    return size === 2 ? view.getUint16(2 * i, tiff.little) : view.getUint32(4 * i, tiff.little);
  });
}
