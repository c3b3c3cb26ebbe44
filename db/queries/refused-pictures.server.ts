// The likenesses of pictures that must not come back, and the photos of which somebody has said that they are other
// pictures. The first are lifted only where the reason for a takedown was said after it and is about something else, and nobody else has
// refused them meanwhile; the second end when more of the photo is to be seen.
import { and, eq, inArray, isNull, type Placeholder } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { allowedPictures, refusedPictures } from '#db/schema/photo-accounting.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type RefusedPictureRow = typeof refusedPictures.$inferSelect;

/** Every picture that the school refuses now, without its likeness, which is large and never changes. */
export const refusedPicturesOf = (db: Db, { schoolId }: SchoolScope) => askRefused(db, { schoolId });

const askRefused = keptSelect((db, { schoolId }: Record<'schoolId', Placeholder>) =>
  db
    .select({ id: refusedPictures.id, postId: refusedPictures.postId })
    .from(refusedPictures)
    .where(and(eq(refusedPictures.schoolId, schoolId), isNull(refusedPictures.liftedAt))),
);

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

/**
 * Adds a picture once for each post it is refused in. One that was refused only because nobody had said why is from now on refused for
 * what is said here; the other way round nothing changes. Out: its id, also when it was there already.
 */
export async function insertRefusedPicture(
  db: Tx,
  row: Omit<RefusedPictureRow, 'id' | 'liftedAt'>,
): Promise<string> {
  const same = and(
    eq(refusedPictures.schoolId, row.schoolId),
    row.postId === null ? isNull(refusedPictures.postId) : eq(refusedPictures.postId, row.postId),
    eq(refusedPictures.perceptualHash, row.perceptualHash),
    eq(refusedPictures.likeness, row.likeness),
  );
  const { id, liftedAt, cause } = refusedPictures;
  const [earlier] = await db.select({ id, liftedAt, cause }).from(refusedPictures).where(same).limit(1);
  // What was lifted before, or refused without a reason, says nothing any more.
  if (earlier && (earlier.liftedAt || (earlier.cause === 'not_said' && row.cause !== 'not_said')))
    await db
      .update(refusedPictures)
      .set({ liftedAt: null, addedAt: row.addedAt, cause: row.cause })
      .where(eq(id, earlier.id));
  const [added] = earlier ? [earlier] : await db.insert(refusedPictures).values(row).returning({ id });
  if (!added) throw new Error('the picture was not stored');
  return added.id;
}

/**
 * Lifts what was refused only because this post came down and nobody had said why: a picture that had been refused before, or that
 * anybody has refused since, stays refused.
 */
export async function liftRefusedPictures(
  db: Tx,
  scope: SchoolScope,
  postId: string,
  at: Date,
): Promise<void> {
  await db
    .update(refusedPictures)
    .set({ liftedAt: at })
    .where(
      and(
        eq(refusedPictures.schoolId, scope.schoolId),
        eq(refusedPictures.postId, postId),
        eq(refusedPictures.cause, 'not_said'),
        isNull(refusedPictures.liftedAt),
      ),
    );
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
