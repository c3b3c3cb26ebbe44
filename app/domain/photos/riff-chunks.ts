// Reads the chunks of any WebP as they come, believing nothing about them; shared by the strict walker and by the
// reader that tells which kinds of metadata an original holds.

export interface RiffChunk {
  /** four letters */
  type: string;
  /** offset of the chunk's letters */
  at: number;
  /** offsets of its data: from `start` up to but not including `end`; a byte of padding may follow */
  start: number;
  end: number;
}

/** Bytes before the first chunk: `RIFF`, a length, `WEBP`. */
export const RIFF_HEAD = 12;

/** Little-endian; the caller has checked that four bytes are there. */
export function uint32Little(bytes: Uint8Array, at: number): number {
  return uint24Little(bytes, at) + (bytes[at + 3] as number) * 0x1000000;
}

/** Little-endian; the caller has checked that three bytes are there. */
export function uint24Little(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16);
}

/** Out: where the file says that it ends, counted from its start; what lies behind is no part of it. */
export function riffEnd(bytes: Uint8Array): number {
  return bytes.length < 8 ? 0 : 8 + uint32Little(bytes, 4);
}

/** Yields each chunk that lies wholly between two offsets; never throws. */
export function* riffChunks(
  bytes: Uint8Array,
  from = RIFF_HEAD,
  to = Math.min(bytes.length, riffEnd(bytes)),
): Generator<RiffChunk> {
  let at = from;
  while (at + 8 <= to) {
    const length = uint32Little(bytes, at + 4);
    const start = at + 8;
    const end = start + length;
    if (end > to) return;
    yield { type: String.fromCharCode(...bytes.subarray(at, at + 4)), at, start, end };
    at = end + (length % 2);
  }
}
