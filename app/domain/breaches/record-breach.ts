// A post came down because a permission changed, and it turns out that it should never have gone out: a no on paper that was entered late.
// Nobody but those who keep the record can tell, so they open it themselves; the post's own story says nothing of it.
import { breachOfPress } from '#db/queries/same-press.server.ts';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { mayRecordBreach } from '#app/domain/posts/may-say-why.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { openBreach } from './open-breach.ts';

/**
 * The clock runs from now: it was noticed now. Out: the record's id, also when it was open already. Errors: AppError forbidden for who
 * does not keep the record, or for a takedown of another reason; illegal_move when the post never went out.
 */
export async function recordBreach(deps: Deps, actor: Person, ref: PostRef): Promise<string> {
  return withLockedPost(deps, actor, ref, async (work, facts) => {
    const [takedown] = await takedownsOfPost(work.db, ref, ref.postId);
    if (!takedown || !mayRecordBreach(facts, takedown, work.actor))
      throw new AppError('forbidden', 'not_permitted');
    await openBreach(work, takedown);
    const breachId = await breachOfPress(work.db, ref, takedown.id);
    if (!breachId) throw new AppError('illegal_move', 'not_in_this_state');
    return breachId;
  });
}
