// Publishes one due post, exactly once or honestly not: claim under the whole gate, prepare, the whole gate again, one create call, settle.
import { changeDelivery, changeDeliveryAndAttempt, findDelivery } from '#db/queries/deliveries.server.ts';
import type { DueDelivery } from '#db/queries/due-posts.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { CreateResult, UploadablePhoto } from '#app/domain/ports/publisher.ts';
import { lookBeforeTheGate } from '#app/domain/words/links/look-at-links.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { settleAccessRefused } from './access-refused.ts';
import { armDelivery } from './arm-delivery.ts';
import { claimPost } from './claim-post.ts';
import {
  type Claimed,
  DELIVERY_LEASE_MS,
  type DeliveryRef,
  type OpenAccount,
  openAccount,
  PUBLISHER,
} from './publishing.ts';
import { settleCreated, settleUnsent } from './settle-delivery.ts';

/**
 * Runs the whole procedure for a delivery that may be due; safe to call at any time, any number of times, in any number of workers.
 * `due`: set by whoever took it as due; `decided` is called once the post is claimed.
 * Errors: throws when the world breaks (database, disk); the lease then runs out and the sweep decides by how far it got.
 * @returns what became of it, for logs and tests
 */
export async function publishPost(
  deps: WorkerDeps,
  ref: DeliveryRef,
  due: DueDelivery | null = null,
  decided: () => void = () => undefined,
): Promise<string> {
  if (!deps.clock.trustworthy()) return 'clock_not_trusted';
  const row = due ?? (await findDelivery(deps.db, ref, ref.deliveryId));
  if (!row) return 'no_such_delivery';
  const post = { schoolId: ref.schoolId, postId: row.postId };
  await lookBeforeTheGate(deps, post);
  const claim = await claimPost(deps, post, due);
  decided();
  if (typeof claim === 'string') return claim;

  const opened = await openAccount(deps, { schoolId: ref.schoolId, account: claim.facts.account });
  if (!opened) return settleUnsent(deps, claim, { outcome: 'needs_reconnect', why: 'no_token' });
  try {
    return await send(deps, claim, opened);
  } finally {
    await opened.publisher.counted();
  }
}

async function send(deps: WorkerDeps, claim: Claimed, opened: OpenAccount): Promise<string> {
  const mediaIds = await photosBrought(deps, claim, opened);
  if (typeof mediaIds === 'string') return mediaIds;
  const armed = await armDelivery(deps, claim, mediaIds);
  if (typeof armed === 'string') return armed;
  const { words, photos } = claim.facts.working;
  const altTexts = photos.map(({ altText }) => altText);
  const created = await opened.publisher.create(opened.account, { words, mediaIds, altTexts, ...armed.call });
  return settle(deps, { ...claim, facts: armed.facts }, opened, created);
}

async function settle(
  deps: WorkerDeps,
  claim: Claimed,
  { version }: OpenAccount,
  created: CreateResult,
): Promise<string> {
  if (created.outcome !== 'needs_reconnect') return settleCreated(deps, claim, created);
  const settled = await settleAccessRefused(deps, claim, version, created);
  await deps.journal.settle(claim.delivery.id, claim.delivery.attempt);
  return settled;
}

/**
 * Brings the photos to the platform, unless it has them from an earlier attempt, and commits their ids before anything can be created:
 * they are how a lost post is recognised. Returns: the ids, or one word for why there are none.
 */
async function photosBrought(
  deps: WorkerDeps,
  claim: Claimed,
  opened: OpenAccount,
): Promise<string[] | string> {
  if (claim.delivery.mediaIds.length > 0) return claim.delivery.mediaIds;
  const prepared = await opened.publisher.prepare(opened.account, photosOf(claim), {
    stillOurs: () => holdOn(deps, claim),
  });
  if (prepared.outcome === 'needs_reconnect')
    return settleAccessRefused(deps, claim, opened.version, prepared);
  if (prepared.outcome !== 'prepared') return settleUnsent(deps, claim, prepared);
  const { mediaIds, mediaExpireAt } = prepared;
  const { ref, delivery } = claim;
  const kept = await inOneTransaction(deps, PUBLISHER, async (work) => {
    const expected = { state: 'preparing' as const, attempt: delivery.attempt };
    const brought = { mediaIds, mediaExpireAt };
    if (!(await changeDeliveryAndAttempt(work.db, ref, delivery.id, expected, brought, 'mediaIds')))
      return false;
    work.record({
      type: 'delivery.prepared',
      ...ref,
      deliveryId: delivery.id,
      attempt: delivery.attempt,
      mediaIds,
    });
    return true;
  });
  return kept ? mediaIds : 'taken_by_another';
}

const photosOf = ({ facts, bytes }: Claimed): UploadablePhoto[] =>
  facts.working.photos.map(({ sha256, altText }, index) => ({
    bytes: bytes.get(sha256) as Uint8Array,
    mediaType: 'image/jpeg',
    width: facts.photos[index]?.version?.width ?? 0,
    height: facts.photos[index]?.version?.height ?? 0,
    altText,
  }));

/** Between two photos: the lease begins anew while the attempt is still ours. */
const holdOn = (deps: WorkerDeps, { ref, delivery }: Claimed): Promise<boolean> =>
  inOneTransaction(deps, PUBLISHER, async (work) => {
    const expected = { state: 'preparing' as const, attempt: delivery.attempt };
    const leaseUntil = new Date(work.at.getTime() + DELIVERY_LEASE_MS);
    return (await changeDelivery(work.db, ref, delivery.id, expected, { leaseUntil })) !== null;
  });
