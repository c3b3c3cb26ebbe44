// Writes EXIF blocks by hand, as a camera would: directories of tags, a GPS directory, a small copy of the photo.

/** A tag's value: text, a number (short or long), an unsigned rational list, or raw bytes. */
export type ExifValue =
  string | { short: number } | { long: number } | { rationals: [number, number][] } | Uint8Array;

export interface ExifParts {
  main?: Record<number, ExifValue>;
  photo?: Record<number, ExifValue>;
  gps?: Record<number, ExifValue>;
  /** bytes of a small JPEG */
  thumbnail?: Uint8Array;
}

interface Field {
  tag: number;
  type: number;
  count: number;
  data: Buffer;
}

/** Out: the TIFF part of an EXIF block (big-endian), without the `Exif\0\0` in front. */
export function exifTiff({ main = {}, photo, gps, thumbnail }: ExifParts): Buffer {
  const mainFields = fields(main);
  if (photo) mainFields.push(long(0x8769, 0));
  if (gps) mainFields.push(long(0x8825, 0));
  mainFields.sort((a, b) => a.tag - b.tag);
  const photoAt = 8 + sizeOf(mainFields);
  const photoFields = photo ? fields(photo) : [];
  const gpsAt = photoAt + (photo ? sizeOf(photoFields) : 0);
  const gpsFields = gps ? fields(gps) : [];
  const smallAt = gpsAt + (gps ? sizeOf(gpsFields) : 0);
  const smallFields = thumbnail ? [short(0x0103, 6), long(0x0201, 0), long(0x0202, thumbnail.length)] : [];
  const thumbnailAt = smallAt + sizeOf(smallFields);
  const point = (list: Field[], tag: number, to: number): void => {
    list.find((field) => field.tag === tag)?.data.writeUInt32BE(to);
  };
  point(mainFields, 0x8769, photoAt);
  point(mainFields, 0x8825, gpsAt);
  point(smallFields, 0x0201, thumbnailAt);
  const head = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8]);
  return Buffer.concat([
    head,
    directory(mainFields, 8, thumbnail ? smallAt : 0),
    photo ? directory(photoFields, photoAt, 0) : Buffer.alloc(0),
    gps ? directory(gpsFields, gpsAt, 0) : Buffer.alloc(0),
    thumbnail ? directory(smallFields, smallAt, 0) : Buffer.alloc(0),
    thumbnail ?? Buffer.alloc(0),
  ]);
}

const short = (tag: number, value: number): Field => ({
  tag,
  type: 3,
  count: 1,
  data: Buffer.from([value >> 8, value & 255]),
});

function long(tag: number, value: number): Field {
  const data = Buffer.alloc(4);
  data.writeUInt32BE(value);
  return { tag, type: 4, count: 1, data };
}

function fields(values: Record<number, ExifValue>): Field[] {
  return Object.entries(values)
    .map(([tag, value]) => field(Number(tag), value))
    .sort((a, b) => a.tag - b.tag);
}

function field(tag: number, value: ExifValue): Field {
  if (typeof value === 'string') {
    const data = Buffer.from(`${value}\0`, 'latin1');
    return { tag, type: 2, count: data.length, data };
  }
  if (value instanceof Uint8Array) return { tag, type: 7, count: value.length, data: Buffer.from(value) };
  if ('short' in value) return short(tag, value.short);
  if ('long' in value) return long(tag, value.long);
  const data = Buffer.alloc(8 * value.rationals.length);
  value.rationals.flat().forEach((number, i) => data.writeUInt32BE(number, 4 * i));
  return { tag, type: 5, count: value.rationals.length, data };
}

const even = (length: number): number => length + (length % 2);
const sizeOf = (list: Field[]): number =>
  2 +
  12 * list.length +
  4 +
  list.reduce((sum, { data }) => sum + (data.length > 4 ? even(data.length) : 0), 0);

function directory(list: Field[], at: number, next: number): Buffer {
  const table = Buffer.alloc(2 + 12 * list.length + 4);
  table.writeUInt16BE(list.length, 0);
  const extra: Buffer[] = [];
  let extraAt = at + table.length;
  list.forEach(({ tag, type, count, data }, i) => {
    const entry = 2 + 12 * i;
    table.writeUInt16BE(tag, entry);
    table.writeUInt16BE(type, entry + 2);
    table.writeUInt32BE(count, entry + 4);
    if (data.length <= 4) data.copy(table, entry + 8);
    else {
      table.writeUInt32BE(extraAt, entry + 8);
      extra.push(data, Buffer.alloc(data.length % 2));
      extraAt += even(data.length);
    }
  });
  table.writeUInt32BE(next, table.length - 4);
  return Buffer.concat([table, ...extra]);
}
