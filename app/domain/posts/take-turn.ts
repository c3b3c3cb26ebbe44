// Holds a post against its account's pace, under the pace's own lock (after the delivery, before the head of the log): taking a
// turn at the claim, keeping it at the last moment before sending, and writing down what the platform said about pace and credit.
import { changeDelivery, findDelivery } from '#db/queries/deliveries.server.ts';
import type { DueDelivery } from '#db/queries/due-posts.server.ts';
import { lockPace, type PaceRow, writePace } from '#db/queries/pace.server.ts';
import type { CallNotes } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';
import { movePost } from './move-post.ts';
import { afterAnswer, afterSending, turnGivenBack, turnKept, turnTaken, type Wait, waitOf } from './pace.ts';
import type { PostFacts } from './post-facts.ts';
import { latestMoment } from './post-guards.ts';
import { tell } from './tell-people.ts';

const spacingOf = (facts: PostFacts): number => facts.school.settings.spacingSeconds * 1_000;

/**
 * Whether a locked post has to wait for another of its account, or for the platform: then it is put back for as long. One that would wait
 * beyond its limit, or is beyond it, is left to {@link takeTurn}, which looks at all of it. Several posts of an account may fall due
 * together, and all but one of them are read no further.
 * Returns: null for a post that was put back; otherwise the pace under its lock, for {@link takeTurn}.
 */
export async function paceUnlessBack(work: Work, due: DueDelivery): Promise<PaceRow | null> {
  const pace = await holdPace(work, due, due.accountId);
  const wait = waitOf(pace, work.at, due.spacingMs);
  if (!wait || wait.notBefore > due.latest || work.at > due.latest) return pace;
  const waits = { retryAt: wait.notBefore, lastWhy: wait.why, leaseUntil: null };
  const taken = { state: ['waiting', 'failed'] as const, attempt: due.attempt };
  return (await changeDelivery(work.db, due, due.deliveryId, taken, waits)) ? null : pace;
}

/**
 * Takes the account's turn for this locked post; or returns what it has to wait for, and nothing is written. `held`: the pace, where this
 * transaction has locked and read it already.
 */
export async function takeTurn(work: Work, facts: PostFacts, held: PaceRow | null): Promise<Wait | null> {
  const { delivery } = facts;
  const isHeld = held?.accountId === facts.account.id;
  const pace = isHeld ? held : await holdPace(work, facts.post, facts.account.id);
  const wait = waitOf(pace, work.at, spacingOf(facts));
  if (wait) return wait;
  const turn = { ...turnTaken(work.at, spacingOf(facts)), turnDeliveryId: delivery?.id ?? null };
  await writePace(work.db, facts.post, facts.account.id, turn);
  return null;
}

/**
 * Locks the pace, and takes a turn out of it that is left: the post whose turn it is was stopped before it was sent and will not use it.
 * Whoever stops posts locks no pace: several at a time, in the order of the posts, could wait for each other for ever. A turn that is over
 * keeps nobody waiting, whoever had it.
 */
async function holdPace(work: Work, scope: { schoolId: string }, accountId: string): Promise<PaceRow> {
  const pace = await lockPace(work.db, scope, accountId);
  const { turnDeliveryId, nextSendAt } = pace;
  if (!turnDeliveryId || !nextSendAt || nextSendAt <= work.at) return pace;
  const holder = await findDelivery(work.db, scope, turnDeliveryId);
  return holder?.state === 'waiting' ? { ...pace, nextSendAt: null } : pace;
}

/** Just before sending: the turn taken at `takenAt` still counts and is spent, or there is something to wait for. */
export async function spendTurn(work: Work, facts: PostFacts, takenAt: Date): Promise<Wait | null> {
  const pace = await lockPace(work.db, facts.post, facts.account.id);
  const wait =
    turnKept(pace, takenAt, work.at, spacingOf(facts)) ?? waitOf({ ...pace, nextSendAt: null }, work.at, 0);
  if (wait) return wait;
  const spent = {
    ...afterSending(pace, work.at, spacingOf(facts)),
    turnDeliveryId: facts.delivery?.id ?? null,
  };
  await writePace(work.db, facts.post, facts.account.id, spent);
  return null;
}

/**
 * A post that had a turn was not sent: the account's next may begin. What the platform has forbidden stays forbidden; and a turn that ran
 * out meanwhile is another's by now, and not this post's to give.
 */
export async function giveTurnBack(work: Work, facts: PostFacts): Promise<void> {
  const { turnDeliveryId } = await lockPace(work.db, facts.post, facts.account.id);
  if (!turnDeliveryId || turnDeliveryId !== facts.delivery?.id) return;
  await writePace(work.db, facts.post, facts.account.id, { ...turnGivenBack(work.at), turnDeliveryId: null });
}

/** A due post waits for its turn; one whose turn would come after the school's limit for lateness is missed now, and said so. */
export async function waitForTurn(work: Work, facts: PostFacts, wait: Wait): Promise<string> {
  const { delivery } = facts;
  if (!delivery) return 'no_such_delivery';
  const limit = latestMoment(facts);
  if (limit && wait.notBefore > limit) {
    await movePost(work, facts, 'miss', { notBefore: wait.notBefore }, { record: { cause: wait.why } });
    await tell(work, facts, 'post_missed', ['author', 'approver', 'comms']);
    return 'missed';
  }
  const waits = { retryAt: wait.notBefore, lastWhy: wait.why, leaseUntil: null };
  await changeDelivery(work.db, facts.post, delivery.id, delivery, waits);
  return 'waits_its_turn';
}

/**
 * Writes down what an answer means for all posts of the account. A used-up credit is told once, until something has gone out again.
 * `of.create`: only answers to the call that posts say how many posts are left.
 */
export async function keepPace(
  work: Work,
  facts: PostFacts,
  result: { outcome: string; notes?: CallNotes },
  of: { create: boolean; retryAt?: Date | null },
): Promise<void> {
  const pace = await lockPace(work.db, facts.post, facts.account.id);
  const rates = of.create ? (result.notes?.rates ?? null) : null;
  const changes = afterAnswer(pace, {
    outcome: result.outcome,
    rates,
    at: work.at,
    retryAt: of.retryAt ?? null,
  });
  const toldAt =
    result.outcome === 'no_credit'
      ? { toldAt: pace.toldAt ?? work.at }
      : result.outcome === 'published'
        ? { toldAt: null }
        : {};
  await writePace(work.db, facts.post, facts.account.id, { ...changes, ...toldAt });
  if (result.outcome === 'no_credit' && !pace.toldAt)
    await tell(work, facts, 'account_no_credit', ['author', 'approvers', 'comms']);
}
