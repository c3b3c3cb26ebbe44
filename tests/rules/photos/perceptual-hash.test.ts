// The perceptual hash knows a picture again after shrinking and re-encoding, and tells different ones apart.
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { HASH_SIDE, hashDistance, perceptualHash } from '#app/domain/photos/perceptual-hash.ts';

/** A landscape of soft blots, as varied in the coarse as a real photo is. */
function blots(seed: number): Sharp {
  const cells = Buffer.from(
    Array.from({ length: 6 * 5 * 3 }, (_, i) => (Math.imul(i * i + seed, 2654435761) >>> 13) & 255),
  );
  return sharp(cells, { raw: { width: 6, height: 5, channels: 3 } }).resize(800, 600, {
    fit: 'fill',
    kernel: 'cubic',
  });
}

async function hashOf(picture: Uint8Array): Promise<string> {
  const grey = await sharp(picture)
    .greyscale()
    .resize(HASH_SIDE, HASH_SIDE, { fit: 'fill' })
    .raw()
    .toBuffer();
  return perceptualHash(grey);
}

describe('perceptual hash (I-15)', () => {
  it('stays near after shrinking, re-encoding and a little more light', async () => {
    const original = await blots(7).jpeg({ quality: 95 }).toBuffer();
    const shrunk = await sharp(original).resize(300).jpeg({ quality: 40 }).toBuffer();
    const lighter = await sharp(original).modulate({ brightness: 1.1 }).jpeg().toBuffer();
    const hash = await hashOf(original);
    expect(hashDistance(hash, await hashOf(shrunk))).toBeLessThanOrEqual(6);
    expect(hashDistance(hash, await hashOf(lighter))).toBeLessThanOrEqual(8);
  });

  it('is far for a picture turned upside down', async () => {
    const original = await blots(7).jpeg().toBuffer();
    const turned = await sharp(original).rotate(180).jpeg().toBuffer();
    expect(hashDistance(await hashOf(original), await hashOf(turned))).toBeGreaterThan(16);
  });

  it('is far for another picture', async () => {
    const [one, other] = await Promise.all([blots(7).jpeg().toBuffer(), blots(8).jpeg().toBuffer()]);
    expect(hashDistance(await hashOf(one), await hashOf(other))).toBeGreaterThan(16);
  });

  it('is 16 lower-case hex digits for any grey picture, the same each time', () => {
    const grey = fc.uint8Array({ minLength: HASH_SIDE ** 2, maxLength: HASH_SIDE ** 2 });
    fc.assert(
      fc.property(grey, (pixels) => {
        const hash = perceptualHash(pixels);
        return (
          /^[0-9a-f]{16}$/.test(hash) && hash === perceptualHash(pixels) && hashDistance(hash, hash) === 0
        );
      }),
      { numRuns: 50 },
    );
  });

  it('counts differing bits', () => {
    expect(hashDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
    expect(hashDistance('0000000000000001', '0000000000000002')).toBe(2);
  });

  it('refuses a picture of another size', () => {
    expect(() => perceptualHash(new Uint8Array(64))).toThrow(RangeError);
  });
});
