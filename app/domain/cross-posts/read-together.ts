// What a page shows of a post that goes to several accounts: where each of them stands.
import type { Database } from '#db/client.server.ts';
import { leadingId, postsTogether } from '#db/queries/cross-posts.server.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { goesWithLead } from './same-time.ts';

export interface PostsTogether {
  leadPostId: string;
  /** the leading post first; those of earlier versions that never went out are not among them */
  posts: Awaited<ReturnType<typeof postsTogether>>;
}

/** Null for a post of one account. */
export async function readTogether(
  db: Database,
  { post }: Pick<PostFacts, 'post'>,
): Promise<PostsTogether | null> {
  const leadPostId = await leadingId(db, post, post.id);
  const all = await postsTogether(db, post, leadPostId);
  const lead = all.find(({ postId }) => postId === leadPostId);
  const posts = all.filter(
    ({ postId, status, madeFrom }) =>
      postId === leadPostId ||
      postId === post.id ||
      status !== 'cancelled' ||
      (lead !== undefined && madeFrom === lead.revisionId),
  );
  return posts.length > 1 ? { leadPostId, posts } : null;
}

export interface TimesTogether {
  /** what was made from this post and gets its time with the same press */
  same: PostsTogether['posts'];
  /** what has a time of its own, at which it stays */
  apart: PostsTogether['posts'];
}

/** Both empty for a post that leads no other. */
export async function timesTogether(
  db: Database,
  { post, lead }: Pick<PostFacts, 'post' | 'lead'>,
): Promise<TimesTogether> {
  const all = lead ? [] : await postsTogether(db, post, post.id);
  const made = all.filter(({ postId }) => postId !== post.id);
  const same = made.filter((one) => goesWithLead(one, post));
  return {
    same,
    apart: made.filter((one) => one.status === 'scheduled' && !same.includes(one)),
  };
}
