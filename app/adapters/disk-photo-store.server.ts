// Photos on this machine's disk: originals encrypted in quarantine/, clean copies in clean/, each under a random key
// that says which of the two it is, so that a key of one can never fetch from the other.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type PhotoIntake,
  PhotoStorageFull,
  type PhotoStore,
  type PieceInStore,
} from '#app/domain/ports/photo-store.ts';
import type { OpeningVault, SealingVault } from '#app/domain/ports/token-vault.ts';
import { type OpenNew, removeDurably, removeUnfinished, writeDurably } from './durable-files.server.ts';
import { DATA_KEY_BYTES, decryptOriginal, encryptOriginal } from './original-cipher.server.ts';

interface Place {
  folder: string;
  key: RegExp;
  prefix: string;
}
const QUARANTINE: Place = { folder: 'quarantine', key: /^o-[0-9a-f]{32}$/, prefix: 'o' };
const CLEAN: Place = { folder: 'clean', key: /^c-[0-9a-f]{32}$/, prefix: 'c' };

const NO_ROOM = ['ENOSPC', 'EDQUOT', 'EFBIG'];
/** No upload takes an hour; what is older was left by a process that died. */
const UNFINISHED_AFTER_MS = 3_600_000;

/** `root`: the photos folder. `openFile`: how new files are opened; tests hand in a full disk. */
export interface DiskPhotoSettings {
  root: string;
  openFile?: OpenNew;
}

/** What a piece is encrypted as: of another photo, or in another place, it cannot be opened. */
const pieceName = (photoId: string, number: number): string => `${photoId}/${number}`;

/** The web side's door: its vault seals the data keys and cannot open them again. */
export async function openPhotoIntake(
  settings: DiskPhotoSettings,
  vault: SealingVault,
): Promise<PhotoIntake> {
  const disk = await openDisk(settings);
  return {
    async putPiece(photoId, number, bytes) {
      const dataKey = new Uint8Array(randomBytes(DATA_KEY_BYTES));
      const sealed = await vault.seal(dataKey);
      const key = await disk.put(QUARANTINE, encryptOriginal(pieceName(photoId, number), dataKey, bytes));
      dataKey.fill(0);
      return { key, sealedKey: sealed.box, keyId: sealed.keyId, bytes: bytes.length };
    },
    readClean: (key) => disk.read(CLEAN, key),
  };
}

/** The worker's door. Clears away what killed processes left half-written more than an hour ago. */
export async function openPhotoStore(settings: DiskPhotoSettings, vault: OpeningVault): Promise<PhotoStore> {
  const intake = await openPhotoIntake(settings, vault);
  const disk = await openDisk(settings);
  for (const { folder } of [QUARANTINE, CLEAN])
    await removeUnfinished(join(settings.root, folder), UNFINISHED_AFTER_MS);
  const open = async (photoId: string, piece: PieceInStore): Promise<Uint8Array> => {
    const stored = await disk.read(QUARANTINE, piece.key);
    if (!stored) throw new Error('A stored original is gone.');
    const dataKey = await vault.open({ box: piece.sealedKey, keyId: piece.keyId });
    const name = piece.boundTo === 'photo' ? photoId : pieceName(photoId, piece.number);
    const plain = decryptOriginal(name, dataKey, stored);
    dataKey.fill(0);
    return plain;
  };
  return {
    ...intake,
    async readPieces(photoId, pieces) {
      const opened: Uint8Array[] = [];
      for (const piece of pieces) opened.push(await open(photoId, piece));
      return Buffer.concat(opened);
    },
    putClean: async (bytes) => ({ key: await disk.put(CLEAN, [bytes]) }),
    removeOriginal: (key) => disk.remove(QUARANTINE, key),
    removeClean: (key) => disk.remove(CLEAN, key),
  };
}

async function openDisk({ root, openFile }: DiskPhotoSettings) {
  for (const { folder } of [QUARANTINE, CLEAN]) {
    await mkdir(join(root, folder), { recursive: true, mode: 0o700 });
  }
  /** A key is letters and digits of our own making; anything else, such as a path, is refused. */
  const pathOf = (place: Place, key: string): string => {
    if (!place.key.test(key)) throw new Error(`That is no key of a photo in ${place.folder}.`);
    return join(root, place.folder, key);
  };
  return {
    async put(place: Place, chunks: Iterable<Uint8Array>): Promise<string> {
      const key = `${place.prefix}-${randomBytes(16).toString('hex')}`;
      try {
        await writeDurably(pathOf(place, key), chunks, openFile);
      } catch (error) {
        throw NO_ROOM.includes((error as NodeJS.ErrnoException).code ?? '')
          ? new PhotoStorageFull(error)
          : error;
      }
      return key;
    },
    read: async (place: Place, key: string): Promise<Uint8Array | null> =>
      readFile(pathOf(place, key)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
    remove: async (place: Place, key: string): Promise<void> => removeDurably(pathOf(place, key)),
  };
}
