// Uploads on their way and the pieces that have arrived. Every count moves in one statement, so that of two requests that
// bring the same bytes one is kept.
import { and, count, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoPieces, uploads } from '#db/schema/photos.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type UploadRow = typeof uploads.$inferSelect;

const here = (scope: SchoolScope, uploadId: string) =>
  and(eq(uploads.schoolId, scope.schoolId), eq(uploads.id, uploadId));

/** False when the id is taken, here or at any other school. */
export async function insertUpload(db: Tx, row: typeof uploads.$inferInsert): Promise<boolean> {
  const rows = await db.insert(uploads).values(row).onConflictDoNothing().returning({ id: uploads.id });
  return rows.length === 1;
}

export async function findUpload(db: Db, scope: SchoolScope, uploadId: string): Promise<UploadRow | null> {
  const [row] = await db.select().from(uploads).where(here(scope, uploadId));
  return row ?? null;
}

export async function countPieces(db: Db, scope: SchoolScope, photoId: string): Promise<number> {
  const [row] = await db
    .select({ pieces: count() })
    .from(photoPieces)
    .where(and(eq(photoPieces.schoolId, scope.schoolId), eq(photoPieces.photoId, photoId)));
  return row?.pieces ?? 0;
}

/** Whether what is there of an upload still lies in the store: one that was given up does until it is swept away. */
const liesThere = (at: Date) => or(gt(uploads.expiresAt, at), gt(uploads.receivedBytes, 0));

/** Uploads of a person that are not finished, and on their way or not yet swept away. */
export async function countOnTheWay(db: Db, scope: SchoolScope, userId: string, at: Date): Promise<number> {
  const [row] = await db
    .select({ uploads: count() })
    .from(uploads)
    .where(
      and(
        eq(uploads.schoolId, scope.schoolId),
        eq(uploads.uploadedBy, userId),
        isNull(uploads.uploadCodeId),
        isNull(uploads.finishedAt),
        liesThere(at),
      ),
    );
  return row?.uploads ?? 0;
}

/** Moves the offset from `from` by `bytes`; false when it stands elsewhere by now, is finished or is over. */
export async function advanceUpload(
  db: Tx,
  scope: SchoolScope,
  uploadId: string,
  move: { from: number; bytes: number; at: Date; finished: boolean },
): Promise<boolean> {
  const rows = await db
    .update(uploads)
    .set({
      receivedBytes: sql`${uploads.receivedBytes} + ${move.bytes}`,
      ...(move.finished ? { finishedAt: move.at } : {}),
    })
    .where(
      and(
        here(scope, uploadId),
        eq(uploads.receivedBytes, move.from),
        isNull(uploads.finishedAt),
        gt(uploads.expiresAt, move.at),
      ),
    )
    .returning({ id: uploads.id });
  return rows.length === 1;
}

/** Ends an unfinished upload before its time; the sweep of uploads whose time is over removes the rest. False when there is none. */
export async function endUploadNow(db: Tx, scope: SchoolScope, uploadId: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(uploads)
    .set({ expiresAt: at })
    .where(and(here(scope, uploadId), isNull(uploads.finishedAt)))
    .returning({ id: uploads.id });
  return rows.length === 1;
}

/**
 * Photos and bytes that came or are coming by a code. What was given up on counts with what had arrived of it, until that
 * is swept away: giving up again and again would fill the disk.
 */
export async function sentByCode(
  db: Tx,
  scope: SchoolScope,
  codeId: string,
  at: Date,
): Promise<{ photos: number; bytes: number }> {
  const isGivenUp = and(isNull(uploads.finishedAt), lte(uploads.expiresAt, at));
  const bytes = sql`case when ${isGivenUp} then ${uploads.receivedBytes} else ${uploads.totalBytes} end`;
  const [row] = await db
    .select({ photos: count(), bytes: sql<number>`coalesce(sum(${bytes}), 0)::float8` })
    .from(uploads)
    .where(
      and(
        eq(uploads.schoolId, scope.schoolId),
        eq(uploads.uploadCodeId, codeId),
        or(isNotNull(uploads.finishedAt), liesThere(at)),
      ),
    );
  return { photos: row?.photos ?? 0, bytes: row?.bytes ?? 0 };
}
