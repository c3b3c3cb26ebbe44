// Locks several posts of a school with their deliveries in the one order that everybody keeps, so that two changes that reach the
// same posts wait for each other and never stand in each other's way.
import { deliveryOfPost } from '#db/queries/deliveries.server.ts';
import { lockPost } from '#db/queries/posts.server.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostStatus } from './post-status.ts';

/** Out: the state in which each post was found; a post that is not there is absent. */
export async function lockPosts(
  work: Work,
  schoolId: string,
  postIds: readonly string[],
): Promise<Map<string, PostStatus>> {
  const statuses = new Map<string, PostStatus>();
  for (const postId of [...new Set(postIds)].sort()) {
    const post = await lockPost(work.db, { schoolId }, postId);
    await deliveryOfPost(work.db, { schoolId }, postId, post?.revisionId ?? null, true);
    if (post) statuses.set(postId, post.status);
  }
  return statuses;
}
