// What an attempt came to, written down in one transaction: published with the platform's id, not sent, refused, or unknown. Nothing here sends.
import { changeDelivery, insertUsages, openTakedown } from '#db/queries/deliveries.server.ts';
import type { Deps, WorkerDeps } from '#app/domain/deps.ts';
import type { CreateResult, PrepareResult } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';
import { goBack, isThisAttempt } from './go-back.ts';
import { openHold } from './hold-post.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, withLockedPost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { type Claimed, PUBLISHER } from './publishing.ts';
import { removeByOf } from './remove-by.ts';
import { openRemoval } from './request-takedown.ts';
import { giveTurnBack, keepPace } from './take-turn.ts';
import { tell } from './tell-people.ts';

type NotPrepared = Exclude<PrepareResult, { outcome: 'prepared' }>;

/** Something stopped before the create call, or the call provably never left. */
export async function settleUnsent(deps: Deps, claim: Claimed, result: NotPrepared): Promise<string> {
  return withLockedPost(deps, PUBLISHER, claim.ref, (work, facts) =>
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
    const retryAt = new Date(Math.max(asked?.getTime() ?? 0, soon(work.at, delivery.attempt).getTime()));
    const outcome = await goBack(work, facts, delivery, { retryAt, why: result.why, cause: result.outcome });
    await keepPace(work, facts, result, { ...of, retryAt });
    return outcome;
  }
  const refused = result.outcome === 'refused' && !facts.delivery?.removalWantedAt;
  const expected = { state: ['preparing', 'sending'] as const, attempt: delivery.attempt };
  const ended = {
    state: refused ? ('failed' as const) : ('waiting' as const),
    leaseUntil: null,
    sentAt: null,
  };
  if (!(await changeDelivery(work.db, ref, delivery.id, expected, { ...ended, lastWhy: result.why })))
    return 'taken_by_another';
  await giveTurnBack(work, facts);
  await keepPace(work, facts, result, of);
  if (!refused) {
    const cause = result.outcome === 'no_credit' ? 'no_credit' : 'platform_refused';
    await openHold(work, facts, facts.delivery?.removalWantedAt ? 'removal_wanted' : cause);
    return 'held';
  }
  await movePost(work, facts, 'fail', {}, { record: { deliveryId: delivery.id, cause: 'platform_refused' } });
  await tell(work, facts, 'post_failed', ['author', 'approver', 'comms']);
  return 'failed';
}

/** Waits longer after each try: 5 s, 10 s, 20 s, … at most 5 min. */
const soon = (at: Date, attempt: number): Date =>
  new Date(at.getTime() + Math.min(300_000, 5_000 * 2 ** (attempt - 1)));

/** The create call came back, or did not. */
export async function settleCreated(deps: WorkerDeps, claim: Claimed, result: CreateResult): Promise<string> {
  const outcome = await withLockedPost(deps, PUBLISHER, claim.ref, async (work, facts) => {
    if (result.outcome === 'published' || result.outcome === 'unknown')
      await keepPace(work, facts, result, { create: true });
    if (result.outcome === 'published') return writePublished(work, facts, claim, result.platformId, deps);
    if (!isThisAttempt(facts, claim.delivery)) return 'taken_by_another';
    if (result.outcome !== 'unknown') return writeUnsent(work, facts, claim, result, { create: true });
    return writeUnknown(work, facts, claim.ref, claim.delivery, result.why);
  });
  await deps.journal.settle(claim.delivery.id, claim.delivery.attempt);
  return outcome;
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
    lastWhy: why,
  });
  await movePost(work, facts, 'lose_sight', {}, { record: { deliveryId: delivery.id } });
  await tell(work, facts, 'post_unknown', ['author', 'approver', 'comms']);
  return 'unknown';
}

/** It is live: the platform's id, who was shown on which permissions, and at once the removal if anybody wanted one meanwhile. */
export async function writePublished(
  work: Work,
  facts: PostFacts,
  of: { ref: PostRef; delivery: { id: string; attempt: number } },
  platformId: string,
  deps: Deps,
): Promise<string> {
  const { ref, delivery } = of;
  const expected = { state: ['sending', 'unknown'] as const, attempt: delivery.attempt };
  const published = await changeDelivery(work.db, ref, delivery.id, expected, {
    state: 'published',
    platformId,
    publishedAt: work.at,
    leaseUntil: null,
    lastWhy: null,
  });
  if (!published) return 'taken_by_another';
  facts.delivery = published;
  const usages = usagesOf(facts, delivery.id, work.at);
  await insertUsages(work.db, usages);
  const removeBy = usages.length > 0 ? removeByOf(work.at, facts.school) : null;
  const onTheWay = facts.post.status === 'publishing' || facts.post.status === 'unknown';
  await movePost(
    work,
    facts,
    onTheWay ? 'confirm_published' : 'recover_published',
    { platformId },
    { ...(removeBy ? { patch: { removeBy } } : {}), record: { deliveryId: delivery.id, platformId } },
  );
  if (removeBy)
    work.record({
      type: 'post.remove_by_set',
      ...ref,
      removeBy: removeBy.toISOString(),
      cause: 'published',
    });
  await tell(work, facts, 'post_published', ['author', 'approver', 'comms']);
  const wanted = published.removalWantedAt ? await openTakedown(work.db, ref, ref.postId) : null;
  if (published.removalWantedAt) await openRemoval(deps, work, facts, wanted?.cause ?? 'other');
  else
    work.afterCommit(() =>
      deps.queue.enqueue(
        'verify-post',
        { schoolId: ref.schoolId, deliveryId: delivery.id },
        { jobId: `verify-${delivery.id}` },
      ),
    );
  return 'published';
}

const usagesOf = (facts: PostFacts, deliveryId: string, usedAt: Date) =>
  facts.verdicts
    .filter((verdict) => verdict.kind === 'pupil')
    .map((verdict) => ({
      schoolId: facts.post.schoolId,
      postId: facts.post.id,
      deliveryId,
      pupilId: verdict.id,
      photoSha256: facts.photos[verdict.photo]?.version?.sha256 ?? '',
      perceptualHash: facts.photos[verdict.photo]?.version?.perceptualHash ?? '',
      decisionIds: verdict.decisionIds,
      usedAt,
    }));
