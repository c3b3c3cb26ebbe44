// Uploads whose time is over although their last byte never came.
import { and, asc, eq, isNull, lt } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { uploads } from '#db/schema/photos.ts';
import type { SchoolScope } from './posts.server.ts';

const isOver = (before: Date) => and(isNull(uploads.finishedAt), lt(uploads.expiresAt, before));

export async function expiredUploads(
  db: Database,
  before: Date,
  limit: number,
): Promise<{ schoolId: string; id: string }[]> {
  return db
    .select({ schoolId: uploads.schoolId, id: uploads.id })
    .from(uploads)
    .where(isOver(before))
    .orderBy(asc(uploads.expiresAt))
    .limit(limit);
}

/** Removes the upload's row; false when it is gone or has become a photo. */
export async function removeExpired(db: Tx, scope: SchoolScope, id: string, before: Date): Promise<boolean> {
  const rows = await db
    .delete(uploads)
    .where(and(eq(uploads.schoolId, scope.schoolId), eq(uploads.id, id), isOver(before)))
    .returning({ id: uploads.id });
  return rows.length === 1;
}
