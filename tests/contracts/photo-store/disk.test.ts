// Photos on the disk keep the store's promise, and what a disk adds to it: files that are whole or absent and open to nobody else,
// a disk that is full, and what a killed process left.
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
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDiskAreas } from '#app/adapters/disk-photo-areas.server.ts';
import { type Keys, makeKeyTexts, readKeys, webKeys } from '#app/adapters/keys.server.ts';
import { photoIntake, photoStore } from '#app/adapters/photo-store.server.ts';
import { openingVault, sealingVault } from '#app/adapters/sodium-vault.server.ts';
import { type PhotoIntake, PhotoStorageFull, type PhotoStore } from '#app/domain/ports/photo-store.ts';
import { photoStoreContract, some } from './photo-store-contract.ts';

photoStoreContract('on the disk', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatepost-photos-'));
  return {
    areas: await openDiskAreas({ root: folder }),
    peek: (area, key) => readFile(join(folder, area, key)).catch(() => null),
    spoil: (area, key, bytes) => writeFile(join(folder, area, key), bytes),
    end: () => rm(folder, { recursive: true }),
  };
});

let root: string;
let keys: Keys;
let intake: PhotoIntake;
let store: PhotoStore;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gatepost-photos-'));
  keys = await readKeys(await makeKeyTexts());
  const areas = await openDiskAreas({ root });
  intake = photoIntake(areas, sealingVault(webKeys(keys).photos));
  store = await photoStore(areas, openingVault(keys.photos));
});
afterAll(() => rm(root, { recursive: true }));

const modeOf = async (...path: string[]): Promise<number> => (await stat(join(root, ...path))).mode & 0o777;

describe('files of photos', () => {
  test('and their folders are open to this user alone', async () => {
    const piece = await intake.putPiece('photo-1', 0, some(9));
    const clean = await store.putClean(some(9));
    expect(await modeOf('quarantine')).toBe(0o700);
    expect(await modeOf('clean')).toBe(0o700);
    expect(await modeOf('quarantine', piece.key)).toBe(0o600);
    expect(await modeOf('clean', clean.key)).toBe(0o600);
  });

  test('are on the disk before their key is given out', async () => {
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

describe('a disk that is full', () => {
  test('is said as such, keeps nothing, and harms nothing that was there', async () => {
    const { key } = await store.putClean(some(10));
    // The kernel's own full disk: every write to this device fails with ENOSPC.
    const full = await openDiskAreas({ root, openFile: () => open('/dev/full', constants.O_WRONLY) });
    const before = [await readdir(join(root, 'clean')), await readdir(join(root, 'quarantine'))];
    const web = photoIntake(full, sealingVault(webKeys(keys).photos));
    await expect(web.putPiece('photo-1', 0, some(500_000))).rejects.toBeInstanceOf(PhotoStorageFull);
    const worker = await photoStore(full, openingVault(keys.photos));
    await expect(worker.putClean(some(10))).rejects.toBeInstanceOf(PhotoStorageFull);
    expect([await readdir(join(root, 'clean')), await readdir(join(root, 'quarantine'))]).toEqual(before);
    expect(await intake.readClean(key)).not.toBeNull();
  });
});

describe('what a killed process left', () => {
  test('is cleared away at the next start when it is old, and left alone while it may still be written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatepost-photos-'));
    const areas = await openDiskAreas({ root: folder });
    const [old, fresh] = ['0', '1'].map((digit) =>
      join(folder, 'quarantine', `o-${digit.repeat(32)}.unfinished-${digit.repeat(12)}`),
    );
    for (const path of [old, fresh]) await writeFile(path ?? '', 'half');
    await utimes(old ?? '', new Date(), new Date(Date.now() - 3_601_000));
    await photoStore(areas, openingVault(keys.photos));
    expect(await readdir(join(folder, 'quarantine'))).toEqual([
      `o-${'1'.repeat(32)}.unfinished-${'1'.repeat(12)}`,
    ]);
    await rm(folder, { recursive: true });
  });
});
