// Faces as the machine found them, as rows: which photos still wait for a look, and whether a person has settled them meanwhile.
import { and, asc, eq, isNotNull, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoBlurs } from '#db/schema/photo-accounting.ts';
import { photoFaces, photos } from '#db/schema/photos.ts';
import { photoPeople, postPhotos, posts } from '#db/schema/posts.ts';
import type { PhotoRow } from './photos.server.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

export async function addFoundFaces(db: Tx, faces: (typeof photoFaces.$inferInsert)[]): Promise<void> {
  if (faces.length > 0) await db.insert(photoFaces).values(faces);
}

export async function setFacesOutcome(
  db: Tx,
  scope: SchoolScope,
  photoId: string,
  outcome: Pick<PhotoRow, 'facesOutcome' | 'faceModel'>,
): Promise<void> {
  await db
    .update(photos)
    .set(outcome)
    .where(and(eq(photos.schoolId, scope.schoolId), eq(photos.id, photoId)));
}

/** Places where somebody has settled the photo already, or whose post has left the author's hands. */
const settled = (db: Db) =>
  db
    .select({ one: sql`1` })
    .from(postPhotos)
    .innerJoin(posts, eq(posts.id, postPhotos.postId))
    .where(
      and(
        eq(postPhotos.schoolId, photos.schoolId),
        eq(postPhotos.photoId, photos.id),
        or(
          isNotNull(postPhotos.headCount),
          isNotNull(postPhotos.edits),
          isNotNull(postPhotos.groupName),
          sql`exists (select 1 from ${photoPeople} where ${photoPeople.postPhotoId} = ${postPhotos.id})`,
          sql`exists (select 1 from ${photoBlurs} where ${photoBlurs.postPhotoId} = ${postPhotos.id})`,
          sql`${posts.status} not in ('draft', 'changes_requested')`,
        ),
      ),
    );

const drawn = (db: Db) =>
  db
    .select({ one: sql`1` })
    .from(photoFaces)
    .where(and(eq(photoFaces.schoolId, photos.schoolId), eq(photoFaces.photoId, photos.id)));

/** Whether a look may still be kept: nobody has looked, or nobody could and no person has settled the photo since. */
export async function lookIsWanted(
  db: Db,
  scope: SchoolScope,
  photo: Pick<PhotoRow, 'id' | 'facesOutcome'>,
): Promise<boolean> {
  if (photo.facesOutcome === null) return true;
  const rows = await db
    .select({ id: photos.id })
    .from(photos)
    .where(
      and(
        eq(photos.schoolId, scope.schoolId),
        eq(photos.id, photo.id),
        notExists(settled(db)),
        notExists(drawn(db)),
      ),
    );
  return rows.length === 1;
}

/**
 * Clean photos, cleaned before a moment, that nobody has looked at (`outcome` null), or of which nobody could (`unavailable`)
 * and that no person has settled; oldest first.
 */
export async function photosToLookAt(
  db: Db,
  { outcome, cleanedBefore }: { outcome: 'unavailable' | null; cleanedBefore: Date },
  limit: number,
): Promise<{ schoolId: string; photoId: string }[]> {
  const waiting =
    outcome === null
      ? isNull(photos.facesOutcome)
      : and(eq(photos.facesOutcome, outcome), notExists(settled(db)), notExists(drawn(db)));
  return db
    .select({ schoolId: photos.schoolId, photoId: photos.id })
    .from(photos)
    .where(
      and(
        eq(photos.state, 'clean'),
        isNull(photos.originalDestroyedAt),
        lt(photos.cleanedAt, cleanedBefore),
        waiting,
      ),
    )
    .orderBy(asc(photos.uploadedAt))
    .limit(limit);
}
