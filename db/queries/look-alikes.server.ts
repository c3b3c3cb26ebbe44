// The photos of posts that are out or on their way, for finding those that look like a picture that somebody said no to, and
// the searches for such pictures in the other schools of a trust.
import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { pictureSearches, refusedPictures } from '#db/schema/photo-accounting.ts';
import { photoVersions } from '#db/schema/photos.ts';
import { photoPeople, postPhotos, posts } from '#db/schema/posts.ts';
import { revisions } from '#db/schema/revisions.ts';
import { schools } from '#db/schema/school.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

export interface PostedPhoto {
  postId: string;
  photoId: string;
  versionId: string;
}

/** Every photo of the school's posts in these states, as it was submitted. */
export async function postedPhotos(
  db: Db,
  scope: SchoolScope,
  statuses: readonly PostStatus[],
): Promise<PostedPhoto[]> {
  const versionId = sql`(photo.value->>'versionId')::uuid`;
  return db
    .select({ postId: posts.id, photoId: photoVersions.photoId, versionId: photoVersions.id })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.revisionId))
    .innerJoin(sql`jsonb_array_elements(${revisions.content}->'photos') as photo(value)`, sql`true`)
    .innerJoin(photoVersions, sql`${photoVersions.id} = ${versionId}`)
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.status, [...statuses])))
    .orderBy(asc(posts.id), asc(photoVersions.id));
}

/** What is compared of a picture. */
export interface PictureRow {
  id: string;
  perceptualHash: string;
  likeness: string | null;
}

export async function picturesByVersion(
  db: Db,
  scope: SchoolScope,
  versionIds: readonly string[],
): Promise<PictureRow[]> {
  if (versionIds.length === 0) return [];
  const { id, perceptualHash, likeness } = photoVersions;
  return db
    .select({ id, perceptualHash, likeness })
    .from(photoVersions)
    .where(and(eq(photoVersions.schoolId, scope.schoolId), inArray(id, [...versionIds])));
}

/** The submitted content of these posts with a pupil's photos in it, by post; posts without a revision are absent. */
export async function contentsOf(db: Db, scope: SchoolScope, postIds: readonly string[]) {
  if (postIds.length === 0) return [];
  return db
    .select({ postId: posts.id, content: revisions.content })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.revisionId))
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.id, [...postIds])));
}

/** Versions, still kept, of the photos in which the working copies of these posts list the pupil. */
export async function versionsListing(
  db: Db,
  scope: SchoolScope,
  pupilId: string,
  postIds: readonly string[],
): Promise<string[]> {
  if (postIds.length === 0) return [];
  const rows = await db
    .select({ id: photoVersions.id })
    .from(photoPeople)
    .innerJoin(postPhotos, eq(postPhotos.id, photoPeople.postPhotoId))
    .innerJoin(photoVersions, eq(photoVersions.photoId, postPhotos.photoId))
    .where(
      and(
        eq(photoPeople.schoolId, scope.schoolId),
        eq(photoPeople.pupilId, pupilId),
        inArray(postPhotos.postId, [...postIds]),
        isNull(photoVersions.destroyedAt),
      ),
    );
  return rows.map(({ id }) => id);
}

/** Asks for a picture to be looked for in every other school of the trust. */
export async function insertSearches(
  db: Tx,
  scope: SchoolScope,
  refusedPictureIds: readonly string[],
  at: Date,
): Promise<void> {
  if (refusedPictureIds.length === 0) return;
  const others = await db
    .select({ schoolId: schools.id })
    .from(schools)
    .where(
      and(
        ne(schools.id, scope.schoolId),
        sql`${schools.trustId} = (select s.trust_id from schools s where s.id = ${scope.schoolId})`,
      ),
    )
    .orderBy(asc(schools.id));
  const rows = others.flatMap(({ schoolId }) =>
    refusedPictureIds.map((refusedPictureId) => ({ schoolId, refusedPictureId, askedAt: at })),
  );
  if (rows.length > 0) await db.insert(pictureSearches).values(rows);
}

/** Schools in which something is still to be looked for, with how many searches wait, the longest waiting first. */
export async function schoolsToSearch(db: Db): Promise<{ schoolId: string; waiting: number }[]> {
  return db
    .select({ schoolId: pictureSearches.schoolId, waiting: sql<number>`count(*)::int` })
    .from(pictureSearches)
    .where(isNull(pictureSearches.doneAt))
    .groupBy(pictureSearches.schoolId)
    .orderBy(sql`min(${pictureSearches.askedAt})`);
}

/** Takes searches in one school that nobody else works on, with their pictures; locked until the commit. */
export async function takeSearches(db: Tx, scope: SchoolScope, limit: number) {
  const rows = await db
    .select()
    .from(pictureSearches)
    .where(and(eq(pictureSearches.schoolId, scope.schoolId), isNull(pictureSearches.doneAt)))
    .orderBy(asc(pictureSearches.askedAt), asc(pictureSearches.id))
    .limit(limit)
    .for('update', { skipLocked: true });
  if (rows.length === 0) return [];
  const pictures = await db
    .select()
    .from(refusedPictures)
    .where(
      inArray(
        refusedPictures.id,
        rows.map(({ refusedPictureId }) => refusedPictureId),
      ),
    );
  return rows.flatMap((search) => {
    const picture = pictures.find(({ id }) => id === search.refusedPictureId);
    return picture ? [{ search, picture }] : [];
  });
}

export async function endSearch(db: Tx, scope: SchoolScope, searchId: string, found: number, at: Date) {
  await db
    .update(pictureSearches)
    .set({ doneAt: at, found })
    .where(and(eq(pictureSearches.schoolId, scope.schoolId), eq(pictureSearches.id, searchId)));
}
