// A photo store in memory for use cases: keeps what it is given, lists it in small pages, and can be robbed by a test.
import { createHash, randomUUID } from 'node:crypto';
import type { PhotoArea, PhotoStore } from '#app/domain/ports/photo-store.ts';

/** So few that a test of a handful of photos turns the page. */
const PAGE = 3;

export interface MemoryPhotos {
  store: PhotoStore;
  /** encrypted originals by key; a test may lose one */
  originals: Map<string, Uint8Array>;
}

/**
 * `clean` holds the clean copies by key; `now` dates what is stored. Originals are kept back to front, so that a test can tell
 * them from what was uploaded.
 */
export function memoryPhotoStore(clean: Map<string, Uint8Array>, now: () => Date): MemoryPhotos {
  const originals = new Map<string, Uint8Array>();
  const storedAt = new Map<string, Date>();
  const keep = (area: Map<string, Uint8Array>, bytes: Uint8Array): string => {
    const key = randomUUID();
    area.set(key, bytes);
    storedAt.set(key, now());
    return key;
  };
  const inArea = (area: PhotoArea) => (area === 'clean' ? clean : originals);
  const store: PhotoStore = {
    putPiece: async (photoId, number, bytes) => {
      const key = keep(originals, new Uint8Array(bytes).reverse());
      return { key, sealedKey: `${photoId}/${number}`, keyId: 'memory', bytes: bytes.byteLength };
    },
    readPieces: async (photoId, pieces) =>
      Buffer.concat(
        pieces.map((piece) => {
          const bytes = originals.get(piece.key);
          if (!bytes || piece.sealedKey !== `${photoId}/${piece.number}`)
            throw new Error('the original cannot be read');
          return new Uint8Array(bytes).reverse();
        }),
      ),
    // Tests' data keys are what they are the key of, in so many letters.
    dataKeyOf: async ({ sealedKey }) => new Uint8Array(createHash('sha256').update(sealedKey).digest()),
    openPiece: async (id, { number, key }, dataKey) => {
      const bytes = originals.get(key);
      const fits = createHash('sha256').update(`${id}/${number}`).digest().equals(dataKey);
      if (!bytes || !fits) throw new Error('the piece cannot be read');
      return new Uint8Array(bytes).reverse();
    },
    putClean: async (bytes) => ({ key: keep(clean, bytes) }),
    readClean: async (key) => clean.get(key) ?? null,
    removeOriginal: async (key) => void originals.delete(key),
    removeClean: async (key) => void clean.delete(key),
    list: async (area, after) => {
      const keys = [...inArea(area).keys()].sort().filter((key) => after === null || key > after);
      const page = keys.slice(0, PAGE);
      return {
        files: page.map((key) => ({ key, storedAt: storedAt.get(key) ?? now() })),
        next: keys.length > PAGE ? (page.at(-1) ?? null) : null,
      };
    },
    removeUnfinished: async () => 0,
    health: async () => ({ ok: true, detail: 'in memory' }),
  };
  return { store, originals };
}
