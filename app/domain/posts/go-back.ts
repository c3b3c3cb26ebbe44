// What becomes of a post whose attempt provably never left: back to its place in the calendar, or held, or missed. One way for every step.
import { changeDelivery } from '#db/queries/deliveries.server.ts';
import type { CallNotes } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';
import { endAttempt } from './attempts.ts';
import { openHold } from './open-hold.ts';
import { movePost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { hasNoPlace, latestMoment } from './post-guards.ts';
import { giveTurnBack } from './take-turn.ts';
import { tell } from './tell-people.ts';

export interface GoingBack {
  /** not to be tried again before this moment; null = at once */
  retryAt: Date | null;
  /** one short line of our own for the delivery */
  why: string | null;
  /** code for the record */
  cause?: string;
  /** how the attempt ended; left out: we stopped it ourselves */
  ended?: { outcome: 'not_sent' | 'busy' | 'needs_reconnect' | 'refused'; notes?: CallNotes | undefined };
  /** what else changes on the delivery */
  also?: { authRefusals?: number; mediaIds?: string[]; mediaExpireAt?: null };
}

/** Waits longer after each try: 5 s, 10 s, 20 s, … at most 5 min. */
export const pauseAfter = (at: Date, attempt: number): Date =>
  new Date(at.getTime() + Math.min(300_000, 5_000 * 2 ** (attempt - 1)));

/** Whether the post in hand is still on the way with this very attempt of this very delivery. */
export const isThisAttempt = (facts: PostFacts, delivery: { id: string; attempt: number }): boolean =>
  facts.post.status === 'publishing' &&
  facts.delivery?.id === delivery.id &&
  facts.delivery.attempt === delivery.attempt;

/** Ends the attempt on a locked post. A wait that outlasts the school's limit is a miss now, not a surprise later. */
export async function goBack(
  work: Work,
  facts: PostFacts,
  delivery: { id: string; attempt: number },
  { retryAt, why, cause, ended, also }: GoingBack,
): Promise<string> {
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  if (!isThisAttempt(facts, delivery)) return 'taken_by_another';
  const expected = { state: ['preparing', 'sending'] as const, attempt: delivery.attempt };
  const waiting = {
    state: 'waiting' as const,
    leaseUntil: null,
    sentAt: null,
    retryAt,
    lastWhy: why,
    ...also,
  };
  if (!(await changeDelivery(work.db, ref, delivery.id, expected, waiting))) return 'taken_by_another';
  const attempt = { schoolId: ref.schoolId, deliveryId: delivery.id, attempt: delivery.attempt };
  await endAttempt(work, attempt, ended?.outcome ?? 'stopped', { notes: ended?.notes });
  await giveTurnBack(work, facts);
  if (facts.delivery?.removalWantedAt) {
    await openHold(work, facts, 'removal_wanted');
    return 'held';
  }
  const limit = latestMoment(facts);
  const tooLate = hasNoPlace(facts) || (retryAt !== null && limit !== null && retryAt > limit);
  const record = { deliveryId: delivery.id, ...(cause ? { cause } : {}) };
  await movePost(work, facts, tooLate ? 'miss_unsent' : 'return_unsent', { provedUnsent: true }, { record });
  if (tooLate) await tell(work, facts, 'post_missed', ['author', 'approver', 'comms']);
  return tooLate ? 'missed' : 'waiting';
}
