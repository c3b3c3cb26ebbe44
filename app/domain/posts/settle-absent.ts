// What it means that a look did not find the post. Never on one look, and never on a look that was none: after enough good ones it goes
// again with the photos it had, or is missed, or held. Posts without photos are looked for by their words, and left to a person.
import { changeDelivery } from '#db/queries/deliveries.server.ts';
import { attemptsOf } from '#db/queries/delivery-attempts.server.ts';
import type { Work } from '#app/domain/work.ts';
import { endAttempt, inDoubt } from './attempts.ts';
import type { DeliveryRecord } from './delivery-record.ts';
import { isProvedAbsent } from './look-times.ts';
import { movePost } from './move-post.ts';
import { openHold } from './open-hold.ts';
import type { PostFacts } from './post-facts.ts';
import { hasNoPlace } from './post-guards.ts';
import { tell } from './tell-people.ts';

/**
 * With a key of ours a repeat is harmless, so one good look is enough to go again once the first call must be over, in ms: twice its
 * deadline.
 */
export const KEYED_QUIET_MS = 60_000;

interface NotFound {
  keyed: boolean;
  /** it could only be looked for by its words */
  byWords: boolean;
}

/** On a locked post after a good look without a find, already counted in `facts.delivery`. @returns what became of it */
export async function settleAbsent(
  work: Work,
  facts: PostFacts,
  { keyed, byWords }: NotFound,
): Promise<string> {
  const { delivery } = facts;
  if (!delivery) return 'absent';
  if (delivery.lastWhy === 'same_words' && (await isFirstDoubt(work, delivery, facts)))
    return somebodyElses(work, facts, delivery);
  const proved = isProvedAbsent(delivery);
  if (facts.post.status !== 'unknown') {
    // The post had moved on before a power cut was noticed; nothing of it is out, and nothing is left to do.
    if (proved) await leave(work, facts, delivery, 'absent');
    return proved ? 'never_left' : 'absent';
  }
  if (byWords) return leaveToPerson(work, facts, delivery, proved);
  if (delivery.removalWantedAt) {
    if (!proved) return 'absent';
    await leave(work, facts, delivery, 'absent');
    await openHold(work, facts, 'removal_wanted');
    return 'held';
  }
  if (hasNoPlace(facts)) return proved ? miss(work, facts, delivery) : 'absent';
  const sure = proved || (keyed && isOver(delivery));
  return sure ? sendAgain(work, facts, delivery) : 'absent';
}

const isOver = ({ sentAt, lastGoodLookAt }: DeliveryRecord): boolean =>
  sentAt !== null && lastGoodLookAt !== null && lastGoodLookAt.getTime() - sentAt.getTime() >= KEYED_QUIET_MS;

/** Whether nothing of ours can be there but what this very attempt made. */
async function isFirstDoubt(work: Work, delivery: DeliveryRecord, facts: PostFacts): Promise<boolean> {
  const attempts = inDoubt(await attemptsOf(work.db, facts.post, delivery.id));
  return attempts.length === 1 && attempts[0]?.attempt === delivery.attempt;
}

/** The state that the delivery is left in. Its proof stands in the log. */
async function leave(
  work: Work,
  facts: PostFacts,
  delivery: DeliveryRecord,
  state: 'absent' | 'waiting',
): Promise<void> {
  const { schoolId, id: postId } = facts.post;
  const expected = { state: 'unknown' as const, attempt: delivery.attempt };
  const changes = { state, leaseUntil: null, retryAt: null, sentAt: null, lastWhy: null };
  await changeDelivery(work.db, { schoolId }, delivery.id, expected, changes);
  work.record({
    type: 'delivery.proved_absent',
    schoolId,
    postId,
    deliveryId: delivery.id,
    attempt: delivery.attempt,
    looks: delivery.looks,
  });
}

/** Back to its place: claimed again, through the whole gate twice, with the same photos while the platform keeps them. */
async function sendAgain(work: Work, facts: PostFacts, delivery: DeliveryRecord): Promise<string> {
  await leave(work, facts, delivery, 'waiting');
  const record = { deliveryId: delivery.id, cause: 'proved_absent' };
  await movePost(work, facts, 'return_unsent', { provedUnsent: true }, { record });
  return 'scheduled';
}

/** Too late for its time, or without one since a power cut: people are told which, for only they can give it another. */
async function miss(work: Work, facts: PostFacts, delivery: DeliveryRecord): Promise<string> {
  await leave(work, facts, delivery, 'absent');
  const lost = facts.post.dueAt === null;
  const record = { deliveryId: delivery.id, cause: lost ? 'time_lost' : 'proved_absent' };
  await movePost(work, facts, 'miss_unsent', { provedUnsent: true }, { record });
  await tell(work, facts, 'post_missed', ['author', 'approver', 'comms'], lost ? 'time_lost' : undefined);
  return 'missed';
}

/**
 * The platform refused the first attempt there ever was because equal words are on the account, and nothing of ours is: somebody posted
 * them by hand. A person decides what is still wanted (PF30).
 */
async function somebodyElses(work: Work, facts: PostFacts, delivery: DeliveryRecord): Promise<string> {
  const { schoolId } = facts.post;
  await endAttempt(work, { schoolId, deliveryId: delivery.id, attempt: delivery.attempt }, 'refused');
  await leave(work, facts, delivery, 'waiting');
  await openHold(work, facts, delivery.removalWantedAt ? 'removal_wanted' : 'same_words_there');
  return 'held';
}

/** Words that X shows changed can hide a post from a look: what is not found is not sent again, and a person is asked, once. */
async function leaveToPerson(
  work: Work,
  facts: PostFacts,
  delivery: DeliveryRecord,
  proved: boolean,
): Promise<string> {
  if (!proved || delivery.lastWhy === 'not_found') return 'absent';
  const expected = { state: 'unknown' as const, attempt: delivery.attempt };
  await changeDelivery(work.db, facts.post, delivery.id, expected, { lastWhy: 'not_found' });
  await tell(work, facts, 'post_unknown', ['author', 'approver', 'comms'], 'not_found');
  return 'absent';
}
