// Writes down that a post is out: the platform's id, who was shown on which permissions, and at once the removal if anything was said
// against it meanwhile.
import { changeDelivery, type DeliveryRow } from '#db/queries/deliveries.server.ts';
import type { Deps, WorkerDeps } from '#app/domain/deps.ts';
import type { CreateResult } from '#app/domain/ports/publisher.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { attemptOf, endAttempt } from './attempts.ts';
import type { PostRef } from './load-post-facts.ts';
import { shareGroundOf } from './lock-ground.ts';
import { lockPostAlone } from './lock-posts.ts';
import { noteLive } from './note-live.ts';
import type { PostFacts } from './post-facts.ts';
import { type Claimed, PUBLISHER } from './publishing.ts';
import { openRemoval } from './request-takedown.ts';
import { causeToComeDown } from './said-meanwhile.ts';
import { keepPace } from './take-turn.ts';
import { tell } from './tell-people.ts';

type Published = Extract<CreateResult, { outcome: 'published' }>;

/**
 * The ordinary end of a send. While the post has not moved since it was armed, its people, photos and permissions are those it was sent
 * with: they are written down as they stood at the last passage of the gate, and not read again. `claim.facts`: as armed.
 * @returns null, with nothing written, where anything has moved or somebody wants it gone: the post is then to be read anew
 */
export async function publishedAsArmed(
  deps: WorkerDeps,
  claim: Claimed,
  result: Published,
): Promise<string | null> {
  return inOneTransaction(deps, PUBLISHER, async (work) => {
    await shareGroundOf(work.db, claim.facts);
    const { status, delivery } = await lockPostAlone(work, claim.ref);
    if (status !== 'publishing' || !delivery || !isAsArmed(delivery, claim.delivery)) return null;
    const facts = { ...claim.facts, at: work.at, post: { ...claim.facts.post, status }, delivery };
    return notePublished(deps, work, facts, claim, result);
  });
}

const isAsArmed = (now: DeliveryRow, armed: { id: string; attempt: number }): boolean =>
  now.id === armed.id && now.attempt === armed.attempt && now.state === 'sending' && !now.removalWantedAt;

/** What the platform answered, for the account's pace, the attempt, and the post. @returns `taken_by_another` when the attempt had been given up */
export async function notePublished(
  deps: Deps,
  work: Work,
  facts: PostFacts,
  claim: Claimed,
  result: Published & { notes?: CreateResult['notes'] },
): Promise<string> {
  const { platformId, notes } = result;
  await keepPace(work, facts, result, { create: true });
  await endAttempt(work, attemptOf(claim.ref, claim.delivery), 'published', { platformId, notes });
  return writePublished(work, facts, claim, platformId, deps);
}

/** It is live: the platform's id, who was shown on which permissions, and at once the removal if anything was said against it meanwhile. */
export async function writePublished(
  work: Work,
  facts: PostFacts,
  of: { ref: PostRef; delivery: { id: string; attempt: number } },
  platformId: string,
  deps: Deps,
  from: readonly DeliveryRow['state'][] = ['sending', 'unknown'],
): Promise<string> {
  const { ref, delivery } = of;
  const expected = { state: from, attempt: delivery.attempt };
  const published = await changeDelivery(work.db, ref, delivery.id, expected, {
    state: 'published',
    platformId,
    publishedAt: work.at,
    nextReadAt: work.at,
    leaseUntil: null,
    retryAt: null,
    authRefusals: 0,
    lastWhy: null,
  });
  if (!published) return 'taken_by_another';
  const against = await causeToComeDown(work, facts, published);
  const onTheWay = facts.post.status === 'publishing' || facts.post.status === 'unknown';
  await noteLive(work, facts, published, onTheWay ? 'confirm_published' : 'recover_published', {
    platformId,
  });
  await tell(work, facts, 'post_published', ['author', 'approver', 'comms']);
  if (against) await openRemoval(deps, work, facts, against);
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
