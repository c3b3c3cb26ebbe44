// A worker died holding a delivery. How far it had got decides: before `sending` nothing left, so it may go again; after it, only a look can tell.
import { changeDelivery, type DeliveryRow } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { openHold } from './hold-post.ts';
import { movePost, withLockedPost } from './move-post.ts';
import { isLate } from './post-guards.ts';
import { writeUnknown } from './settle-delivery.ts';

const SWEEPER: SystemActor = { kind: 'system', name: 'system:sweep' };

/** Settles a delivery whose lease has run out. Safe to run any number of times. @returns what became of it */
export async function freeStuckDelivery(deps: Deps, row: DeliveryRow): Promise<string> {
  const ref = { schoolId: row.schoolId, postId: row.postId };
  return withLockedPost(deps, SWEEPER, ref, async (work, facts) => {
    const delivery = facts.delivery;
    const stuck =
      delivery?.id === row.id &&
      delivery.attempt === row.attempt &&
      delivery.leaseUntil &&
      delivery.leaseUntil < work.at;
    if (!delivery || !stuck || facts.post.status !== 'publishing') return 'not_stuck';
    if (delivery.state === 'sending')
      return writeUnknown(work, facts, ref, delivery, 'worker_died_while_sending');
    if (delivery.state !== 'preparing') return 'not_stuck';
    const expected = { state: 'preparing' as const, attempt: delivery.attempt };
    await changeDelivery(work.db, ref, delivery.id, expected, { state: 'waiting', leaseUntil: null });
    if (delivery.removalWantedAt) {
      await openHold(work, facts, 'removal_wanted');
      return 'held';
    }
    const move = isLate(facts) ? 'miss_unsent' : 'return_unsent';
    await movePost(
      work,
      facts,
      move,
      { provedUnsent: true },
      { record: { deliveryId: delivery.id, cause: 'worker_died' } },
    );
    return move;
  });
}
