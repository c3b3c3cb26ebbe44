// The small pieces that pictures are made of, for planting things in them: JPEG segments, PNG chunks, tails.
import { crc32 } from '#app/domain/photos/png-chunks.ts';

/** Out: one JPEG segment; `marker` is the byte after 0xFF. */
export function jpegSegment(marker: number, payload: Uint8Array | string): Buffer {
  const data = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : Buffer.from(payload);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** In: a JPEG and segments. Out: the JPEG with them directly after its first two bytes. */
export function withSegments(jpeg: Uint8Array, ...segments: Uint8Array[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** Out: one PNG chunk with its checksum. */
export function pngChunk(type: string, payload: Uint8Array | string): Buffer {
  const data = typeof payload === 'string' ? Buffer.from(payload, 'latin1') : Buffer.from(payload);
  const whole = Buffer.alloc(12 + data.length);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole, 4, 8 + data.length), 8 + data.length);
  return whole;
}

const HEADER_END = 33;

/** In: a PNG and chunks. Out: the PNG with them directly after its header. */
export function withChunks(png: Uint8Array, ...chunks: Uint8Array[]): Buffer {
  return Buffer.concat([png.subarray(0, HEADER_END), ...chunks, png.subarray(HEADER_END)]);
}

/** Out: the start of a small film, as a motion photo carries behind its picture. */
export function filmBytes(): Buffer {
  const box = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + data.length, 0);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, data]);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1')),
    box('free', Buffer.alloc(0)),
    box('mdat', Buffer.alloc(2000, 0x5a)),
  ]);
}
