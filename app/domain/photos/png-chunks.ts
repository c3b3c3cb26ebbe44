// Reads the chunks of any PNG as they come, believing nothing about them; shared by the strict walker and by
// the reader that tells which kinds of metadata an original holds.

export interface PngChunk {
  /** four letters */
  type: string;
  /** offset of the chunk's length field */
  at: number;
  /** offsets of its data: from `start` up to but not including `end` */
  start: number;
  end: number;
}

export const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Yields each chunk that lies wholly inside the bytes, ends after IEND; never throws. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  let at = PNG_SIGNATURE.length;
  while (at + 12 <= bytes.length) {
    const length = uint32(bytes, at);
    const start = at + 8;
    const end = start + length;
    if (end + 4 > bytes.length) return;
    const type = String.fromCharCode(...bytes.subarray(at + 4, start));
    yield { type, at, start, end };
    if (type === 'IEND') return;
    at = end + 4;
  }
}

/** Big-endian; the caller has checked that four bytes are there. */
export function uint32(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]] as [
    number,
    number,
    number,
    number,
  ];
  return a * 0x1000000 + ((b << 16) | (c << 8) | d);
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** The checksum that closes every PNG chunk (ISO 3309, over type and data). */
export function crc32(bytes: Uint8Array, start: number, end: number): number {
  let c = 0xffffffff;
  for (let i = start; i < end; i++) c = (table[(c ^ (bytes[i] as number)) & 255] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
