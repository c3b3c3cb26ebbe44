// The pieces of encrypted originals as rows: the one place that says where an original lies and what opens it.
import { and, asc, eq } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoPieces } from '#db/schema/photos.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type PieceRow = typeof photoPieces.$inferSelect;

const ofPhoto = (scope: SchoolScope, photoId: string) =>
  and(eq(photoPieces.schoolId, scope.schoolId), eq(photoPieces.photoId, photoId));

/** False when the photo has a piece of this number already (sent twice); the file of this one is then an orphan. */
export async function insertPiece(db: Tx, row: typeof photoPieces.$inferInsert): Promise<boolean> {
  const rows = await db
    .insert(photoPieces)
    .values(row)
    .onConflictDoNothing()
    .returning({ number: photoPieces.number });
  return rows.length === 1;
}

/** The photo's or upload's pieces, in the order of the bytes. */
export async function piecesOf(db: Db, scope: SchoolScope, photoId: string): Promise<PieceRow[]> {
  return db.select().from(photoPieces).where(ofPhoto(scope, photoId)).orderBy(asc(photoPieces.number));
}

/** Destroys the sealed data keys: from the commit on nobody can open the files, wherever copies of them may lie. */
export async function destroyPieceKeys(db: Tx, scope: SchoolScope, photoId: string): Promise<void> {
  await db.update(photoPieces).set({ sealedKey: null }).where(ofPhoto(scope, photoId));
}

/** Forgets the pieces, once their files are gone. */
export async function deletePieces(db: Tx, scope: SchoolScope, photoId: string): Promise<void> {
  await db.delete(photoPieces).where(ofPhoto(scope, photoId));
}
