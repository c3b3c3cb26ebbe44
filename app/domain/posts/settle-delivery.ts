// What an attempt came to, written down in one transaction: published with the platform's id, not sent, refused, or unknown. Nothing here sends.
import { changeDelivery, insertUsages } from '#db/queries/deliveries.server.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { CreateResult, PrepareResult } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';
import { backToPlace } from './arm-delivery.ts';
import { openHold } from './hold-post.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, withLockedPost } from './move-post.ts';
import type { DeliveryRecord, PostFacts } from './post-facts.ts';
import { type Claimed, PUBLISHER } from './publishing.ts';
import { openRemoval } from './request-takedown.ts';
import { tell } from './tell-people.ts';

type NotPrepared = Exclude<PrepareResult, { outcome: 'prepared' }>;

/** Something stopped before the create call, or the call provably never left. */
export async function settleUnsent(deps: Deps, claim: Claimed, result: NotPrepared): Promise<string> {
  return withLockedPost(deps, PUBLISHER, claim.ref, (work, facts) => writeUnsent(work, facts, claim, result));
}

async function writeUnsent(
  work: Work,
  facts: PostFacts,
  claim: Claimed,
  result: NotPrepared,
): Promise<string> {
  const { ref, delivery } = claim;
  if (!isOurs(facts, delivery)) return 'taken_by_another';
  const expected = { state: ['preparing', 'sending'] as const, attempt: delivery.attempt };
  const retryAt =
    result.outcome === 'busy'
      ? result.retryAfter
      : result.outcome === 'not_sent'
        ? soon(work.at, delivery.attempt)
        : null;
  if (result.outcome === 'refused') {
    await changeDelivery(work.db, ref, delivery.id, expected, {
      state: 'failed',
      leaseUntil: null,
      lastWhy: result.why,
    });
    await movePost(
      work,
      facts,
      'fail',
      {},
      { record: { deliveryId: delivery.id, cause: 'platform_refused' } },
    );
    await tell(work, facts, 'post_failed', ['author', 'approver', 'comms']);
    return 'failed';
  }
  const changes = { state: 'waiting' as const, leaseUntil: null, sentAt: null, retryAt, lastWhy: result.why };
  await changeDelivery(work.db, ref, delivery.id, expected, changes);
  if (facts.delivery?.removalWantedAt) return hold(work, facts, 'removal_wanted');
  if (result.outcome === 'needs_reconnect' || result.outcome === 'no_credit')
    return hold(work, facts, 'platform_refused');
  return backToPlace(work, facts, claim);
}

async function hold(
  work: Work,
  facts: PostFacts,
  cause: 'removal_wanted' | 'platform_refused',
): Promise<string> {
  await openHold(work, facts, cause);
  return 'held';
}

/** Waits longer after each try: 5 s, 10 s, 20 s, … at most 5 min. */
const soon = (at: Date, attempt: number): Date =>
  new Date(at.getTime() + Math.min(300_000, 5_000 * 2 ** (attempt - 1)));

const isOurs = (facts: PostFacts, delivery: DeliveryRecord): boolean =>
  facts.post.status === 'publishing' && facts.delivery?.attempt === delivery.attempt;

/** The create call came back, or did not. */
export async function settleCreated(deps: Deps, claim: Claimed, result: CreateResult): Promise<string> {
  return withLockedPost(deps, PUBLISHER, claim.ref, async (work, facts) => {
    if (result.outcome === 'published') return writePublished(work, facts, claim, result.platformId, deps);
    if (!isOurs(facts, claim.delivery)) return 'taken_by_another';
    if (result.outcome !== 'unknown') return writeUnsent(work, facts, claim, result);
    return writeUnknown(work, facts, claim.ref, claim.delivery, result.why);
  });
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
  await insertUsages(work.db, usagesOf(facts, delivery.id, work.at));
  await movePost(
    work,
    facts,
    'confirm_published',
    { platformId },
    { record: { deliveryId: delivery.id, platformId } },
  );
  await tell(work, facts, 'post_published', ['author', 'approver', 'comms']);
  if (published.removalWantedAt) await openRemoval(deps, work, facts, 'permission_changed');
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
