// Reads the boxes that HEIC and AVIF photos are made of (ISO/IEC 14496-12 and 23008-12), believing none of their
// lengths: what items a file holds, where their bytes are, what belongs to what.
import { uint32 } from './png-chunks.ts';

export interface MediaBox {
  /** four letters */
  type: string;
  /** offsets of its content: from `start` up to but not including `end` */
  start: number;
  end: number;
}

export interface PictureItem {
  id: number;
  /** four letters: `hvc1`, `av01`, `grid`, `Exif`, `mime` … */
  type: string;
  /** of a `mime` item */
  contentType: string;
}

export interface ItemReference {
  /** `thmb` small copy of, `auxl` addition to, `cdsc` description of, `dimg` made from */
  kind: string;
  from: number;
}

const MOST_BOXES = 4096;

const letters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/** Yields the boxes between two offsets; ends at the first that does not fit. Never throws. */
export function* mediaBoxes(bytes: Uint8Array, from = 0, to = bytes.length): Generator<MediaBox> {
  let at = from;
  for (let i = 0; i < MOST_BOXES && at + 8 <= to; i++) {
    let length = uint32(bytes, at);
    let start = at + 8;
    if (length === 0) length = to - at;
    else if (length === 1 && start + 8 <= to) {
      length = uint32(bytes, start) * 2 ** 32 + uint32(bytes, start + 4);
      start += 8;
    }
    if (length < start - at || at + length > to) return;
    yield { type: letters(bytes, at + 4), start, end: at + length };
    at += length;
  }
}

/** Out: the box reached by going down these letters, the first of each; undefined when one is missing. */
export function boxAt(bytes: Uint8Array, ...path: string[]): MediaBox | undefined {
  let found: MediaBox | undefined = { type: '', start: 0, end: bytes.length };
  for (const type of path) {
    if (!found) return undefined;
    // `meta` is a box with four bytes of version and flags before what is in it.
    const start: number = found.type === 'meta' ? found.start + 4 : found.start;
    found = [...mediaBoxes(bytes, start, found.end)].find((inner) => inner.type === type);
  }
  return found;
}

/** Out: the items that the file names, pictures or not. */
export function pictureItems(bytes: Uint8Array): PictureItem[] {
  const list = boxAt(bytes, 'meta', 'iinf');
  if (!list) return [];
  const from = list.start + (bytes[list.start] === 0 ? 6 : 8);
  return [...mediaBoxes(bytes, from, list.end)].flatMap(({ type, start, end }) => {
    const version = bytes[start] ?? 0;
    if (type !== 'infe' || version < 2) return [];
    const wide = version > 2;
    const typeAt = start + (wide ? 10 : 8);
    const words = new TextDecoder('latin1').decode(bytes.subarray(typeAt + 4, Math.min(end, typeAt + 260)));
    return {
      id: wide ? uint32At(bytes, start + 4) : uint16(bytes, start + 4),
      type: letters(bytes, typeAt),
      contentType: words.split('\0')[1] ?? '',
    };
  });
}

/** Out: which item refers to others, and in what way. */
export function itemReferences(bytes: Uint8Array): ItemReference[] {
  const list = boxAt(bytes, 'meta', 'iref');
  if (!list) return [];
  const wide = bytes[list.start] !== 0;
  return [...mediaBoxes(bytes, list.start + 4, list.end)].map(({ type, start }) => ({
    kind: type,
    from: wide ? uint32At(bytes, start) : uint16(bytes, start),
  }));
}

/** Out: the bytes of an item's first piece, as much of it as the file holds; empty when it is not there. */
export function itemBytes(bytes: Uint8Array, id: number): Uint8Array {
  const list = boxAt(bytes, 'meta', 'iloc');
  const nothing = new Uint8Array();
  if (!list || list.end - list.start < 8) return nothing;
  const version = bytes[list.start] ?? 0;
  const sizes = uint16(bytes, list.start + 4);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  const wide = version === 2;
  let at = list.start + (wide ? 10 : 8);
  const read = (size: number): number => {
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + (bytes[at++] ?? 0);
    return value;
  };
  for (let steps = 0; at < list.end && steps < MOST_BOXES;) {
    const itemId = read(wide ? 4 : 2);
    const method = version > 0 ? read(2) & 15 : 0;
    read(2);
    const base = read(baseSize);
    const extents = read(2);
    for (let i = 0; i < extents && at < list.end && steps < MOST_BOXES; i++, steps++) {
      read(indexSize);
      const offset = base + read(offsetSize);
      const length = read(lengthSize);
      if (itemId !== id) continue;
      // Method 1 counts from the `idat` box within `meta` instead of from the start of the file.
      const origin = method === 1 ? (boxAt(bytes, 'meta', 'idat')?.start ?? bytes.length) : 0;
      return bytes.subarray(Math.min(origin + offset, bytes.length), origin + offset + length);
    }
  }
  return nothing;
}

const uint32At = (bytes: Uint8Array, at: number): number => (at + 4 <= bytes.length ? uint32(bytes, at) : 0);
