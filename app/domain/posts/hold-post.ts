// A person stops a post, or ends it, and with it what was made from it for further accounts.
import type { Person } from '#app/domain/actor.ts';
import { withLockedFollowers } from '#app/domain/cross-posts/lock-followers.ts';
import { stopOnTheWay } from '#app/domain/cross-posts/stop-followers.ts';
import { endFollowers } from '#app/domain/cross-posts/take-followers.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, MoveRefused } from './move-post.ts';
import { openHold } from './open-hold.ts';
import { mayHold } from './post-guards.ts';
import { tell } from './tell-people.ts';

/**
 * A person stops a post that has not gone out, also one that is held already, and with it what was made from it for further accounts,
 * however far each of those is.
 * Errors: MoveRefused; AppError illegal_move once it is out.
 */
export async function holdPost(deps: Deps, actor: Person, ref: PostRef): Promise<void> {
  await withLockedFollowers(deps, actor, ref, 'stop', async (work, facts, followers) => {
    if (facts.post.status === 'publishing' || facts.post.status === 'unknown')
      throw new AppError('illegal_move', 'not_in_this_state');
    const refusal = mayHold(facts, actor);
    if (refusal) throw new MoveRefused('hold', refusal);
    await openHold(work, facts, 'stopped_by_person');
    await stopOnTheWay(work, followers);
  });
}

/** Ends a post that has not gone out, and with it what was made from it. Its record stays. Errors: MoveRefused. */
export async function cancelPost(deps: Deps, actor: Person, ref: PostRef): Promise<void> {
  await withLockedFollowers(deps, actor, ref, 'stop', async (work, facts, followers) => {
    await movePost(work, facts, 'cancel', {});
    await endFollowers(work, followers);
    await tell(work, facts, 'post_cancelled', ['author', 'approver', 'comms']);
  });
}
