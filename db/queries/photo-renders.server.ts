// Making the edited version that a place in a post wants, as rows: who has it in hand, which versions there are, which may go.
import { and, asc, eq, inArray, isNotNull, isNull, lt, lte, max, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoFaces, photos, photoVersions } from '#db/schema/photos.ts';
import { postPhotos } from '#db/schema/posts.ts';
import { revisions } from '#db/schema/revisions.ts';
import type { PhotoRow, PhotoVersionRow } from './photos.server.ts';
import type { PlacedRow } from './placed-photos.server.ts';
import { lockPost, type SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
type PlaceRow = typeof postPhotos.$inferSelect;
type RenderColumns = Pick<PlaceRow, 'renderTries' | 'renderLeaseUntil'>;

const here = (scope: SchoolScope, postPhotoId: string) =>
  and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.id, postPhotoId));

const free = (at: Date) => or(isNull(postPhotos.renderLeaseUntil), lt(postPhotos.renderLeaseUntil, at));

/** Takes the place's wanted version in hand: null when nothing is wanted, another has it, or it was tried more than `most` times. */
export async function leaseRender(
  db: Tx,
  scope: SchoolScope,
  postPhotoId: string,
  { at, until, most }: { at: Date; until: Date; most: number },
): Promise<PlaceRow | null> {
  const [row] = await db
    .update(postPhotos)
    .set({ renderTries: sql`${postPhotos.renderTries} + 1`, renderLeaseUntil: until })
    .where(
      and(here(scope, postPhotoId), isNotNull(postPhotos.edits), lte(postPhotos.renderTries, most), free(at)),
    )
    .returning();
  return row ?? null;
}

/** Puts down what is in hand; false when it is in other hands by now, or something else is wanted. */
export async function endRender(db: Tx, held: PlaceRow, changes: RenderColumns): Promise<boolean> {
  if (!held.renderLeaseUntil) return false;
  const rows = await db
    .update(postPhotos)
    .set(changes)
    .where(
      and(
        here(held, held.id),
        eq(postPhotos.renderTries, held.renderTries),
        eq(postPhotos.renderLeaseUntil, held.renderLeaseUntil),
      ),
    )
    .returning({ id: postPhotos.id });
  return rows.length === 1;
}

export async function setRender(
  db: Tx,
  scope: SchoolScope,
  postPhotoId: string,
  changes: RenderColumns,
): Promise<void> {
  await db.update(postPhotos).set(changes).where(here(scope, postPhotoId));
}

/** The places in which posts show a photo. */
export async function placesOfPhoto(db: Db, scope: SchoolScope, photoId: string): Promise<PlaceRow[]> {
  return db
    .select()
    .from(postPhotos)
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.photoId, photoId)))
    .orderBy(asc(postPhotos.id));
}

/**
 * Locks the posts that show a photo, then the photo, in the house's lock order: whoever settles it, moves a post that shows
 * it, or changes its versions or boxes waits here. Null when there is no such photo.
 */
export async function lockPhotoAndPlaces(
  db: Tx,
  scope: SchoolScope,
  photoId: string,
): Promise<{ photo: PhotoRow; places: PlaceRow[] } | null> {
  const shown = await placesOfPhoto(db, scope, photoId);
  for (const postId of [...new Set(shown.map((place) => place.postId))].sort())
    await lockPost(db, scope, postId);
  // Not for update: rows that only point at the photo may go on being written.
  const [photo] = await db
    .select()
    .from(photos)
    .where(and(eq(photos.schoolId, scope.schoolId), eq(photos.id, photoId)))
    .for('no key update');
  return photo ? { photo, places: await placesOfPhoto(db, scope, photoId) } : null;
}

/** Every version of a photo there ever was, oldest first. */
export async function everyVersion(db: Db, scope: SchoolScope, photoId: string): Promise<PhotoVersionRow[]> {
  return db
    .select()
    .from(photoVersions)
    .where(and(eq(photoVersions.schoolId, scope.schoolId), eq(photoVersions.photoId, photoId)))
    .orderBy(asc(photoVersions.number));
}

/** Ids of versions that any revision of the posts was cut with. */
export async function versionsInRevisions(
  db: Db,
  scope: SchoolScope,
  postIds: string[],
): Promise<Set<string>> {
  if (postIds.length === 0) return new Set();
  const rows = await db
    .select({ content: revisions.content })
    .from(revisions)
    .where(and(eq(revisions.schoolId, scope.schoolId), inArray(revisions.postId, postIds)));
  return new Set(rows.flatMap(({ content }) => content.photos.map(({ versionId }) => versionId)));
}

/**
 * Says that the versions are gone; their rows stay, so that what they were can still be told. By what they would be known
 * again goes with them: it is a sketch of the picture, of whoever was hidden later too. So does where faces were hidden; of
 * the edits their hash is left.
 */
export async function markDestroyed(db: Tx, scope: SchoolScope, ids: string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(photoVersions)
    .set({ destroyedAt: at, likeness: null, perceptualHash: '', edits: null })
    .where(
      and(
        eq(photoVersions.schoolId, scope.schoolId),
        inArray(photoVersions.id, ids),
        isNull(photoVersions.destroyedAt),
      ),
    );
}

/** Adds faces found later, numbered after those that are there. */
export async function addFaces(
  db: Tx,
  photo: { schoolId: string; id: string },
  faces: Pick<typeof photoFaces.$inferInsert, 'box' | 'score' | 'certainty' | 'addedAt'>[],
): Promise<void> {
  if (faces.length === 0) return;
  const [last] = await db
    .select({ number: max(photoFaces.number) })
    .from(photoFaces)
    .where(and(eq(photoFaces.schoolId, photo.schoolId), eq(photoFaces.photoId, photo.id)));
  const from = (last?.number ?? 0) + 1;
  await db.insert(photoFaces).values(
    faces.map((face, index) => ({
      ...face,
      schoolId: photo.schoolId,
      photoId: photo.id,
      number: from + index,
    })),
  );
}

/**
 * Places whose wanted edits have no version, in nobody's hand and not given up: the row says so itself, whatever the queue
 * has lost.
 */
export async function placesToRender(
  db: Db,
  { at, most, limit }: { at: Date; most: number; limit: number },
): Promise<PlacedRow[]> {
  const made = db
    .select({ one: sql`1` })
    .from(photoVersions)
    .where(
      and(
        eq(photoVersions.schoolId, postPhotos.schoolId),
        eq(photoVersions.photoId, postPhotos.photoId),
        isNull(photoVersions.destroyedAt),
        sql`${photoVersions.edits} = ${postPhotos.edits}`,
      ),
    );
  return db
    .select({ place: postPhotos, photo: photos })
    .from(postPhotos)
    .innerJoin(photos, and(eq(photos.id, postPhotos.photoId), eq(photos.schoolId, postPhotos.schoolId)))
    .where(
      and(
        isNotNull(postPhotos.edits),
        lte(postPhotos.renderTries, most),
        free(at),
        eq(photos.state, 'clean'),
        isNull(photos.originalDestroyedAt),
        sql`not exists ${made}`,
      ),
    )
    .orderBy(asc(postPhotos.addedAt))
    .limit(limit);
}
