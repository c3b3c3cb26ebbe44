// Draws the tiny picture that health cleans for real: a PNG made here from nothing, carrying a line of text that
// must be gone afterwards. The parent has no image library, and needs none for this.
import { deflateSync } from 'node:zlib';
import { crc32 } from '#app/domain/photos/png-chunks.ts';

const WIDTH = 48;
const HEIGHT = 32;

/** Out: the bytes of a 48 × 32 px colour PNG with a comment chunk. */
export function drawnPicture(): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(HEIGHT * (1 + 3 * WIDTH));
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) rows.set([x * 5, y * 7, (x * y) & 255], y * (1 + 3 * WIDTH) + 1 + 3 * x);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('Comment\0drawn to see whether photos are cleaned', 'latin1')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(12 + data.length);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole, 4, 8 + data.length), 8 + data.length);
  return whole;
}
