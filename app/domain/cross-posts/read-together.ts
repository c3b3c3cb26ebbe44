// What a page shows of a post that goes to several accounts: where each of them stands.
import type { Database } from '#db/client.server.ts';
import { leadOf, postsTogether } from '#db/queries/cross-posts.server.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';

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
  const leadPostId = (await leadOf(db, post, post.id))?.postId ?? post.id;
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

/** What was made from this post and gets its time with the same press. */
export const waitingForTheSame = async (
  db: Database,
  { post, lead }: Pick<PostFacts, 'post' | 'lead'>,
): Promise<PostsTogether['posts']> =>
  lead
    ? []
    : (await postsTogether(db, post, post.id)).filter(
        ({ postId, status }) => postId !== post.id && status === 'approved',
      );
