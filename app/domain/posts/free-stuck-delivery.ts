// A worker died holding a delivery. How far it had got decides: before `sending` nothing left, so it may go again; after it, only a look can tell.
import type { DeliveryRow } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { goBack } from './go-back.ts';
import { withLockedPost } from './move-post.ts';
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
    return goBack(work, facts, delivery, { retryAt: null, why: 'worker_died', cause: 'worker_died' });
  });
}
