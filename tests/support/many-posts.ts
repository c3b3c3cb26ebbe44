// Copies of a post that is live, row by row: as many as a school puts out in years, each with a photo of its own.
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { photos, photoVersions } from '#db/schema/photos.ts';
import { photoPeople, postPhotos, posts } from '#db/schema/posts.ts';
import { reviews, revisionPeople, revisions } from '#db/schema/revisions.ts';
import { usages } from '#db/schema/usages.ts';
import type { World } from './world.ts';

const AT_ONCE = 200;

/** @param looks likenesses given to the copies in turn; each keeps the original's when left out */
export async function copyPost(
  world: World,
  ref: PostRef,
  count: number,
  looks: string[] = [],
): Promise<void> {
  const { db } = world;
  const of = <T>(rows: T[]): T => {
    if (!rows[0]) throw new Error('the post is not whole');
    return rows[0];
  };
  const post = of(await db.select().from(posts).where(eq(posts.id, ref.postId)));
  const revision = of(await db.select().from(revisions).where(eq(revisions.postId, ref.postId)));
  const review = of(await db.select().from(reviews).where(eq(reviews.postId, ref.postId)));
  const delivery = of(await db.select().from(deliveries).where(eq(deliveries.postId, ref.postId)));
  const used = await db.select().from(usages).where(eq(usages.postId, ref.postId));
  const cut = await db.select().from(revisionPeople).where(eq(revisionPeople.postId, ref.postId));
  const place = of(await db.select().from(postPhotos).where(eq(postPhotos.postId, ref.postId)));
  const listed = await db.select().from(photoPeople).where(eq(photoPeople.postPhotoId, place.id));
  const photo = of(await db.select().from(photos).where(eq(photos.id, place.photoId)));
  const version = of(await db.select().from(photoVersions).where(eq(photoVersions.photoId, photo.id)));
  for (let from = 0; from < count; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, i) => ({
      post: randomUUID(),
      revision: randomUUID(),
      delivery: randomUUID(),
      place: randomUUID(),
      photo: randomUUID(),
      version: randomUUID(),
      look: looks[(from + i) % Math.max(1, looks.length)] ?? version.likeness,
    }));
    await db.insert(photos).values(some.map((to) => ({ ...photo, id: to.photo })));
    await db
      .insert(photoVersions)
      .values(some.map((to) => ({ ...version, id: to.version, photoId: to.photo, likeness: to.look })));
    await db
      .insert(posts)
      .values(
        some.map((to) => ({ ...post, id: to.post, revisionId: to.revision, requestKey: randomUUID() })),
      );
    await db.insert(postPhotos).values(
      some.map((to) => ({
        ...place,
        id: to.place,
        postId: to.post,
        photoId: to.photo,
        accountingSalt: randomUUID(),
      })),
    );
    await db
      .insert(photoPeople)
      .values(
        some.flatMap((to) => listed.map((each) => ({ ...each, id: randomUUID(), postPhotoId: to.place }))),
      );
    await db.insert(revisions).values(
      some.map((to) => ({
        ...revision,
        id: to.revision,
        postId: to.post,
        content: {
          ...revision.content,
          photos: revision.content.photos.map((each) => ({ ...each, versionId: to.version })),
        },
      })),
    );
    await db
      .insert(revisionPeople)
      .values(
        some.flatMap((to) =>
          cut.map((each) => ({ ...each, id: randomUUID(), postId: to.post, revisionId: to.revision })),
        ),
      );
    await db
      .insert(reviews)
      .values(some.map((to) => ({ ...review, id: randomUUID(), postId: to.post, revisionId: to.revision })));
    await db
      .insert(deliveries)
      .values(some.map((to) => ({ ...delivery, id: to.delivery, postId: to.post, revisionId: to.revision })));
    await db
      .insert(usages)
      .values(
        some.flatMap((to) =>
          used.map((each) => ({ ...each, id: randomUUID(), postId: to.post, deliveryId: to.delivery })),
        ),
      );
  }
}
