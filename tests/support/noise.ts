// Pictures that no encoder can make small, for tests about long uploads: random dots, the same for the same size.
import sharp from 'sharp';

/** A PNG of random dots: about three bytes a pixel. */
export async function noisePng(width: number, height: number): Promise<Buffer> {
  const dots = Buffer.allocUnsafe(width * height * 3);
  let state = width * 65_537 + height;
  for (let index = 0; index < dots.length; index += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    dots.writeInt32LE(state | 0, Math.min(index, dots.length - 4));
  }
  return sharp(dots, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
}
