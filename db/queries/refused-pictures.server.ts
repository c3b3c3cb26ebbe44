// The likenesses of pictures that must not come back, and the photos of which somebody has said that they are other
// pictures. The first are only ever added to; the second end when more of the photo is to be seen.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { allowedPictures, refusedPictures } from '#db/schema/photo-accounting.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type RefusedPictureRow = typeof refusedPictures.$inferSelect;

/** Every refused picture of the school, without its likeness, which is large and never changes. */
export async function refusedPicturesOf(db: Db, scope: SchoolScope) {
  return db
    .select({ id: refusedPictures.id, postId: refusedPictures.postId })
    .from(refusedPictures)
    .where(eq(refusedPictures.schoolId, scope.schoolId));
}

export async function refusedPicturesByIds(
  db: Db,
  scope: SchoolScope,
  ids: readonly string[],
): Promise<RefusedPictureRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(refusedPictures)
    .where(and(eq(refusedPictures.schoolId, scope.schoolId), inArray(refusedPictures.id, [...ids])));
}

/** Adds a picture once for each post it is refused in. Out: its id, also when it was there already. */
export async function insertRefusedPicture(db: Tx, row: Omit<RefusedPictureRow, 'id'>): Promise<string> {
  const same = and(
    eq(refusedPictures.schoolId, row.schoolId),
    row.postId === null ? isNull(refusedPictures.postId) : eq(refusedPictures.postId, row.postId),
    eq(refusedPictures.perceptualHash, row.perceptualHash),
    eq(refusedPictures.likeness, row.likeness),
  );
  const { id } = refusedPictures;
  const [earlier] = await db.select({ id }).from(refusedPictures).where(same).limit(1);
  const [added] = earlier ? [earlier] : await db.insert(refusedPictures).values(row).returning({ id });
  if (!added) throw new Error('the picture was not stored');
  return added.id;
}

/** Which refused pictures each photo has been allowed beside, as photo id and picture id. */
export async function allowedPicturesOf(db: Db, scope: SchoolScope, photoIds: readonly string[]) {
  if (photoIds.length === 0) return [];
  return db
    .select({ photoId: allowedPictures.photoId, refusedPictureId: allowedPictures.refusedPictureId })
    .from(allowedPictures)
    .where(
      and(eq(allowedPictures.schoolId, scope.schoolId), inArray(allowedPictures.photoId, [...photoIds])),
    );
}

export async function insertAllowedPicture(db: Tx, row: typeof allowedPictures.$inferInsert): Promise<void> {
  await db.insert(allowedPictures).values(row).onConflictDoNothing();
}

/** What was allowed of a photo holds no longer: more of it can be seen than when somebody looked at it. */
export async function forgetAllowedPictures(db: Tx, scope: SchoolScope, photoId: string): Promise<void> {
  await db
    .delete(allowedPictures)
    .where(and(eq(allowedPictures.schoolId, scope.schoolId), eq(allowedPictures.photoId, photoId)));
}
