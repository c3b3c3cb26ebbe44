// Photos on the disk: originals that nobody but the worker can read, clean copies that are whole or absent, and no way
// from a key of one to a file of the other.
import {
  constants,
  type FileHandle,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPhotoIntake, openPhotoStore } from '#app/adapters/disk-photo-store.server.ts';
import { type Keys, makeKeyTexts, readKeys, webKeys } from '#app/adapters/keys.server.ts';
import { openingVault, sealingVault } from '#app/adapters/sodium-vault.server.ts';
import { type PhotoIntake, PhotoStorageFull, type PhotoStore } from '#app/domain/ports/photo-store.ts';

const CHUNK = 262_144;
let root: string;
let keys: Keys;
let intake: PhotoIntake;
let store: PhotoStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gatepost-photos-'));
  keys = await readKeys(await makeKeyTexts());
  intake = await openPhotoIntake({ root }, sealingVault(webKeys(keys).photos));
  store = await openPhotoStore({ root }, openingVault(keys.photos));
});
afterAll(() => rm(root, { recursive: true }));

const some = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * 31) % 251);

describe('originals', () => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])(
    'of %i bytes: the web side puts it in, the worker gets it back',
    async (length) => {
      const stored = await intake.putOriginal('photo-1', some(length));
      expect(stored).toMatchObject({ bytes: length, keyId: keys.photos.current.id });
      expect(Buffer.from(await store.readOriginal('photo-1', stored)).equals(some(length))).toBe(true);
    },
  );

  test('nothing of it can be read on the disk, and the web side has no door to it', async () => {
    const plain = Buffer.from('GPS 51.5014 -0.1419 '.repeat(5_000));
    const stored = await intake.putOriginal('photo-1', plain);
    const onDisk = await readFile(join(root, 'quarantine', stored.key));
    expect(onDisk.includes('51.5014')).toBe(false);
    expect(Object.keys(intake).sort()).toEqual(['putOriginal', 'readClean']);
    expect((await stat(join(root, 'quarantine', stored.key))).mode & 0o777).toBe(0o600);
  });

  test('the same photo twice gives two keys, two data keys and two different files', async () => {
    const [one, two] = [
      await intake.putOriginal('photo-1', some(99)),
      await intake.putOriginal('photo-1', some(99)),
    ];
    expect(one.key).not.toBe(two.key);
    expect(one.sealedKey).not.toBe(two.sealedKey);
    const files = await Promise.all([one, two].map(({ key }) => readFile(join(root, 'quarantine', key))));
    expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(false);
    await expect(store.readOriginal('photo-1', { ...one, sealedKey: two.sealedKey })).rejects.toThrow(
      'damaged',
    );
  });

  test('an original does not open for another photo', async () => {
    const stored = await intake.putOriginal('photo-1', some(99));
    await expect(store.readOriginal('photo-2', stored)).rejects.toThrow('belongs to another photo');
  });

  test('any changed, cut, added or swapped byte is noticed', async () => {
    const stored = await intake.putOriginal('photo-1', some(2 * CHUNK + 5));
    const path = join(root, 'quarantine', stored.key);
    const whole = await readFile(path);
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
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (index, mask) => {
        const changed = Buffer.from(whole);
        changed[index] = (changed[index] ?? 0) ^ mask;
        await writeFile(path, changed);
        await expect(store.readOriginal('photo-1', stored)).rejects.toThrow('damaged');
      }),
      { numRuns: 25 },
    );
    for (const bytes of spoilt) {
      await writeFile(path, bytes);
      await expect(store.readOriginal('photo-1', stored)).rejects.toThrow('damaged');
    }
    await writeFile(path, whole);
    await expect(store.readOriginal('photo-1', stored)).resolves.toHaveLength(2 * CHUNK + 5);
  });

  test('a worker without the key is told which key it needs', async () => {
    const others = await readKeys(await makeKeyTexts());
    const stranger = await openPhotoStore({ root }, openingVault(others.photos));
    const stored = await intake.putOriginal('photo-1', some(9));
    await expect(stranger.readOriginal('photo-1', stored)).rejects.toThrow(stored.keyId);
  });

  test('once removed it is gone from the disk, and removing it again is no error', async () => {
    const stored = await intake.putOriginal('photo-1', some(9));
    await store.removeOriginal(stored.key);
    await store.removeOriginal(stored.key);
    expect(await readdir(join(root, 'quarantine'))).not.toContain(stored.key);
    await expect(store.readOriginal('photo-1', stored)).rejects.toThrow('gone');
  });
});

describe('clean copies', () => {
  test('both sides read what the worker put in, byte for byte, until it is removed', async () => {
    const { key } = await store.putClean(some(70_000));
    for (const door of [intake, store])
      expect(Buffer.from((await door.readClean(key)) ?? []).equals(some(70_000))).toBe(true);
    await store.removeClean(key);
    await store.removeClean(key);
    expect(await intake.readClean(key)).toBeNull();
  });

  test('a clean copy is on the disk before its key is given out', async () => {
    const handle = await open(root);
    const toDisk = vi.spyOn(Object.getPrototypeOf(handle) as FileHandle, 'sync');
    await handle.close();
    await store.putClean(some(10));
    expect(toDisk).toHaveBeenCalledTimes(2);
    toDisk.mockRejectedValueOnce(new Error('EIO'));
    const before = await readdir(join(root, 'clean'));
    await expect(store.putClean(some(10))).rejects.toThrow('EIO');
    expect(await readdir(join(root, 'clean'))).toEqual(before);
    toDisk.mockRestore();
  });
});

describe('keys of photos', () => {
  test('a key of one side never fetches from, or removes in, the other', async () => {
    const original = await intake.putOriginal('photo-1', some(9));
    const clean = await store.putClean(some(9));
    await expect(intake.readClean(original.key)).rejects.toThrow('no key of a photo in clean');
    await expect(store.removeClean(original.key)).rejects.toThrow('no key');
    await expect(store.removeOriginal(clean.key)).rejects.toThrow('no key of a photo in quarantine');
    await expect(store.readOriginal('photo-1', { ...original, key: clean.key })).rejects.toThrow('no key');
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
  ])('no path gets through: %j', async (key) => {
    await expect(intake.readClean(key)).rejects.toThrow('no key');
    await expect(store.removeClean(key)).rejects.toThrow('no key');
  });

  test('a well-formed key that nobody gave out finds nothing', async () => {
    expect(await intake.readClean(`c-${'0'.repeat(32)}`)).toBeNull();
  });
});

describe('a disk that is full', () => {
  test('is said as such, keeps nothing, and harms nothing that was there', async () => {
    const { key } = await store.putClean(some(10));
    // The kernel's own full disk: every write to this device fails with ENOSPC.
    const full = { root, openFile: () => open('/dev/full', constants.O_WRONLY) };
    const before = [await readdir(join(root, 'clean')), await readdir(join(root, 'quarantine'))];
    const web = await openPhotoIntake(full, sealingVault(webKeys(keys).photos));
    await expect(web.putOriginal('photo-1', some(500_000))).rejects.toBeInstanceOf(PhotoStorageFull);
    const worker = await openPhotoStore(full, openingVault(keys.photos));
    await expect(worker.putClean(some(10))).rejects.toBeInstanceOf(PhotoStorageFull);
    expect([await readdir(join(root, 'clean')), await readdir(join(root, 'quarantine'))]).toEqual(before);
    expect(await intake.readClean(key)).not.toBeNull();
  });
});

describe('what a killed process left', () => {
  test('is cleared away at the next start when it is old, and left alone while it may still be written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatepost-photos-'));
    await openPhotoIntake({ root: folder }, sealingVault(webKeys(keys).photos));
    const [old, fresh] = ['0', '1'].map((digit) =>
      join(folder, 'quarantine', `o-${digit.repeat(32)}.unfinished-${digit.repeat(12)}`),
    );
    for (const path of [old, fresh]) await writeFile(path ?? '', 'half');
    await utimes(old ?? '', new Date(), new Date(Date.now() - 3_601_000));
    await openPhotoStore({ root: folder }, openingVault(keys.photos));
    expect(await readdir(join(folder, 'quarantine'))).toEqual([
      `o-${'1'.repeat(32)}.unfinished-${'1'.repeat(12)}`,
    ]);
    await rm(folder, { recursive: true });
  });
});
