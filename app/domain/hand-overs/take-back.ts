// A post that a person had and did not publish: unsent by their word, it goes back to its place, or is held for what has come up since, or
// has missed its time.
import { changeDelivery } from '#db/queries/deliveries.server.ts';
import { AppError } from '#app/domain/errors.ts';
import { stopAtGate } from '#app/domain/posts/claim-post.ts';
import { openHold } from '#app/domain/posts/open-hold.ts';
import { movePost } from '#app/domain/posts/move-post.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { hasNoPlace } from '#app/domain/posts/post-guards.ts';
import { tell } from '#app/domain/posts/tell-people.ts';
import type { Work } from '#app/domain/work.ts';
import { faultsSince } from './hand-over-rules.ts';
import { HAND_OVER_KEEPER } from './open-hand-over.ts';

/** On a locked post that is handed out. */
export async function takeBack(work: Work, facts: PostFacts): Promise<'waiting' | 'missed' | 'held'> {
  const { delivery, post } = facts;
  if (!delivery) throw new AppError('illegal_move', 'not_in_this_state');
  const ref = { schoolId: post.schoolId, postId: post.id };
  const faults = faultsSince(facts);
  const expected = { state: 'handed_out' as const, attempt: delivery.attempt };
  const back = { state: 'waiting' as const, sentAt: null, leaseUntil: null, retryAt: null };
  const waiting = await changeDelivery(work.db, ref, delivery.id, expected, back);
  if (!waiting) throw new AppError('illegal_move', 'not_in_this_state');
  facts.delivery = waiting;
  const keeper = work.as(HAND_OVER_KEEPER);
  if (waiting.removalWantedAt) {
    await openHold(keeper, facts, 'removal_wanted');
    return 'held';
  }
  if ((await stopAtGate(keeper, facts, faults)) === 'held') return 'held';
  const late = hasNoPlace(facts);
  const record = { deliveryId: delivery.id, cause: 'by_hand' };
  await movePost(keeper, facts, late ? 'miss_unsent' : 'return_unsent', { provedUnsent: true }, { record });
  if (late) await tell(keeper, facts, 'post_missed', ['author', 'approver', 'comms']);
  return late ? 'missed' : 'waiting';
}
