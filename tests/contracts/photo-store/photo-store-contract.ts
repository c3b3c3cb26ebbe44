// What every photo store promises, whatever it stands on: originals that nobody but the worker can read, pieces that cannot be
// swapped, and no way from a key of one area to a file of the other.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Keys, makeKeyTexts, readKeys, webKeys } from '#app/adapters/keys.server.ts';
import { DATA_KEY_BYTES, encryptOriginal } from '#app/adapters/original-cipher.server.ts';
import type { PhotoAreas } from '#app/adapters/photo-areas.ts';
import { tryPhotoAreas } from '#app/adapters/photo-storage.server.ts';
import { photoIntake, photoStore } from '#app/adapters/photo-store.server.ts';
import { openingVault, sealingVault } from '#app/adapters/sodium-vault.server.ts';
import {
  OriginalDamaged,
  type PhotoArea as Area,
  type PhotoIntake,
  type PhotoStore,
  type PieceInStore,
  type StoredPage,
  type StoredPiece,
} from '#app/domain/ports/photo-store.ts';

/** A store under test, and a way past it to what it really keeps. */
export interface StoreUnderTest {
  areas: PhotoAreas;
  /** what lies there under a key, as it lies there; null when nothing does */
  peek(area: Area, key: string): Promise<Buffer | null>;
  spoil(area: Area, key: string, bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

const CHUNK = 262_144;

export const some = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31) % 251);

/** A stored piece as its row would remember it. */
export const asRow = (number: number, { key, sealedKey, keyId }: StoredPiece): PieceInStore => ({
  number,
  key,
  sealedKey,
  keyId,
  boundTo: 'piece',
});

async function everything(store: PhotoStore, area: Area) {
  const files = [];
  for (let next: string | null = null, first = true; first || next !== null; first = false) {
    const page: StoredPage = await store.list(area, next);
    files.push(...page.files);
    next = page.next;
  }
  return files;
}

/** Runs the whole promise against one kind of store. */
export function photoStoreContract(kind: string, open: () => Promise<StoreUnderTest>): void {
  describe(`photos ${kind}`, () => {
    let under: StoreUnderTest;
    let keys: Keys;
    let intake: PhotoIntake;
    let store: PhotoStore;
    beforeAll(async () => {
      under = await open();
      keys = await readKeys(await makeKeyTexts());
      intake = photoIntake(under.areas, sealingVault(webKeys(keys).photos));
      store = await photoStore(under.areas, openingVault(keys.photos));
    });
    afterAll(() => under.end());

    const put = async (number = 0, length = 99, photoId = 'photo-1') =>
      asRow(number, await intake.putPiece(photoId, number, some(length)));
    const inPlace = async (area: Area, key: string): Promise<Buffer> => {
      const bytes = await under.peek(area, key);
      if (!bytes) throw new Error(`nothing lies in ${area} under ${key}`);
      return bytes;
    };

    describe('originals', () => {
      test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])(
        'of %i bytes: the web side puts it in, the worker gets it back',
        async (length) => {
          const stored = await intake.putPiece('photo-1', 0, some(length));
          expect(stored).toMatchObject({ bytes: length, keyId: keys.photos.current.id });
          const back = await store.readPieces('photo-1', [asRow(0, stored)]);
          expect(Buffer.from(back).equals(some(length))).toBe(true);
        },
      );

      test('in several pieces come back in order, as one', async () => {
        const pieces = [await put(0, 300_000), await put(1, 1), await put(2, 70_000)];
        const back = await store.readPieces('photo-1', pieces);
        expect(Buffer.concat([some(300_000), some(1), some(70_000)]).equals(back)).toBe(true);
      });

      test('cannot be read where they lie, nor by the web side, which opens only what it was given the key of', async () => {
        const plain = Buffer.from('GPS 51.5014 -0.1419 '.repeat(5_000));
        const stored = await intake.putPiece('photo-1', 0, plain);
        expect((await inPlace('quarantine', stored.key)).includes('51.5014')).toBe(false);
        expect(Object.keys(intake).sort()).toEqual(['health', 'openPiece', 'putPiece', 'readClean']);
        const piece = { number: 0, key: stored.key };
        await expect(intake.openPiece('photo-1', piece, randomBytes(32))).rejects.toBeInstanceOf(
          OriginalDamaged,
        );
      });

      test('sent twice have two keys, two data keys and two different files', async () => {
        const [one, two] = [await put(), await put()];
        expect(one.key).not.toBe(two.key);
        expect(one.sealedKey).not.toBe(two.sealedKey);
        const [here, there] = [await inPlace('quarantine', one.key), await inPlace('quarantine', two.key)];
        expect(here.equals(there)).toBe(false);
        await expect(
          store.readPieces('photo-1', [{ ...one, sealedKey: two.sealedKey }]),
        ).rejects.toBeInstanceOf(OriginalDamaged);
      });

      test('do not open for another photo, nor as another piece of their own', async () => {
        const first = await put(0);
        const second = await put(1);
        await expect(store.readPieces('photo-2', [first])).rejects.toThrow('belongs to another photo');
        const swapped = [
          { ...second, number: 0 },
          { ...first, number: 1 },
        ];
        await expect(store.readPieces('photo-1', swapped)).rejects.toBeInstanceOf(OriginalDamaged);
        await expect(store.readPieces('photo-1', [{ ...first, boundTo: 'photo' }])).rejects.toBeInstanceOf(
          OriginalDamaged,
        );
      });

      test('stored whole by an earlier release open as such, and not as a piece', async () => {
        const { key } = await put();
        const dataKey = new Uint8Array(randomBytes(DATA_KEY_BYTES));
        const whole = Buffer.concat([...encryptOriginal('photo-1', dataKey, some(CHUNK + 3))]);
        await under.spoil('quarantine', key, whole);
        const { box, keyId } = await sealingVault(webKeys(keys).photos).seal(dataKey);
        const row = { number: 0, key, sealedKey: box, keyId, boundTo: 'photo' as const };
        expect(Buffer.from(await store.readPieces('photo-1', [row])).equals(some(CHUNK + 3))).toBe(true);
        await expect(store.readPieces('photo-2', [row])).rejects.toBeInstanceOf(OriginalDamaged);
        await expect(store.readPieces('photo-1', [{ ...row, boundTo: 'piece' }])).rejects.toBeInstanceOf(
          OriginalDamaged,
        );
      });

      test('show any changed, cut, added or moved byte', async () => {
        const stored = await put(0, 2 * CHUNK + 5);
        const whole = await inPlace('quarantine', stored.key);
        const sealed = CHUNK + 16;
        const spoilt = [
          whole.subarray(0, -1),
          whole.subarray(0, 4 + 2 * sealed),
          whole.subarray(0, 4),
          whole.subarray(0, 2),
          Buffer.alloc(0),
          Buffer.concat([whole, Buffer.alloc(1)]),
          Buffer.concat([
            whole.subarray(0, 4),
            whole.subarray(4 + sealed, 4 + 2 * sealed),
            whole.subarray(4, 4 + sealed),
            whole.subarray(4 + 2 * sealed),
          ]),
        ];
        const isNoticed = () =>
          expect(store.readPieces('photo-1', [stored])).rejects.toBeInstanceOf(OriginalDamaged);
        await fc.assert(
          fc.asyncProperty(
            fc.nat(whole.length - 1),
            fc.integer({ min: 1, max: 255 }),
            async (index, mask) => {
              const changed = Buffer.from(whole);
              changed[index] = (changed[index] ?? 0) ^ mask;
              await under.spoil('quarantine', stored.key, changed);
              await isNoticed();
            },
          ),
          { numRuns: 25 },
        );
        for (const bytes of spoilt) {
          await under.spoil('quarantine', stored.key, bytes);
          await isNoticed();
        }
        await under.spoil('quarantine', stored.key, whole);
        await expect(store.readPieces('photo-1', [stored])).resolves.toHaveLength(2 * CHUNK + 5);
      });

      test('need the key they were sealed to, and a worker without it is told which', async () => {
        const others = await readKeys(await makeKeyTexts());
        const stranger = await photoStore(under.areas, openingVault(others.photos));
        const stored = await put();
        const reading = stranger.readPieces('photo-1', [stored]);
        await expect(reading).rejects.toThrow(stored.keyId);
        await expect(reading).rejects.not.toBeInstanceOf(OriginalDamaged);
      });

      test('once removed are gone, and removing them again is no error', async () => {
        const stored = await put();
        await store.removeOriginal(stored.key);
        await store.removeOriginal(stored.key);
        expect(await under.peek('quarantine', stored.key)).toBeNull();
        await expect(store.readPieces('photo-1', [stored])).rejects.toThrow('gone');
      });
    });

    describe('clean copies', () => {
      test('are read by both sides byte for byte until they are removed', async () => {
        const { key } = await store.putClean(some(70_000));
        for (const door of [intake, store])
          expect(Buffer.from((await door.readClean(key)) ?? []).equals(some(70_000))).toBe(true);
        await store.removeClean(key);
        await store.removeClean(key);
        expect(await intake.readClean(key)).toBeNull();
      });
    });

    describe('the list of an area', () => {
      test('names what lies there and nothing of the other area, in the order of the keys, with its time', async () => {
        const before = Date.now();
        const pieces = await Promise.all([put(), put(), put()]);
        const clean = await store.putClean(some(9));
        const listed = await everything(store, 'quarantine');
        const keysThere = listed.map(({ key }) => key);
        expect(keysThere).toEqual([...keysThere].sort());
        expect(keysThere).toEqual(expect.arrayContaining(pieces.map(({ key }) => key)));
        expect(keysThere).not.toContain(clean.key);
        expect((await everything(store, 'clean')).map(({ key }) => key)).toContain(clean.key);
        const mine = listed.find(({ key }) => key === pieces[0]?.key);
        expect(Math.abs((mine?.storedAt.getTime() ?? 0) - before)).toBeLessThan(10_000);
      });

      test('leaves out files that are not ours', async () => {
        const foreign = ['README.txt', 'o-1', `o-${'A'.repeat(32)}`];
        for (const name of foreign) await under.spoil('quarantine', name, some(3));
        const listed = (await everything(store, 'quarantine')).map(({ key }) => key);
        for (const name of foreign) expect(listed).not.toContain(name);
      });

      test('goes on after the page before', async () => {
        const stored = (await Promise.all([put(), put(), put()])).map(({ key }) => key).sort();
        const { files } = await store.list('quarantine', stored[0] ?? '');
        const listed = files.map(({ key }) => key);
        expect(listed).not.toContain(stored[0]);
        expect(listed).toEqual(expect.arrayContaining(stored.slice(1)));
      });
    });

    test('a look at the store leaves nothing behind, and a store that answers is well', async () => {
      const before = [await everything(store, 'quarantine'), await everything(store, 'clean')];
      await tryPhotoAreas(under.areas);
      expect([await everything(store, 'quarantine'), await everything(store, 'clean')]).toEqual(before);
      expect(await store.health()).toMatchObject({ ok: true });
    });

    describe('keys', () => {
      test('of one area never fetch from, or remove in, the other', async () => {
        const original = await put();
        const clean = await store.putClean(some(9));
        await expect(intake.readClean(original.key)).rejects.toThrow('no key of a photo in clean');
        await expect(store.removeClean(original.key)).rejects.toThrow('no key');
        await expect(store.removeOriginal(clean.key)).rejects.toThrow('no key of a photo in quarantine');
        await expect(store.readPieces('photo-1', [{ ...original, key: clean.key }])).rejects.toThrow(
          'no key',
        );
        expect(await under.peek('clean', original.key)).toBeNull();
        expect(await under.peek('quarantine', clean.key)).toBeNull();
      });

      test.each([
        '../quarantine/o-1',
        '..',
        '',
        '/etc/passwd',
        'c-',
        `c-${'0'.repeat(32)}/..`,
        `c-${'A'.repeat(32)}`,
        `c-${'0'.repeat(32)}\n`,
      ])('are no paths: %j', async (key) => {
        await expect(intake.readClean(key)).rejects.toThrow('no key');
        await expect(store.removeClean(key)).rejects.toThrow('no key');
      });

      test('that nobody gave out find nothing', async () => {
        expect(await intake.readClean(`c-${'0'.repeat(32)}`)).toBeNull();
      });
    });
  });
}
