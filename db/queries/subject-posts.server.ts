// The posts that a pupil is or was in, whatever became of them, with what is needed to tell of them: one query a table, however
// many posts there are.
import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { holds } from '#db/schema/holds.ts';
import { photoFaces, photoVersions } from '#db/schema/photos.ts';
import { photoPeople, postPhotos, posts } from '#db/schema/posts.ts';
import { trips } from '#db/schema/pupils.ts';
import { revisionPeople, revisions } from '#db/schema/revisions.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { usages } from '#db/schema/usages.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

/** Posts with the pupil in the working copy or in any revision, the oldest first. */
export async function postsEverWith(db: Db, scope: SchoolScope, pupilId: string) {
  const cut = db
    .select({ id: revisionPeople.postId })
    .from(revisionPeople)
    .where(and(eq(revisionPeople.schoolId, scope.schoolId), eq(revisionPeople.pupilId, pupilId)));
  const working = db
    .select({ id: postPhotos.postId })
    .from(photoPeople)
    .innerJoin(postPhotos, eq(postPhotos.id, photoPeople.postPhotoId))
    .where(and(eq(photoPeople.schoolId, scope.schoolId), eq(photoPeople.pupilId, pupilId)));
  return db
    .select({ post: posts, handle: accounts.handle, platform: accounts.platform, trip: trips.name })
    .from(posts)
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .leftJoin(trips, eq(trips.id, posts.tripId))
    .where(and(eq(posts.schoolId, scope.schoolId), or(inArray(posts.id, cut), inArray(posts.id, working))))
    .orderBy(asc(posts.createdAt), asc(posts.id));
}

/** Every revision with the pupil in it, the newest first. */
export async function revisionsWith(db: Db, scope: SchoolScope, pupilId: string) {
  const ids = db
    .select({ id: revisionPeople.revisionId })
    .from(revisionPeople)
    .where(and(eq(revisionPeople.schoolId, scope.schoolId), eq(revisionPeople.pupilId, pupilId)));
  return db
    .select()
    .from(revisions)
    .where(and(eq(revisions.schoolId, scope.schoolId), inArray(revisions.id, ids)))
    .orderBy(desc(revisions.number));
}

/** What happened to posts: how they went out, were stopped and came down, and on which answers this pupil's part rested. */
export async function fateOfPosts(db: Db, scope: SchoolScope, postIds: readonly string[], pupilId: string) {
  if (postIds.length === 0) return { sent: [], stopped: [], downs: [], used: [] };
  const ids = [...postIds];
  const sent = await db
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.schoolId, scope.schoolId), inArray(deliveries.postId, ids)))
    .orderBy(asc(deliveries.createdAt));
  const stopped = await db
    .select()
    .from(holds)
    .where(and(eq(holds.schoolId, scope.schoolId), inArray(holds.postId, ids)))
    .orderBy(asc(holds.openedAt), asc(holds.id));
  const downs = await db
    .select()
    .from(takedowns)
    .where(and(eq(takedowns.schoolId, scope.schoolId), inArray(takedowns.postId, ids)))
    .orderBy(asc(takedowns.requestedAt), asc(takedowns.id));
  const used = await db
    .select()
    .from(usages)
    .where(and(eq(usages.schoolId, scope.schoolId), eq(usages.pupilId, pupilId)))
    .orderBy(asc(usages.usedAt), asc(usages.id));
  return { sent, stopped, downs, used };
}

/** Photo versions by id, destroyed ones too. */
export async function versionsByIds(db: Db, scope: SchoolScope, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(photoVersions)
    .where(and(eq(photoVersions.schoolId, scope.schoolId), inArray(photoVersions.id, [...ids])));
}

/** A photo's boxes, and the one that this pupil stands on in this post; null when nobody said, or it is no longer kept. */
export async function boxesFor(
  db: Db,
  scope: SchoolScope,
  { photoId, postId, pupilId }: { photoId: string; postId: string; pupilId: string },
) {
  const faces = await db
    .select()
    .from(photoFaces)
    .where(and(eq(photoFaces.schoolId, scope.schoolId), eq(photoFaces.photoId, photoId)))
    .orderBy(asc(photoFaces.number));
  const [own] = await db
    .select({ faceId: photoPeople.faceId })
    .from(photoPeople)
    .innerJoin(postPhotos, eq(postPhotos.id, photoPeople.postPhotoId))
    .where(
      and(
        eq(photoPeople.schoolId, scope.schoolId),
        eq(photoPeople.pupilId, pupilId),
        eq(postPhotos.photoId, photoId),
        eq(postPhotos.postId, postId),
      ),
    );
  return { faces, ownFaceId: own?.faceId ?? null };
}
