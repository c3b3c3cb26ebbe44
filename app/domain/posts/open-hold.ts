// The one writer of holds: why a post is stopped, and the move to held. A post is held while any of its holds is open.
import { insertHold } from '#db/queries/holds.server.ts';
import { changeTakedown, openTakedown } from '#db/queries/takedowns.server.ts';
import { type Actor, actorRef } from '#app/domain/actor.ts';
import { settleRequestsOf } from '#app/domain/removals/settle-requests.ts';
import type { Work } from '#app/domain/work.ts';
import { movePost } from './move-post.ts';
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
  // Whatever stopped it first: a post that is held is not out, and nobody is called about one that never was.
  if (cause === 'removal_wanted' || facts.delivery?.removalWantedAt) await endNeverLive(work, facts);
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
