// After a power cut the embedded database may have forgotten a send that the fsynced journal remembers: such a post is unknown, and is looked for.
import { changeDelivery, deliveryById } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { movePost, withLockedPost } from './move-post.ts';
import { tell } from './tell-people.ts';

const STARTER: SystemActor = { kind: 'system', name: 'system:start' };

export type Replayed =
  /** the database knows how that attempt ended */
  | 'known'
  /** it did not: the post is unknown now, and is looked for */
  | 'recovered'
  /** the database has lost the delivery itself, or the post has moved on without it: a person must look */
  | 'lost';

/**
 * Compares one intent with the database at the start. Nothing but that very delivery is changed, and a note that cannot be placed
 * is never settled in silence.
 */
export async function replayIntent(
  deps: Deps,
  intent: { deliveryId: string; attempt: number; mediaIds: string[] },
): Promise<Replayed> {
  const row = await deliveryById(deps.db, intent.deliveryId);
  if (!row) return 'lost';
  if (knowsTheEnd(row, intent.attempt)) return 'known';
  const ref = { schoolId: row.schoolId, postId: row.postId };
  return withLockedPost(deps, STARTER, ref, async (work, facts) => {
    if (facts.delivery?.id !== row.id) return 'lost';
    const expected = { state: ['waiting', 'preparing'] as const, attempt: row.attempt };
    const changed = await changeDelivery(work.db, ref, row.id, expected, {
      state: 'unknown',
      attempt: intent.attempt,
      mediaIds: intent.mediaIds,
      sentAt: work.at,
      leaseUntil: null,
      lastWhy: 'sent_before_power_cut',
    });
    if (!changed) return 'known';
    work.record({ type: 'delivery.recovered', ...ref, deliveryId: row.id, attempt: intent.attempt });
    const move = facts.post.status === 'publishing' ? 'lose_sight' : 'recover_sent';
    await movePost(work, facts, move, {}, { record: { deliveryId: row.id, cause: 'power_cut' } });
    await tell(work, facts, 'post_unknown', ['author', 'approver', 'comms']);
    return 'recovered';
  });
}

/** A later attempt, or this one past its preparation: then the database saw the end of it. */
const knowsTheEnd = (row: { attempt: number; state: string }, attempt: number): boolean =>
  row.attempt > attempt || (row.attempt === attempt && row.state !== 'preparing');
