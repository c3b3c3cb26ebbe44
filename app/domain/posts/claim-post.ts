// The first passage of the gate: takes a due post for publishing, or holds it, or calls it missed, and says which.
import { changeDeliveryAndAttempt } from '#db/queries/deliveries.server.ts';
import { attemptsOf } from '#db/queries/delivery-attempts.server.ts';
import type { DueDelivery } from '#db/queries/due-posts.server.ts';
import { findPost } from '#db/queries/posts.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { inDoubt } from './attempts.ts';
import type { DeliveryRecord } from './delivery-record.ts';
import { type PostRef, readLockedFacts } from './load-post-facts.ts';
import { lockPostsWithGround } from './lock-ground.ts';
import { movePost } from './move-post.ts';
import { openHold } from './open-hold.ts';
import { readPlacedPhotos } from './placed-photos.ts';
import type { PostFacts } from './post-facts.ts';
import { isLate } from './post-guards.ts';
import { refusalOf } from './post-machine.ts';
import type { GateIssue, HoldCause } from './publish-gate.ts';
import { type Claimed, DELIVERY_LEASE_MS, PUBLISHER } from './publishing.ts';
import { paceUnlessBack, takeTurn, waitForTurn } from './take-turn.ts';
import { tell } from './tell-people.ts';
import { verifyPhotos } from './verify-photos.ts';

/**
 * Claims the post, or returns one word for why not: nothing is then in flight. `due`: as it was taken, by which a post that only has to
 * wait for another of its account is known under the lock before anything of it is read.
 */
export async function claimPost(
  deps: WorkerDeps,
  ref: PostRef,
  due: DueDelivery | null = null,
): Promise<Claimed | string> {
  if (!due && !(await mayBeDue(deps, ref))) return 'not_scheduled';
  const bytes = await readBytes(deps, ref);
  const verifiedPhotos = new Set(bytes?.keys());
  return inOneTransaction(deps, PUBLISHER, async (work) => {
    await lockPostsWithGround(work.db, ref, [ref.postId]);
    const pace = due && (await paceUnlessBack(work, due));
    if (due && !pace) return 'waits_its_turn';
    const facts = await readLockedFacts(work.db, ref, work.at);
    if (facts.post.status !== 'scheduled') return 'not_scheduled';
    if (isLate(facts)) return miss(work, facts);
    if (!bytes) return 'photo_store_unreadable';
    const refusal = refusalOf('claim', facts, PUBLISHER, { verifiedPhotos });
    if (refusal?.reason === 'gate_closed')
      return stopAtGate(work, facts, (refusal.issues ?? []) as GateIssue[]);
    if (refusal) return refusal.reason;
    if (!facts.delivery) return 'no_such_delivery';
    const wait = await takeTurn(work, facts, pace);
    if (wait) return waitForTurn(work, facts, wait);
    const { id, attempt, state } = facts.delivery;
    const mediaIds = await photosStillThere(work, facts.delivery);
    const delivery = await changeDeliveryAndAttempt(
      work.db,
      ref,
      id,
      { state, attempt },
      {
        state: 'preparing',
        attempt: attempt + 1,
        leaseUntil: new Date(work.at.getTime() + DELIVERY_LEASE_MS),
        mediaIds,
        sentAt: null,
        retryAt: null,
        looks: 0,
        lastLookAt: null,
        lastGoodLookAt: null,
      },
      'mediaIds',
    );
    if (!delivery) return 'taken_by_another';
    await movePost(
      work,
      facts,
      'claim',
      { verifiedPhotos },
      {
        record: { deliveryId: id, ...(facts.revision ? { digest: facts.revision.digest } : {}) },
      },
    );
    if (facts.words.sent?.some(({ code }) => code === 'link_not_reached'))
      await tell(work, facts, 'link_changed', ['author', 'comms'], 'not_reached');
    return { ref, facts, delivery, bytes };
  });
}

/** How long the platform must still keep photos for them to be used once more, in ms. */
const KEPT_FOR_MS = 600_000;

/**
 * The ids under which the platform still has the photos from an earlier attempt at this very revision: the same ones go again, and no
 * photo is brought twice. Where a platform does not say how long it keeps them, only after an attempt whose outcome was in doubt.
 */
async function photosStillThere(work: Work, delivery: DeliveryRecord): Promise<string[]> {
  const { mediaIds, mediaExpireAt } = delivery;
  if (mediaIds.length === 0) return [];
  if (mediaExpireAt) return mediaExpireAt.getTime() - work.at.getTime() > KEPT_FOR_MS ? mediaIds : [];
  const attempts = await attemptsOf(work.db, delivery, delivery.id);
  return inDoubt(attempts).length > 0 ? mediaIds : [];
}

/** The photos' verified bytes; null when the store itself cannot be read, which says nothing about the photos. */
async function readBytes(deps: WorkerDeps, ref: PostRef): Promise<Map<string, Uint8Array> | null> {
  const placed = await readPlacedPhotos(deps.db, ref);
  return verifyPhotos(deps.photos, placed).catch((error: unknown) => {
    deps.log.error('the photo store cannot be read', { postId: ref.postId, error });
    return null;
  });
}

/**
 * A cheap look before anything is locked or read from the disk: most calls for a post that nobody took as due come too early or too late.
 */
async function mayBeDue(deps: WorkerDeps, ref: PostRef): Promise<boolean> {
  const post = await findPost(deps.db, ref, ref.postId);
  return post?.status === 'scheduled';
}

async function miss(work: Work, facts: PostFacts): Promise<string> {
  await movePost(work, facts, 'miss', {}, { record: { cause: 'too_late' } });
  await tell(work, facts, 'post_missed', ['author', 'approver', 'comms']);
  return 'missed';
}

/** The distinct causes for which a closed gate holds a post; none when it only has to wait (a pause). */
export const holdCauses = (faults: readonly GateIssue[]): HoldCause[] => [
  ...new Set(faults.flatMap((fault) => fault.hold ?? [])),
];

/** Holds the post for every cause found; a pause alone lets it wait in its place. */
export async function stopAtGate(
  work: Work,
  facts: PostFacts,
  faults: readonly GateIssue[],
): Promise<string> {
  const causes = holdCauses(faults);
  if (causes.length === 0) return 'paused';
  for (const cause of causes) await openHold(work, facts, cause);
  if (faults.some(({ code }) => code === 'link_changed'))
    await tell(work, facts, 'link_changed', ['author', 'approver', 'comms']);
  return 'held';
}
