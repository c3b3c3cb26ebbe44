// Who may start a draft that puts right a post that was taken down, and when. Pure: facts and a person in, why not, or nothing, out.
import type { Actor } from '#app/domain/actor.ts';
import { draftingBarrier, may } from '#app/domain/permissions.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { accountFaults } from '#app/domain/posts/publish-gate.ts';

export type CorrectionBar =
  | 'not_in_this_state'
  | 'not_permitted'
  | 'policy_not_acknowledged'
  | 'not_trained'
  | 'trip_cancelled'
  | 'account_not_open';

/**
 * Null when they may: the button and the server ask this. The author may, while they write at all, and who may correct anybody's post;
 * only once the post is gone, since until then the same words are still up.
 */
export function correctionBar(
  facts: Pick<PostFacts, 'at' | 'post' | 'account' | 'trip'>,
  actor: Actor,
): CorrectionBar | null {
  const { post, at, trip } = facts;
  if (post.status !== 'taken_down') return 'not_in_this_state';
  if (actor.kind !== 'person' || !may(actor, 'post.draft', post.schoolId, at)) return 'not_permitted';
  if (actor.userId !== post.authorId && !may(actor, 'post.correct', post.schoolId, at))
    return 'not_permitted';
  const barrier = draftingBarrier(actor, at);
  if (barrier) return barrier;
  if (trip?.cancelledAt) return 'trip_cancelled';
  return accountFaults(facts).length > 0 ? 'account_not_open' : null;
}
