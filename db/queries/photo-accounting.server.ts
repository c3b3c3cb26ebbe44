// What people said of a photo, as rows: who stands where, boxes drawn and answered, things hidden, who is absent. Changed
// through write-accounting alone.
import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { photoAbsences, photoBlurs } from '#db/schema/photo-accounting.ts';
import { photoFaces } from '#db/schema/photos.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

type FaceRow = typeof photoFaces.$inferInsert;

export async function removePeople(db: Tx, scope: SchoolScope, rowIds: readonly string[]): Promise<void> {
  if (rowIds.length === 0) return;
  await db
    .delete(photoPeople)
    .where(and(eq(photoPeople.schoolId, scope.schoolId), inArray(photoPeople.id, [...rowIds])));
}

export async function insertPeople(
  db: Tx,
  people: readonly (typeof photoPeople.$inferInsert)[],
): Promise<void> {
  if (people.length > 0) await db.insert(photoPeople).values([...people]);
}

export async function removeFaces(db: Tx, scope: SchoolScope, faceIds: readonly string[]): Promise<void> {
  if (faceIds.length === 0) return;
  await db
    .delete(photoFaces)
    .where(and(eq(photoFaces.schoolId, scope.schoolId), inArray(photoFaces.id, [...faceIds])));
}

/** False when one of the ids is taken. */
export async function insertFaces(db: Tx, faces: readonly FaceRow[]): Promise<boolean> {
  if (faces.length === 0) return true;
  const rows = await db
    .insert(photoFaces)
    .values([...faces])
    .onConflictDoNothing({ target: photoFaces.id })
    .returning({ id: photoFaces.id });
  return rows.length === faces.length;
}

/** Sets the faces aside in one way, or opens them again. */
export async function setAside(
  db: Tx,
  scope: SchoolScope,
  faceIds: readonly string[],
  how: FaceRow['setAside'],
): Promise<void> {
  if (faceIds.length === 0) return;
  await db
    .update(photoFaces)
    .set({ setAside: how ?? null })
    .where(and(eq(photoFaces.schoolId, scope.schoolId), inArray(photoFaces.id, [...faceIds])));
}

/**
 * Opens every face that was found on a photo, and takes away those that were drawn, unless a post shows the photo: what its
 * author said was said in that post.
 */
export async function forgetAnswers(db: Tx, scope: SchoolScope, photoId: string): Promise<void> {
  const shown = db
    .select({ one: sql`1` })
    .from(postPhotos)
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.photoId, photoId)));
  const here = and(
    eq(photoFaces.schoolId, scope.schoolId),
    eq(photoFaces.photoId, photoId),
    notExists(shown),
  );
  await db.delete(photoFaces).where(and(here, eq(photoFaces.certainty, 'drawn')));
  await db.update(photoFaces).set({ setAside: null }).where(here);
}

export async function removeBlurs(db: Tx, scope: SchoolScope, blurIds: readonly string[]): Promise<void> {
  if (blurIds.length === 0) return;
  await db
    .delete(photoBlurs)
    .where(and(eq(photoBlurs.schoolId, scope.schoolId), inArray(photoBlurs.id, [...blurIds])));
}

/** False when one of the ids is taken. */
export async function insertBlurs(
  db: Tx,
  blurs: readonly (typeof photoBlurs.$inferInsert)[],
): Promise<boolean> {
  if (blurs.length === 0) return true;
  const rows = await db
    .insert(photoBlurs)
    .values([...blurs])
    .onConflictDoNothing({ target: photoBlurs.id })
    .returning({ id: photoBlurs.id });
  return rows.length === blurs.length;
}

export async function removeAbsences(
  db: Tx,
  scope: SchoolScope,
  postPhotoId: string,
  pupilIds: readonly string[],
): Promise<void> {
  if (pupilIds.length === 0) return;
  await db
    .delete(photoAbsences)
    .where(
      and(
        eq(photoAbsences.schoolId, scope.schoolId),
        eq(photoAbsences.postPhotoId, postPhotoId),
        inArray(photoAbsences.pupilId, [...pupilIds]),
      ),
    );
}

export async function insertAbsences(
  db: Tx,
  absences: readonly (typeof photoAbsences.$inferInsert)[],
): Promise<void> {
  if (absences.length > 0) await db.insert(photoAbsences).values([...absences]);
}

type SettledColumns = Pick<
  typeof postPhotos.$inferInsert,
  'edits' | 'headCount' | 'about' | 'groupName' | 'outsidersNoneBy' | 'outsidersNoneAt'
>;

/** Columns of the photo's place that the accounting writes. */
export async function setSettled(
  db: Tx,
  scope: SchoolScope,
  postPhotoId: string,
  changes: SettledColumns,
): Promise<void> {
  await db
    .update(postPhotos)
    .set(changes)
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.id, postPhotoId)));
}

/** What became of the faces of a photo, from when its boxes are gone. */
export async function keepAccounted(
  db: Tx,
  scope: SchoolScope,
  postPhotoId: string,
  accounted: NonNullable<typeof postPhotos.$inferInsert.accounted>,
): Promise<void> {
  await db
    .update(postPhotos)
    .set({ accounted })
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.id, postPhotoId)));
}
