// Stops a post that is not sent yet, also one that a worker is preparing at this moment: on a locked post, for whatever cause.
import { changeDelivery } from '#db/queries/deliveries.server.ts';
import type { Work } from '#app/domain/work.ts';
import { endAttempt } from './attempts.ts';
import { isSentState } from './delivery-states.ts';
import { openHold } from './open-hold.ts';
import type { PostFacts } from './post-facts.ts';
import type { HoldCause } from './publish-gate.ts';

/** Committed to sending, in the hands of a person, or perhaps out: from then on it can only be removed. */
export const isSent = ({ delivery }: PostFacts): boolean =>
  delivery !== null && (delivery.platformId !== null || isSentState(delivery.state));

/** Holds the post. A worker that is still preparing it finds the delivery no longer its own, and sends nothing. */
export async function stopBeforeSending(work: Work, facts: PostFacts, cause: HoldCause): Promise<void> {
  const { post, delivery } = facts;
  if (delivery?.state === 'preparing') {
    await changeDelivery(
      work.db,
      { schoolId: post.schoolId },
      delivery.id,
      { state: 'preparing', attempt: delivery.attempt },
      { state: 'waiting', leaseUntil: null },
    );
    const { id: deliveryId, attempt } = delivery;
    await endAttempt(work, { schoolId: post.schoolId, deliveryId, attempt }, 'stopped');
  }
  await openHold(work, facts, cause);
}
