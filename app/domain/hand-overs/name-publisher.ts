// Whoever looks after the accounts asks somebody who writes for the school to publish one post by hand.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { setHandPublisher } from '#db/queries/hand-overs.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { PERMISSIONS } from '#app/domain/permissions.ts';
import type { DeliveryRecord } from '#app/domain/posts/delivery-record.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { goesByHand } from './hand-over-rules.ts';

/** Ids of those who may be asked: whoever may write posts for the school. */
export const possiblePublishers = (db: Database | Tx, scope: { schoolId: string }, at: Date) =>
  peopleWithRole(db, scope, PERMISSIONS['post.draft'], at);

/** Who was asked to publish a post by hand, while they still may; null = whoever looks after the accounts. */
export async function askedPublisher(
  db: Database | Tx,
  scope: { schoolId: string },
  delivery: Pick<DeliveryRecord, 'handPublisherId'> | null,
  at: Date,
): Promise<string | null> {
  const asked = delivery?.handPublisherId;
  return asked && (await possiblePublishers(db, scope, at)).includes(asked) ? asked : null;
}

/**
 * Sets who publishes the post, and tells them; null = whoever looks after the accounts. The same again is nothing.
 * Errors: AppError forbidden without `post.publishByHand`, not_found for somebody who may not be asked, illegal_move unless it waits
 * for its time.
 */
export async function namePublisher(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  userId: string | null,
): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    requireMay(work.actor, 'post.publishByHand', ref.schoolId, work.at);
    const { delivery } = facts;
    if (!delivery || !goesByHand(facts) || facts.post.status !== 'scheduled')
      throw new AppError('illegal_move', 'not_in_this_state');
    if (delivery.handPublisherId === userId) return;
    if (userId && !(await possiblePublishers(work.db, ref, work.at)).includes(userId))
      throw new AppError('not_found', 'person');
    await setHandPublisher(work.db, ref, delivery.id, userId);
    work.record({ type: 'hand_over.publisher_named', ...ref, deliveryId: delivery.id, userId });
    if (userId && userId !== actor.userId)
      work.notify({
        schoolId: ref.schoolId,
        userId,
        kind: 'hand_over_due',
        postId: ref.postId,
        code: 'asked',
      });
  });
}
