// Copies what is said of the photos of one post to a post made from it: each place with its answers, its people, what is hidden on
// it and who of a class is absent. The photo itself, its faces and its versions are the same ones.
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { photoAbsences, photoBlurs } from '#db/schema/photo-accounting.ts';
import { photoPeople, postEditors, postPhotos } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

/**
 * Copies the places of `fromPostId`; `toPostId` has none yet. Who said what, and when, stays as it was.
 * @param only ids of the photos to copy; every one when left out
 */
export async function copyPlaces(
  db: Tx,
  scope: SchoolScope,
  fromPostId: string,
  toPostId: string,
  only?: readonly string[],
): Promise<void> {
  const places = await db
    .select()
    .from(postPhotos)
    .where(
      and(
        eq(postPhotos.schoolId, scope.schoolId),
        eq(postPhotos.postId, fromPostId),
        only && inArray(postPhotos.photoId, [...only]),
      ),
    );
  for (const { id: fromPlace, ...place } of places) {
    const [copied] = await db
      .insert(postPhotos)
      .values({ ...place, postId: toPostId, renderTries: 0, renderLeaseUntil: null })
      .returning({ id: postPhotos.id });
    if (!copied) throw new Error('the photo’s place was not copied');
    await copySaid(db, scope, fromPlace, copied.id);
  }
}

async function copySaid(db: Tx, scope: SchoolScope, fromPlace: string, postPhotoId: string): Promise<void> {
  for (const table of [photoPeople, photoBlurs] as const) {
    const rows = await db
      .select()
      .from(table)
      .where(and(eq(table.schoolId, scope.schoolId), eq(table.postPhotoId, fromPlace)));
    const copies = rows.map(({ id: _, ...row }) => ({ ...row, postPhotoId }));
    if (copies.length > 0) await db.insert(table).values(copies as never[]);
  }
  const absences = await db
    .select()
    .from(photoAbsences)
    .where(and(eq(photoAbsences.schoolId, scope.schoolId), eq(photoAbsences.postPhotoId, fromPlace)));
  if (absences.length > 0)
    await db.insert(photoAbsences).values(absences.map((absence) => ({ ...absence, postPhotoId })));
}

/** Whoever ever changed the one counts as having changed the other, so that nobody may approve there what they wrote here. */
export async function copyEditors(
  db: Tx,
  scope: SchoolScope,
  fromPostId: string,
  toPostId: string,
): Promise<void> {
  const editors = await db
    .select()
    .from(postEditors)
    .where(and(eq(postEditors.schoolId, scope.schoolId), eq(postEditors.postId, fromPostId)));
  if (editors.length > 0)
    await db.insert(postEditors).values(editors.map((editor) => ({ ...editor, postId: toPostId })));
}
