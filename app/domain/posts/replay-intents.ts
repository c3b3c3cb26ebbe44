// After a power cut the embedded database may have forgotten a send that the fsynced journal remembers: such a post is unknown, and is looked for.
import { changeDelivery, deliveryById } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { movePost, withLockedPost } from './move-post.ts';

const STARTER: SystemActor = { kind: 'system', name: 'system:start' };

/**
 * Compares one intent with the database at the start. When the database does not know that this attempt was sent, the delivery
 * becomes `unknown` with the journal's media ids, so that a look can find it. @returns whether anything had to be changed
 */
export async function replayIntent(
  deps: Deps,
  intent: { deliveryId: string; attempt: number; mediaIds: string[] },
): Promise<boolean> {
  const row = await deliveryById(deps.db, intent.deliveryId);
  if (!row) return false;
  const knowsIt =
    row.attempt > intent.attempt ||
    ['sending', 'published', 'unknown', 'failed', 'absent'].includes(row.state);
  if (knowsIt || row.sentAt) return false;
  const ref = { schoolId: row.schoolId, postId: row.postId };
  return withLockedPost(deps, STARTER, ref, async (work, facts) => {
    const { delivery } = facts;
    if (!delivery || (delivery.state !== 'waiting' && delivery.state !== 'preparing')) return false;
    const expected = { state: delivery.state, attempt: delivery.attempt };
    await changeDelivery(work.db, ref, delivery.id, expected, {
      state: 'unknown',
      attempt: intent.attempt,
      mediaIds: intent.mediaIds,
      sentAt: work.at,
      leaseUntil: null,
      lastWhy: 'sent_before_power_cut',
    });
    if (facts.post.status === 'scheduled')
      await movePost(
        work,
        facts,
        'recover_sent',
        {},
        { record: { deliveryId: delivery.id, cause: 'power_cut' } },
      );
    else if (facts.post.status === 'publishing')
      await movePost(
        work,
        facts,
        'lose_sight',
        {},
        { record: { deliveryId: delivery.id, cause: 'power_cut' } },
      );
    return true;
  });
}
