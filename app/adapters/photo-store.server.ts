// The photo store's two doors over any pair of areas: originals go in encrypted under a data key of their own, and only the worker's
// door opens them again.
import { randomBytes } from 'node:crypto';
import type { PhotoIntake, PhotoStore, PieceInStore } from '#app/domain/ports/photo-store.ts';
import type { OpeningVault, SealingVault } from '#app/domain/ports/token-vault.ts';
import { DATA_KEY_BYTES, decryptOriginal, encryptOriginal } from './original-cipher.server.ts';
import { newKey, type PhotoAreas } from './photo-areas.ts';

/** What a piece is encrypted as: of another photo, or in another place, it cannot be opened. */
const pieceName = (photoId: string, number: number): string => `${photoId}/${number}`;

/** The web side's door: its vault seals the data keys and cannot open them again; a piece it opens only with a key it was given. */
export function photoIntake(areas: PhotoAreas, vault: SealingVault): PhotoIntake {
  return {
    async putPiece(photoId, number, bytes) {
      const dataKey = new Uint8Array(randomBytes(DATA_KEY_BYTES));
      const sealed = await vault.seal(dataKey);
      const key = newKey('quarantine');
      await areas.put('quarantine', key, encryptOriginal(pieceName(photoId, number), dataKey, bytes));
      dataKey.fill(0);
      return { key, sealedKey: sealed.box, keyId: sealed.keyId, bytes: bytes.length };
    },
    async openPiece(id, { number, key }, dataKey) {
      const stored = await areas.read('quarantine', key);
      if (!stored) throw new Error('A stored piece is gone.');
      return decryptOriginal(pieceName(id, number), dataKey, stored);
    },
    readClean: (key) => areas.read('clean', key),
    health: () => areas.health(),
  };
}

/** The worker's door. Clears away what killed processes left half-written. */
export async function photoStore(areas: PhotoAreas, vault: OpeningVault): Promise<PhotoStore> {
  await areas.removeUnfinished();
  const open = async (photoId: string, piece: PieceInStore): Promise<Uint8Array> => {
    const stored = await areas.read('quarantine', piece.key);
    if (!stored) throw new Error('A stored original is gone.');
    const dataKey = await vault.open({ box: piece.sealedKey, keyId: piece.keyId });
    const name = piece.boundTo === 'photo' ? photoId : pieceName(photoId, piece.number);
    const plain = decryptOriginal(name, dataKey, stored);
    dataKey.fill(0);
    return plain;
  };
  return {
    ...photoIntake(areas, vault),
    async readPieces(photoId, pieces) {
      const opened: Uint8Array[] = [];
      for (const piece of pieces) opened.push(await open(photoId, piece));
      return Buffer.concat(opened);
    },
    dataKeyOf: ({ sealedKey, keyId }) => vault.open({ box: sealedKey, keyId }),
    async putClean(bytes) {
      const key = newKey('clean');
      await areas.put('clean', key, [bytes]);
      return { key };
    },
    removeOriginal: (key) => areas.remove('quarantine', key),
    removeClean: (key) => areas.remove('clean', key),
    list: (area, after) => areas.list(area, after),
    removeUnfinished: () => areas.removeUnfinished(),
  };
}
