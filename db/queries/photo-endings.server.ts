// What goes with a photo's original, as rows: who stands on which face, where faces are, what was hidden where (F-30, R-106).
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { photoBlurs } from '#db/schema/photo-accounting.ts';
import { photoFaces } from '#db/schema/photos.ts';
import { photoPeople, postPhotos } from '#db/schema/posts.ts';

/** How many rows of each kind went. */
export interface EndedBoxes {
  /** links between a person and a face */
  links: number;
  faces: number;
  /** regions to hide that are no face */
  regions: number;
}

/**
 * Removes every box of a photo and every link of a person to one; who is in it stays known, where they stand does not. The
 * salts are replaced, so that nobody can find it out again by trying.
 */
export async function endBoxes(db: Tx, photo: { schoolId: string; id: string }): Promise<EndedBoxes> {
  const ofPhoto = and(eq(postPhotos.schoolId, photo.schoolId), eq(postPhotos.photoId, photo.id));
  const places = db.select({ id: postPhotos.id }).from(postPhotos).where(ofPhoto);
  const links = await db
    .update(photoPeople)
    .set({ faceId: null, placed: 'together', box: null })
    .where(
      and(
        eq(photoPeople.schoolId, photo.schoolId),
        inArray(photoPeople.postPhotoId, places),
        eq(photoPeople.placed, 'face'),
      ),
    )
    .returning({ id: photoPeople.id });
  const faces = await db
    .delete(photoFaces)
    .where(and(eq(photoFaces.schoolId, photo.schoolId), eq(photoFaces.photoId, photo.id)))
    .returning({ id: photoFaces.id });
  const regions = await db
    .delete(photoBlurs)
    .where(and(eq(photoBlurs.schoolId, photo.schoolId), inArray(photoBlurs.postPhotoId, places)))
    .returning({ id: photoBlurs.id });
  await db
    .update(postPhotos)
    .set({ accountingSalt: sql`gen_random_uuid()` })
    .where(ofPhoto);
  return { links: links.length, faces: faces.length, regions: regions.length };
}
