// A picture is known again after what happens to pictures on their way round the world, and no other is taken for it
// (I-15). The whole measure, over hundreds of pictures and a hundred thousand pairs, is bench/likeness.
import { beforeAll, describe, expect, test } from 'vitest';
import { type Likeness, LIKENESS_SIDE, likenessOf, readLikeness } from '#app/domain/photos/likeness.ts';
import { findAlike, sameLikeness } from '#app/domain/photos/same-likeness.ts';
import {
  dice,
  drawnPicture,
  greySquare,
  PICTURE_CHANGES,
  PICTURE_KINDS,
} from '#tests/support/many-pictures.ts';

const textOf = async (picture: Uint8Array): Promise<string> =>
  likenessOf(await greySquare(picture, LIKENESS_SIDE));
const read = async (picture: Uint8Array): Promise<Likeness> =>
  readLikeness(await textOf(picture)) as Likeness;

/** Smooth gradients have nothing in them to be known by once they are cut; the bench tells of them. */
const KINDS = PICTURE_KINDS.filter((kind) => kind !== 'gradient');
const EACH = 4;

let kept: { picture: Buffer; likeness: Likeness }[];
beforeAll(async () => {
  kept = [];
  for (const kind of KINDS)
    for (let i = 0; i < EACH; i++) {
      const picture = await drawnPicture(kind, i);
      kept.push({ picture, likeness: await read(picture) });
    }
});

describe('the same picture', () => {
  test.each(Object.entries(PICTURE_CHANGES))('%s: is known again', async (_, change) => {
    let known = 0;
    for (const [i, { picture, likeness }] of kept.entries()) {
      const sameness = sameLikeness(likeness, await read(await change(picture, dice(i + 5))));
      if (sameness !== 'different') known++;
    }
    expect(known / kept.length).toBeGreaterThanOrEqual(0.9);
  });

  test('is the same whichever of the two was kept', async () => {
    for (const { picture, likeness } of kept) {
      const changed = await read(
        await (PICTURE_CHANGES['cropped to 80–100 % of each side'] as (typeof PICTURE_CHANGES)[string])(
          picture,
          dice(3),
        ),
      );
      expect(sameLikeness(changed, likeness)).toBe(sameLikeness(likeness, changed));
    }
  });
});

test('no two different pictures are taken for one another, be it two classes before one wall', () => {
  for (const [i, one] of kept.entries())
    for (const other of kept.slice(i + 1))
      expect(sameLikeness(one.likeness, other.likeness)).not.toBe('same');
});

test('a changed picture is found among many others, and only that one', async () => {
  const many = kept.map(({ likeness }, i) => [i, likeness] as const);
  const shrink = PICTURE_CHANGES['shrunk to 160 px'] as (typeof PICTURE_CHANGES)[string];
  for (const i of [0, 7, 13]) {
    const changed = await read(await shrink((kept[i] as (typeof kept)[number]).picture, dice(1)));
    const found = findAlike(changed, many).filter(({ sameness }) => sameness === 'same');
    expect(found).toEqual([{ of: i, sameness: 'same' }]);
  }
});

describe('a likeness as it is kept', () => {
  test('is base64 of less than 8 KB, and reads back as it was made', async () => {
    const text = await textOf((kept[0] as (typeof kept)[number]).picture);
    expect(text).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(text.length).toBeLessThan(8_192);
    expect(readLikeness(text)).toEqual(kept[0]?.likeness);
  });

  test.each([
    ['nothing', ''],
    ['no base64', '<script>'],
    ['another kind', Buffer.alloc(5_000, 9).toString('base64')],
  ])('%s is no likeness, and nothing is compared with it', (_, text) => {
    expect(readLikeness(text)).toBeNull();
  });

  test('needs 128 × 128 grey values', () => {
    expect(() => likenessOf(new Uint8Array(100))).toThrow(RangeError);
  });
});
