// Codes by which guests send photos, found by a digest alone, and what came in by them.
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photos, photoVersions, uploadCodes } from '#db/schema/photos.ts';
import { postPhotos } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type UploadCodeRow = typeof uploadCodes.$inferSelect;

const here = (scope: SchoolScope, codeId: string) =>
  and(eq(uploadCodes.schoolId, scope.schoolId), eq(uploadCodes.id, codeId));
const runs = (at: Date) => and(isNull(uploadCodes.endedAt), gt(uploadCodes.expiresAt, at));

export async function insertCode(db: Tx, row: typeof uploadCodes.$inferInsert): Promise<UploadCodeRow> {
  const [inserted] = await db.insert(uploadCodes).values(row).returning();
  if (!inserted) throw new Error('the code was not stored');
  return inserted;
}

/** The running code with this digest, or null: wrong, ended and over take the same one look. */
export async function runningCodeByHash(db: Db, codeHash: string, at: Date): Promise<UploadCodeRow | null> {
  const [row] = await db
    .select()
    .from(uploadCodes)
    .where(and(eq(uploadCodes.codeHash, codeHash), runs(at)));
  return row ?? null;
}

/** The code for update, while it runs: whoever counts by it counts alone. */
export async function lockCode(
  db: Tx,
  scope: SchoolScope,
  codeId: string,
  at: Date,
): Promise<UploadCodeRow | null> {
  const [row] = await db
    .select()
    .from(uploadCodes)
    .where(and(here(scope, codeId), runs(at)))
    .for('update');
  return row ?? null;
}

export async function findCode(db: Db, scope: SchoolScope, codeId: string): Promise<UploadCodeRow | null> {
  const [row] = await db.select().from(uploadCodes).where(here(scope, codeId));
  return row ?? null;
}

/** False when it had ended already. */
export async function endCodeNow(db: Tx, scope: SchoolScope, codeId: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(uploadCodes)
    .set({ endedAt: at })
    .where(and(here(scope, codeId), isNull(uploadCodes.endedAt)))
    .returning({ id: uploadCodes.id });
  return rows.length === 1;
}

/** Answers once whose photos they are; false when it was answered before. */
export async function confirmRights(
  db: Tx,
  scope: SchoolScope,
  codeId: string,
  takenBy: NonNullable<UploadCodeRow['takenBy']>,
): Promise<boolean> {
  const rows = await db
    .update(uploadCodes)
    .set({ takenBy, rightsConfirmed: true })
    .where(and(here(scope, codeId), eq(uploadCodes.rightsConfirmed, false)))
    .returning({ id: uploadCodes.id });
  return rows.length === 1;
}

const inNoPost = (db: Db) =>
  notExists(
    db
      .select({ one: sql`1` })
      .from(postPhotos)
      .where(and(eq(postPhotos.schoolId, photos.schoolId), eq(postPhotos.photoId, photos.id))),
  );

/** Codes of the school given out since, newest first, with how many photos came and how many wait for a post. */
export async function codesOf(db: Database, scope: SchoolScope, since: Date, createdBy?: string) {
  const waiting = db
    .select({ codeId: photos.uploadCodeId, photos: count().as('photos') })
    .from(photos)
    .where(and(eq(photos.schoolId, scope.schoolId), inArray(photos.state, WAITING), inNoPost(db)))
    .groupBy(photos.uploadCodeId)
    .as('waiting');
  return db
    .select({ code: uploadCodes, waiting: sql<number>`coalesce(${waiting.photos}, 0)::int` })
    .from(uploadCodes)
    .leftJoin(waiting, eq(waiting.codeId, uploadCodes.id))
    .where(
      and(
        eq(uploadCodes.schoolId, scope.schoolId),
        gt(uploadCodes.createdAt, since),
        ...(createdBy ? [eq(uploadCodes.createdBy, createdBy)] : []),
      ),
    )
    .orderBy(desc(uploadCodes.createdAt))
    .limit(50);
}

/** The refusal code of a guest's photo that nobody put into a post. */
export const NOT_WANTED = 'not_wanted';

/** States of photos that may still be put into a post. */
const WAITING: (typeof photos.$inferSelect)['state'][] = ['quarantined', 'cleaning', 'clean'];

/** A guest's photos that are in no post, oldest first, each with its unedited clean version if there is one. */
export async function photosOfCode(db: Db, scope: SchoolScope, codeId: string) {
  return db
    .select({
      id: photos.id,
      state: photos.state,
      refusalCode: photos.refusalCode,
      uploadedAt: photos.uploadedAt,
      versionId: photoVersions.id,
      width: photoVersions.width,
      height: photoVersions.height,
    })
    .from(photos)
    .leftJoin(
      photoVersions,
      and(
        eq(photoVersions.schoolId, photos.schoolId),
        eq(photoVersions.photoId, photos.id),
        isNull(photoVersions.edits),
        isNull(photoVersions.destroyedAt),
      ),
    )
    .where(and(eq(photos.schoolId, scope.schoolId), eq(photos.uploadCodeId, codeId), inNoPost(db)))
    .orderBy(asc(photos.uploadedAt), asc(photos.id));
}

/**
 * Locks photos of a code: whoever places or refuses them comes one after the other, so that what they look up next in the
 * same transaction is true until the commit. Without ids, all of them.
 */
export async function lockPhotosOfCode(
  db: Tx,
  scope: SchoolScope,
  codeId: string,
  photoIds?: readonly string[],
): Promise<void> {
  await db
    .select({ id: photos.id })
    .from(photos)
    .where(
      and(
        eq(photos.schoolId, scope.schoolId),
        eq(photos.uploadCodeId, codeId),
        ...(photoIds ? [inArray(photos.id, [...photoIds])] : []),
      ),
    )
    .orderBy(asc(photos.id))
    .for('update');
}

/** Marks locked photos of a code that are in no post as unwanted: all of them, or these. Returns which. */
export async function refuseUnplaced(
  db: Tx,
  scope: SchoolScope,
  codeId: string,
  photoIds?: readonly string[],
): Promise<string[]> {
  const rows = await db
    .update(photos)
    .set({
      state: 'refused',
      refusalCode: sql`coalesce(${photos.refusalCode}, ${NOT_WANTED})`,
      leaseUntil: null,
    })
    .where(
      and(
        eq(photos.schoolId, scope.schoolId),
        eq(photos.uploadCodeId, codeId),
        ...(photoIds ? [inArray(photos.id, [...photoIds])] : [inArray(photos.state, WAITING)]),
        inNoPost(db),
      ),
    )
    .returning({ id: photos.id });
  return rows.map(({ id }) => id);
}

/** Guests' photos in no post, refused or sent before `sentBefore`, of which something is still kept. */
export async function unplacedToDestroy(db: Database, sentBefore: Date, limit: number) {
  const kept = db
    .select({ one: sql`1` })
    .from(photoVersions)
    .where(
      and(
        eq(photoVersions.schoolId, photos.schoolId),
        eq(photoVersions.photoId, photos.id),
        isNull(photoVersions.destroyedAt),
      ),
    );
  return db
    .select()
    .from(photos)
    .where(
      and(
        sql`${photos.uploadCodeId} is not null`,
        inNoPost(db),
        or(eq(photos.refusalCode, NOT_WANTED), lt(photos.uploadedAt, sentBefore)),
        or(isNull(photos.originalDestroyedAt), sql`exists ${kept}`),
      ),
    )
    .limit(limit);
}

/** Notes that a photo's clean versions are gone, and forgets by what they would be known again. Returns the keys of their files, which go next. */
export async function endVersions(db: Tx, scope: SchoolScope, photoId: string, at: Date): Promise<string[]> {
  const rows = await db
    .update(photoVersions)
    .set({ destroyedAt: at, likeness: null, perceptualHash: '', edits: null })
    .where(
      and(
        eq(photoVersions.schoolId, scope.schoolId),
        eq(photoVersions.photoId, photoId),
        isNull(photoVersions.destroyedAt),
      ),
    )
    .returning({ key: photoVersions.key });
  return rows.map(({ key }) => key);
}
