// The second passage of the gate, just before sending: everything again under lock, then the commit that means "already sent".
import { changeDelivery, changeDeliveryAndAttempt } from '#db/queries/deliveries.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { NewPost } from '#app/domain/ports/publisher.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { attemptOf, endAttempt } from './attempts.ts';
import { holdCauses, stopAtGate } from './claim-post.ts';
import type { DeliveryRecord } from './delivery-record.ts';
import { goBack, isThisAttempt } from './go-back.ts';
import { withLockedPost } from './move-post.ts';
import { digestOf } from './post-digest.ts';
import type { PostFacts } from './post-facts.ts';
import { isLate } from './post-guards.ts';
import { gateFaults } from './publish-gate.ts';
import { type Claimed, DELIVERY_LEASE_MS, PUBLISHER } from './publishing.ts';
import { recordKeyOf } from './record-key.ts';
import { giveTurnBack, spendTurn } from './take-turn.ts';
import { verifyPhotos } from './verify-photos.ts';

/** Most ms between the commit of `sending` and the first byte of the create call; beyond it the gate is passed again. */
export const ARM_TO_SEND_MS = 2_000;

/** How long a post waits after a machine was too slow three times over, or its clock was not believed, in ms. */
const SLOW_PAUSE_MS = 10_000;

/** What the create call of an armed attempt carries besides the content. */
export type Armed = Pick<NewPost, 'recordKey' | 'recordAt' | 'notAfter' | 'clockTrusted'>;

/**
 * Passes the gate again and commits `sending`. In solo mode the intent is then fsynced to the journal. A machine that slept meanwhile
 * cannot tell how late it is: nothing is sent until its clock is believed again.
 * @returns what the create call carries, with the post as it passed; or one word for why nothing will be sent
 */
export async function armDelivery(
  deps: WorkerDeps,
  claim: Claimed,
  mediaIds: string[],
): Promise<{ call: Armed; facts: PostFacts } | string> {
  const clockTrusted = () => deps.clock.trustworthy();
  let believed = true;
  for (let tries = 0; tries < 3 && believed; tries++) {
    const outcome = await armOnce(deps, claim);
    if (typeof outcome === 'string') return outcome;
    if (!(await keepIntent(deps, claim, mediaIds)))
      return withLockedPost(deps, PUBLISHER, claim.ref, (work, facts) => {
        const retryAt = new Date(work.at.getTime() + SLOW_PAUSE_MS);
        return goBack(work, facts, claim.delivery, { retryAt, why: 'no_room', cause: 'journal_not_written' });
      });
    const { facts, ...record } = outcome;
    const notAfter = new Date(facts.at.getTime() + ARM_TO_SEND_MS);
    believed = clockTrusted();
    if (believed && deps.clock.now() <= notAfter)
      return { call: { ...record, notAfter, clockTrusted }, facts };
    await disarm(deps, claim);
  }
  return withLockedPost(deps, PUBLISHER, claim.ref, (work, facts) => {
    const retryAt = new Date(work.at.getTime() + SLOW_PAUSE_MS);
    const why = believed ? 'too_slow_to_send' : 'clock_not_trusted';
    return goBack(work, facts, claim.delivery, { retryAt, why, cause: believed ? 'too_slow' : why });
  });
}

/** Notes on the disk what is about to be sent; false when that cannot be: then nothing is sent, and nothing is in doubt. */
async function keepIntent(deps: WorkerDeps, { delivery }: Claimed, mediaIds: string[]): Promise<boolean> {
  try {
    await deps.journal.append({ deliveryId: delivery.id, attempt: delivery.attempt, mediaIds });
    return true;
  } catch (error) {
    deps.log.error('the journal of sends cannot be written', { deliveryId: delivery.id, error });
    return false;
  }
}

async function armOnce(
  deps: WorkerDeps,
  claim: Claimed,
): Promise<{ facts: PostFacts; recordKey: string; recordAt: Date } | string> {
  const { ref, delivery } = claim;
  const bytes = await verifyPhotos(deps.photos, claim.facts.photos, claim.bytes);
  return withLockedPost(deps, PUBLISHER, ref, async (work, facts) => {
    if (!isStillOurs(facts, delivery)) return 'taken_by_another';
    if (isLate(facts))
      return goBack(work, facts, delivery, { retryAt: null, why: 'too_late', cause: 'too_late' });
    const faults = gateFaults(facts, new Set(bytes.keys()));
    if (faults.length > 0) {
      if (holdCauses(faults).length === 0)
        return goBack(work, facts, delivery, { retryAt: null, why: 'paused' });
      await changeDelivery(
        work.db,
        ref,
        delivery.id,
        { state: 'preparing', attempt: delivery.attempt },
        { state: 'waiting', leaseUntil: null },
      );
      await endAttempt(work, attemptOf(ref, delivery), 'stopped');
      await giveTurnBack(work, facts);
      return stopAtGate(work, facts, faults);
    }
    const wait = await spendTurn(work, facts, claim.facts.at);
    if (wait)
      return goBack(work, facts, delivery, { retryAt: wait.notBefore, why: wait.why, cause: wait.why });
    const digest = digestOf(facts.working);
    const recordKey = facts.delivery?.recordKey ?? recordKeyOf(delivery);
    const recordAt = facts.delivery?.recordAt ?? work.at;
    const armed = await changeDeliveryAndAttempt(
      work.db,
      ref,
      delivery.id,
      { state: 'preparing', attempt: delivery.attempt },
      {
        state: 'sending',
        sentAt: work.at,
        leaseUntil: new Date(work.at.getTime() + DELIVERY_LEASE_MS),
        recordKey,
        recordAt,
      },
      'sentAt',
    );
    if (!armed) return 'taken_by_another';
    work.record({
      type: 'delivery.sending',
      ...ref,
      deliveryId: delivery.id,
      attempt: delivery.attempt,
      digest,
    });
    return { facts, recordKey, recordAt };
  });
}

const isStillOurs = (facts: PostFacts, delivery: DeliveryRecord): boolean =>
  isThisAttempt(facts, delivery) &&
  facts.delivery?.state === 'preparing' &&
  facts.delivery.revisionId === facts.post.revisionId;

/** Too slow between commit and send: nothing has left, so the delivery is prepared again. */
async function disarm(deps: WorkerDeps, { ref, delivery }: Claimed): Promise<void> {
  await inOneTransaction(deps, PUBLISHER, async (work) => {
    const expected = { state: 'sending' as const, attempt: delivery.attempt };
    const back = { state: 'preparing' as const, sentAt: null };
    const disarmed = await changeDeliveryAndAttempt(work.db, ref, delivery.id, expected, back, 'sentAt');
    if (!disarmed) return;
    work.record({ type: 'delivery.disarmed', ...ref, deliveryId: delivery.id, attempt: delivery.attempt });
  });
  await deps.journal.settle(delivery.id, delivery.attempt);
}
