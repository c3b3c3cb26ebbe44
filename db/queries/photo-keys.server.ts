// To which keys of the installation the data keys of originals are sealed. These questions are about the installation, not about one
// school: a key is everybody's.
import { and, asc, count, eq, gt, isNotNull, ne } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoPieces } from '#db/schema/photos.ts';

/** Every key that a data key is sealed to, and how many are. Destroyed data keys need none. */
export async function keysInUse(db: Database): Promise<{ keyId: string; pieces: number }[]> {
  return db
    .select({ keyId: photoPieces.keyId, pieces: count() })
    .from(photoPieces)
    .where(isNotNull(photoPieces.sealedKey))
    .groupBy(photoPieces.keyId)
    .orderBy(asc(photoPieces.keyId));
}

export interface SealedPiece {
  photoId: string;
  number: number;
  key: string;
  sealedKey: string;
  keyId: string;
}

/** Pieces sealed to any key but `current`, in the order of their storage keys after `after`. */
export async function piecesOfOtherKeys(
  db: Database,
  current: string,
  after: string,
  limit: number,
): Promise<SealedPiece[]> {
  const { photoId, number, key, sealedKey, keyId } = photoPieces;
  const rows = await db
    .select({ photoId, number, key, sealedKey, keyId })
    .from(photoPieces)
    .where(and(isNotNull(sealedKey), ne(keyId, current), gt(key, after)))
    .orderBy(asc(key))
    .limit(limit);
  return rows.flatMap((row) => (row.sealedKey === null ? [] : [{ ...row, sealedKey: row.sealedKey }]));
}

/** A box in the place of another; `from` is the box that was read. */
export interface NewBox {
  key: string;
  from: string;
  sealedKey: string;
  keyId: string;
}

/** Puts new boxes in the place of old ones; a data key that was destroyed meanwhile stays destroyed. @returns how many */
export async function replaceSealedKeys(db: Tx, changes: readonly NewBox[]): Promise<number> {
  let replaced = 0;
  for (const { key, from, sealedKey, keyId } of changes) {
    const rows = await db
      .update(photoPieces)
      .set({ sealedKey, keyId })
      .where(and(eq(photoPieces.key, key), eq(photoPieces.sealedKey, from)))
      .returning({ key: photoPieces.key });
    replaced += rows.length;
  }
  return replaced;
}
