// What was taken down from several accounts with one press is explained with one as well: nobody says the same of each account, and no
// account's photos stay refused, or its breach unknown, because only another was asked about.
import { leadingId } from '#db/queries/cross-posts.server.ts';
import { takedownsOfPress } from '#db/queries/same-press.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { Work } from '#app/domain/work.ts';
import { withLockedFollowers } from './lock-followers.ts';

/**
 * Runs `change` on this post and on each whose newest takedown began with the same press, in one transaction with all of them locked;
 * this one first, so that its refusal is the one that is read.
 * Errors: as withLockedFollowers, and whatever `change` throws; then nothing of it remains.
 */
export async function forEachOfPress(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  change: (work: Work, facts: PostFacts) => Promise<void>,
): Promise<void> {
  const leadPostId = await leadingId(deps.db, ref, ref.postId);
  await withLockedFollowers(
    deps,
    actor,
    { ...ref, postId: leadPostId },
    'stop',
    async (work, lead, followers) => {
      const together = [lead, ...followers];
      const meant = found(
        together.find(({ post }) => post.id === ref.postId),
        'post',
      );
      const [own] = await takedownsOfPost(work.db, ref, ref.postId);
      const press = own ? await takedownsOfPress(work.db, ref, own.id) : [];
      await change(work, meant);
      for (const each of together) {
        if (each === meant) continue;
        const [newest] = await takedownsOfPost(work.db, ref, each.post.id);
        if (newest && newest.cause === own?.cause && press.some(({ takedownId }) => takedownId === newest.id))
          await change(work, each);
      }
    },
  );
}
