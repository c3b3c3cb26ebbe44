// The photos of a post with everything said about them: their versions, face boxes, people, things to hide and absences.
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, max } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoAbsences, photoBlurs } from '#db/schema/photo-accounting.ts';
import { photoFaces, photos, photoVersions } from '#db/schema/photos.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

export interface PlacedRow {
  place: typeof postPhotos.$inferSelect;
  photo: typeof photos.$inferSelect;
}

/** The post's photos in order. */
export async function placedPhotos(db: Db, scope: SchoolScope, postId: string): Promise<PlacedRow[]> {
  return db
    .select({ place: postPhotos, photo: photos })
    .from(postPhotos)
    .innerJoin(photos, eq(photos.id, postPhotos.photoId))
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.postId, postId)))
    .orderBy(asc(postPhotos.position), asc(postPhotos.id));
}

/** One photo's place, whichever post it is in. */
export async function findPlace(db: Db, scope: SchoolScope, postPhotoId: string): Promise<PlacedRow | null> {
  const [row] = await db
    .select({ place: postPhotos, photo: photos })
    .from(postPhotos)
    .innerJoin(photos, eq(photos.id, postPhotos.photoId))
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.id, postPhotoId)));
  return row ?? null;
}

/** Versions that are still there, of any of the photos, oldest first. */
export async function versionsOf(db: Db, scope: SchoolScope, photoIds: string[]) {
  if (photoIds.length === 0) return [];
  return db
    .select()
    .from(photoVersions)
    .where(
      and(
        eq(photoVersions.schoolId, scope.schoolId),
        inArray(photoVersions.photoId, photoIds),
        isNull(photoVersions.destroyedAt),
      ),
    )
    .orderBy(asc(photoVersions.number));
}

/** Face boxes of the photos, by number. */
export async function facesOf(db: Db, scope: SchoolScope, photoIds: string[]) {
  if (photoIds.length === 0) return [];
  return db
    .select()
    .from(photoFaces)
    .where(and(eq(photoFaces.schoolId, scope.schoolId), inArray(photoFaces.photoId, photoIds)))
    .orderBy(asc(photoFaces.number));
}

export async function peopleInPhotos(db: Db, scope: SchoolScope, postPhotoIds: string[]) {
  if (postPhotoIds.length === 0) return [];
  return db
    .select()
    .from(photoPeople)
    .where(and(eq(photoPeople.schoolId, scope.schoolId), inArray(photoPeople.postPhotoId, postPhotoIds)))
    .orderBy(asc(photoPeople.addedAt), asc(photoPeople.id));
}

export async function blursOf(db: Db, scope: SchoolScope, postPhotoIds: string[]) {
  if (postPhotoIds.length === 0) return [];
  return db
    .select()
    .from(photoBlurs)
    .where(and(eq(photoBlurs.schoolId, scope.schoolId), inArray(photoBlurs.postPhotoId, postPhotoIds)))
    .orderBy(asc(photoBlurs.addedAt), asc(photoBlurs.id));
}

export async function absencesOf(db: Db, scope: SchoolScope, postPhotoIds: string[]) {
  if (postPhotoIds.length === 0) return [];
  return db
    .select()
    .from(photoAbsences)
    .where(and(eq(photoAbsences.schoolId, scope.schoolId), inArray(photoAbsences.postPhotoId, postPhotoIds)))
    .orderBy(asc(photoAbsences.pupilId));
}

/** Ids of pupils whom somebody placed in photos since a moment, the last one first; at most `limit`. */
export async function pupilsPlacedBy(
  db: Db,
  scope: SchoolScope,
  userId: string,
  since: Date,
  limit: number,
): Promise<string[]> {
  const last = max(photoPeople.addedAt);
  const rows = await db
    .select({ pupilId: photoPeople.pupilId })
    .from(photoPeople)
    .where(
      and(
        eq(photoPeople.schoolId, scope.schoolId),
        eq(photoPeople.addedBy, userId),
        gte(photoPeople.addedAt, since),
        isNotNull(photoPeople.pupilId),
      ),
    )
    .groupBy(photoPeople.pupilId)
    .orderBy(desc(last), asc(photoPeople.pupilId))
    .limit(limit);
  return rows.flatMap(({ pupilId }) => pupilId ?? []);
}
