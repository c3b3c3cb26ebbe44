// The places of photos in a post and the people settled in them; changed through edit-post alone.
import { and, eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { postPhotos } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

const here = (scope: SchoolScope, postPhotoId: string) =>
  and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.id, postPhotoId));

/** Puts a photo at the end of the post's photos. A photo already there stays where it is. */
export async function insertPlace(
  db: Tx,
  row: { schoolId: string; postId: string; photoId: string; addedAt: Date },
): Promise<void> {
  const next = sql<number>`(select coalesce(max(p.position), 0) + 1 from post_photos p where p.post_id = ${row.postId})`;
  await db
    .insert(postPhotos)
    .values({ ...row, position: next })
    .onConflictDoNothing();
}

export async function setPlace(
  db: Tx,
  scope: SchoolScope,
  postPhotoId: string,
  changes: Partial<Pick<typeof postPhotos.$inferInsert, 'altText' | 'headCount' | 'position' | 'about'>>,
): Promise<void> {
  await db.update(postPhotos).set(changes).where(here(scope, postPhotoId));
}

export async function removePlace(db: Tx, scope: SchoolScope, postPhotoId: string): Promise<void> {
  await db.delete(postPhotos).where(here(scope, postPhotoId));
}

/** Ids of the posts that show a photo. */
export async function postsOfPhoto(
  db: Database | Tx,
  scope: SchoolScope,
  photoId: string,
): Promise<string[]> {
  const rows = await db
    .select({ postId: postPhotos.postId })
    .from(postPhotos)
    .where(and(eq(postPhotos.schoolId, scope.schoolId), eq(postPhotos.photoId, photoId)));
  return rows.map((row) => row.postId);
}
