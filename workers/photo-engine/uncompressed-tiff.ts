// Wraps bare pixels and their colour profile as a TIFF, the one plain container in which the image library takes both.

export interface BarePixels {
  /** px */
  width: number;
  height: number;
  /** bytes of a pixel: red, green, blue, and how opaque it is */
  channels: 3 | 4;
  /** bytes from the start of one row to the next, at least width × channels */
  stride: number;
  data: Uint8Array;
  /** an ICC profile; empty when there is none */
  profile: Uint8Array;
}

const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;
const ROWS_PER_STRIP = 16;
const HEAD = 8;

/** Out: the bytes of a TIFF (little-endian, uncompressed, in strips of 16 rows). */
export function uncompressedTiff({ width, height, channels, stride, data, profile }: BarePixels): Buffer {
  const strips = Math.ceil(height / ROWS_PER_STRIP);
  const stripLength = width * channels * ROWS_PER_STRIP;
  const fields: [tag: number, type: number, values: number[] | Uint8Array][] = [
    [0x0100, LONG, [width]],
    [0x0101, LONG, [height]],
    [0x0102, SHORT, Array<number>(channels).fill(8)],
    [0x0103, SHORT, [1]],
    [0x0106, SHORT, [2]],
    [0x0111, LONG, []],
    [0x0115, SHORT, [channels]],
    [0x0116, LONG, [ROWS_PER_STRIP]],
    [
      0x0117,
      LONG,
      Array.from({ length: strips }, (_, i) =>
        i < strips - 1 ? stripLength : width * height * channels - i * stripLength,
      ),
    ],
    ...(channels === 4 ? [[0x0152, SHORT, [2]] as [number, number, number[]]] : []),
    ...(profile.length > 0 ? [[0x8773, UNDEFINED, profile] as [number, number, Uint8Array]] : []),
  ];
  const tableEnd = HEAD + 2 + 12 * fields.length + 4;
  // Where the pixels begin follows from the lengths alone, so the strips' offsets can be told before they are placed.
  const pixelsAt =
    tableEnd +
    fields.reduce((sum, [tag, type, values]) => {
      const bytes = (tag === 0x0111 ? strips : values.length) * (type === SHORT ? 2 : type === LONG ? 4 : 1);
      return sum + (bytes > 4 ? bytes + (bytes % 2) : 0);
    }, 0);
  fields.find(([tag]) => tag === 0x0111)![2] = Array.from(
    { length: strips },
    (_, i) => pixelsAt + i * stripLength,
  );

  const tiff = Buffer.allocUnsafeSlow(pixelsAt + width * height * channels);
  tiff.fill(0, 0, pixelsAt);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(HEAD, 4);
  tiff.writeUInt16LE(fields.length, HEAD);
  let extraAt = tableEnd;
  fields.forEach(([tag, type, values], i) => {
    const entry = HEAD + 2 + 12 * i;
    const size = type === SHORT ? 2 : type === LONG ? 4 : 1;
    const length = size * values.length;
    tiff.writeUInt16LE(tag, entry);
    tiff.writeUInt16LE(type, entry + 2);
    tiff.writeUInt32LE(values.length, entry + 4);
    const at = length > 4 ? extraAt : entry + 8;
    if (length > 4) {
      tiff.writeUInt32LE(extraAt, entry + 8);
      extraAt += length + (length % 2);
    }
    if (values instanceof Uint8Array) tiff.set(values, at);
    else values.forEach((value, n) => tiff.writeUIntLE(value, at + n * size, size));
  });
  for (let y = 0; y < height; y++)
    tiff.set(data.subarray(y * stride, y * stride + width * channels), pixelsAt + y * width * channels);
  return tiff;
}
