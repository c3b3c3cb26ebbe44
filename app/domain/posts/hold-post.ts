// Stopping a post: by any person who may write, or by the system with a cause. A post is held while any of its holds is open.
import { changeTakedown, openTakedown } from '#db/queries/deliveries.server.ts';
import { insertHold } from '#db/queries/holds.server.ts';
import { type Actor, actorRef, type Person } from '#app/domain/actor.ts';
import { withLockedFollowers } from '#app/domain/cross-posts/lock-followers.ts';
import { stopOnTheWay } from '#app/domain/cross-posts/stop-followers.ts';
import { endFollowers } from '#app/domain/cross-posts/take-followers.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { settleRequestsOf } from '#app/domain/removals/settle-requests.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, MoveRefused } from './move-post.ts';
import { mayHold } from './post-guards.ts';
import type { PostFacts } from './post-facts.ts';
import type { HoldCause } from './publish-gate.ts';
import { tell } from './tell-people.ts';

/** Opens a hold on a locked post and moves it to held when it is not there yet; a held post is not held twice for one cause. */
export async function openHold(
  work: Work,
  facts: PostFacts,
  cause: HoldCause,
  actor: Actor = work.actor,
): Promise<void> {
  const { id: postId, schoolId } = facts.post;
  if (facts.post.status === 'held' && facts.openHolds.some((hold) => hold.cause === cause)) return;
  const hold = { schoolId, postId, cause, openedAt: work.at, openedBy: actorRef(actor) };
  if (facts.post.status !== 'held') {
    const move =
      facts.post.status === 'publishing' || facts.post.status === 'unknown' ? 'hold_unsent' : 'hold';
    await movePost(work, facts, move, move === 'hold' ? { cause } : { cause, provedUnsent: true }, {
      record: { cause },
    });
  } else work.record({ type: 'post.hold_added', schoolId, postId, cause });
  await insertHold(work.db, hold);
  if (cause === 'removal_wanted') await endNeverLive(work, facts);
  facts.openHolds = [...facts.openHolds, { id: '', cause, openedAt: work.at, openedBy: hold.openedBy }];
  await tell(work, facts, 'post_held', ['author', 'approver', 'comms'], cause);
}

/** A takedown asked for while the post was on its way: it never went out, so there is nothing to remove. */
async function endNeverLive(work: Work, facts: PostFacts): Promise<void> {
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const open = await openTakedown(work.db, ref, ref.postId);
  if (!open) return;
  await changeTakedown(work.db, ref, open.id, { endedAt: work.at, outcome: 'never_live', leaseUntil: null });
  work.record({ type: 'takedown.ended', ...ref, takedownId: open.id, outcome: 'never_live', by: 'gatepost' });
  await settleRequestsOf(work, ref);
}

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
