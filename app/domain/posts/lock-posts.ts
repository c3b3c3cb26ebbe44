// Locks several posts of a school with their deliveries in the one order that everybody keeps, so that two changes that reach the
// same posts wait for each other and never stand in each other's way.
import { askedTogether } from '#db/asked-together.server.ts';
import { type DeliveryRow, lockDeliveryOf } from '#db/queries/deliveries.server.ts';
import { lockPost } from '#db/queries/posts.server.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostRef } from './load-post-facts.ts';
import type { PostStatus } from './post-status.ts';

/** Out: the state in which each post was found; a post that is not there is absent. */
export async function lockPosts(
  work: Work,
  schoolId: string,
  postIds: readonly string[],
): Promise<Map<string, PostStatus>> {
  const statuses = new Map<string, PostStatus>();
  for (const postId of [...new Set(postIds)].sort()) {
    const { status } = await lockPostAlone(work, { schoolId, postId });
    if (status) statuses.set(postId, status);
  }
  return statuses;
}

/** One post with the delivery of its revision, both as they are under the lock; null for what is not there. Asked together, in this order. */
export async function lockPostAlone(
  work: Work,
  { schoolId, postId }: PostRef,
): Promise<{ status: PostStatus | null; delivery: DeliveryRow | null }> {
  const [post, delivery] = await askedTogether([
    lockPost(work.db, { schoolId }, postId),
    lockDeliveryOf(work.db, { schoolId }, postId),
  ]);
  return { status: post?.status ?? null, delivery };
}
