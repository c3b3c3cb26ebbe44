// A post that was said to be gone is on the platform after all: it is written so, comes down by a takedown of its own with its own clock,
// and everybody who was told that it is gone hears of it.
import { changeDelivery } from '#db/queries/deliveries.server.ts';
import { changeTakedown, openTakedown, takedownsOfPost } from '#db/queries/takedowns.server.ts';
import type { Deps } from '#app/domain/deps.ts';
import { reopenRequestsOf } from '#app/domain/removals/settle-requests.ts';
import type { Work } from '#app/domain/work.ts';
import { movePost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { removeAnew } from './request-takedown.ts';

/** On a locked post that is `taken_down`; its delivery is the one that was removed. */
export async function comeDownAnew(deps: Deps, work: Work, facts: PostFacts): Promise<void> {
  const { delivery } = facts;
  if (!delivery) return;
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const expected = { state: delivery.state, attempt: delivery.attempt };
  const cleared = await changeDelivery(work.db, ref, delivery.id, expected, { removedAt: null, proof: null });
  if (cleared) facts.delivery = cleared;
  const [last] = await takedownsOfPost(work.db, ref, ref.postId);
  await movePost(work, facts, 'find_again', {}, { record: { deliveryId: delivery.id } });
  await removeAnew(deps, work, facts, last?.cause ?? 'other');
  await reopenRequestsOf(work, ref);
}

/**
 * On a locked post that is coming down, when something has put it on the platform once more: what a try under way proves may have been
 * read before, so that try no longer counts, and the next may begin at once.
 */
export async function voidTry(work: Work, facts: PostFacts): Promise<void> {
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const open = await openTakedown(work.db, ref, ref.postId);
  if (open) await changeTakedown(work.db, ref, open.id, { attempts: open.attempts + 1, leaseUntil: null });
}
