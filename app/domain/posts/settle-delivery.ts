// What an attempt came to, written down in one transaction: published with the platform's id, not sent, refused, or unknown. Nothing here sends.
import { changeDelivery } from '#db/queries/deliveries.server.ts';
import type { Deps, WorkerDeps } from '#app/domain/deps.ts';
import type { CallNotes, CreateResult, PrepareResult, Refused } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';
import { attemptOf, endAttempt } from './attempts.ts';
import { goBack, isThisAttempt, pauseAfter } from './go-back.ts';
import { openHold } from './open-hold.ts';
import { keepLateAnswer } from './late-answer.ts';
import type { PostRef } from './load-post-facts.ts';
import { nextLookAt } from './look-times.ts';
import { movePost, withSentPost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { notePublished, publishedAsArmed } from './note-published.ts';
import { type Claimed, PUBLISHER } from './publishing.ts';
import { giveTurnBack, keepPace } from './take-turn.ts';
import { tell } from './tell-people.ts';

type NotPrepared = Exclude<PrepareResult, { outcome: 'prepared' }>;

/** Something stopped before the create call, or the call provably never left. */
export async function settleUnsent(deps: Deps, claim: Claimed, result: NotPrepared): Promise<string> {
  return withSentPost(deps, PUBLISHER, claim.ref, (work, facts) =>
    writeUnsent(work, facts, claim, result, { create: false }),
  );
}

async function writeUnsent(
  work: Work,
  facts: PostFacts,
  { ref, delivery }: Claimed,
  result: NotPrepared,
  of: { create: boolean },
): Promise<string> {
  if (!isThisAttempt(facts, delivery)) return 'taken_by_another';
  if (result.outcome === 'busy' || result.outcome === 'not_sent') {
    const asked = result.outcome === 'busy' ? result.retryAfter : null;
    const retryAt = new Date(
      Math.max(asked?.getTime() ?? 0, pauseAfter(work.at, delivery.attempt).getTime()),
    );
    const ended = { outcome: result.outcome, notes: result.notes };
    const outcome = await goBack(work, facts, delivery, {
      retryAt,
      why: result.why,
      cause: result.outcome,
      ended,
    });
    await keepPace(work, facts, result, { ...of, retryAt });
    return outcome;
  }
  if (result.outcome === 'refused' && result.code === 'photos_gone' && delivery.mediaIds.length > 0)
    return bringPhotosAnew(work, facts, delivery, result);
  const refused = result.outcome === 'refused' && !facts.delivery?.removalWantedAt;
  const expected = { state: ['preparing', 'sending'] as const, attempt: delivery.attempt };
  const ended = {
    state: refused ? ('failed' as const) : ('waiting' as const),
    leaseUntil: null,
    sentAt: null,
  };
  if (!(await changeDelivery(work.db, ref, delivery.id, expected, { ...ended, lastWhy: result.why })))
    return 'taken_by_another';
  await endAttempt(work, attemptOf(ref, delivery), result.outcome, { notes: result.notes });
  await giveTurnBack(work, facts);
  await keepPace(work, facts, result, of);
  if (!refused) {
    const cause = HOLD_FOR[result.outcome];
    await openHold(work, facts, facts.delivery?.removalWantedAt ? 'removal_wanted' : cause);
    return 'held';
  }
  await movePost(work, facts, 'fail', {}, { record: { deliveryId: delivery.id, cause: 'platform_refused' } });
  await tell(work, facts, 'post_failed', ['author', 'approver', 'comms']);
  return 'failed';
}

/** Whose problem it is that nothing goes out. */
const HOLD_FOR = {
  no_credit: 'no_credit',
  needs_reconnect: 'account_disconnected',
  refused: 'platform_refused',
} as const;

/** The platform no longer has photos that an earlier attempt brought. It refused, so nothing is out: they are brought anew. */
async function bringPhotosAnew(
  work: Work,
  facts: PostFacts,
  delivery: Claimed['delivery'],
  { why, notes }: Refused & { notes?: CallNotes },
): Promise<string> {
  return goBack(work, facts, delivery, {
    retryAt: pauseAfter(work.at, delivery.attempt),
    why,
    cause: 'photos_gone',
    ended: { outcome: 'refused', notes },
    also: { mediaIds: [], mediaExpireAt: null },
  });
}

/** The create call came back, or did not. */
export async function settleCreated(deps: WorkerDeps, claim: Claimed, result: CreateResult): Promise<string> {
  const asArmed = result.outcome === 'published' ? await publishedAsArmed(deps, claim, result) : null;
  const outcome = asArmed ?? (await settleAnew(deps, claim, result));
  await deps.journal.settle(claim.delivery.id, claim.delivery.attempt);
  return outcome;
}

/** With the post as it is by now, whatever has become of it. */
const settleAnew = (deps: WorkerDeps, claim: Claimed, result: CreateResult): Promise<string> =>
  withSentPost(deps, PUBLISHER, claim.ref, async (work, facts) => {
    if (result.outcome === 'published') {
      const written = await notePublished(deps, work, asSent(facts, claim), claim, result);
      return written === 'published' ? written : keepLateAnswer(deps, work, facts, claim, result.platformId);
    }
    if (result.outcome === 'unknown') await keepPace(work, facts, result, { create: true });
    if (!isThisAttempt(facts, claim.delivery)) {
      // Given up meanwhile; what the platform said of it is kept all the same.
      await endAttempt(work, attemptOf(claim.ref, claim.delivery), result.outcome, { notes: result.notes });
      return 'taken_by_another';
    }
    if (result.outcome !== 'unknown') return writeUnsent(work, facts, claim, result, { create: true });
    await endAttempt(work, attemptOf(claim.ref, claim.delivery), 'unknown', { notes: result.notes });
    return writeUnknown(work, facts, claim.ref, claim.delivery, result.code ?? result.why);
  });

/** The post by now, shown with the photos and on the permissions that this attempt was sent with: what somebody said since was not used. */
function asSent(facts: PostFacts, { facts: { photos, verdicts }, delivery }: Claimed): PostFacts {
  const isTheSame = facts.delivery?.id === delivery.id && facts.delivery.attempt === delivery.attempt;
  return isTheSame ? { ...facts, photos, verdicts } : facts;
}

/** It may or may not be live: nothing is sent again until somebody has looked. */
export async function writeUnknown(
  work: Work,
  facts: PostFacts,
  ref: PostRef,
  delivery: { id: string; attempt: number },
  why: string,
): Promise<string> {
  const expected = { state: ['sending'] as const, attempt: delivery.attempt };
  await changeDelivery(work.db, ref, delivery.id, expected, {
    state: 'unknown',
    leaseUntil: null,
    retryAt: nextLookAt(facts.delivery?.sentAt ?? work.at, work.at),
    lastWhy: why,
  });
  await movePost(work, facts, 'lose_sight', {}, { record: { deliveryId: delivery.id } });
  await tell(work, facts, 'post_unknown', ['author', 'approver', 'comms']);
  return 'unknown';
}
