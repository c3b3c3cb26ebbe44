// Publishes one due post, exactly once or honestly not: claim under the whole gate, prepare, the whole gate again, one create call, settle.
import { changeDelivery, findDelivery } from '#db/queries/deliveries.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { lookBeforeTheGate } from '#app/domain/words/links/look-at-links.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { armDelivery } from './arm-delivery.ts';
import { claimPost } from './claim-post.ts';
import { type Claimed, type DeliveryRef, openAccount, PUBLISHER } from './publishing.ts';
import { settleCreated, settleUnsent } from './settle-delivery.ts';

/**
 * Runs the whole procedure for a delivery that may be due; safe to call at any time, any number of times, in any number of workers.
 * Errors: throws when the world breaks (database, disk); the lease then runs out and the sweep decides by how far it got.
 * @returns what became of it, for logs and tests
 */
export async function publishPost(deps: WorkerDeps, ref: DeliveryRef): Promise<string> {
  if (!deps.clock.trustworthy()) return 'clock_not_trusted';
  const row = await findDelivery(deps.db, ref, ref.deliveryId);
  if (!row) return 'no_such_delivery';
  const post = { schoolId: ref.schoolId, postId: row.postId };
  await lookBeforeTheGate(deps, post);
  const claim = await claimPost(deps, post);
  if (typeof claim === 'string') return claim;

  const opened = await openAccount(deps, claim);
  if (!opened) return settleUnsent(deps, claim, { outcome: 'needs_reconnect', why: 'no_token' });
  const { account, publisher } = opened;
  const content = claim.facts.working;
  const photos = content.photos.map(({ sha256, altText }, index) => ({
    bytes: claim.bytes.get(sha256) as Uint8Array,
    mediaType: 'image/jpeg' as const,
    width: claim.facts.photos[index]?.version?.width ?? 0,
    height: claim.facts.photos[index]?.version?.height ?? 0,
    altText,
  }));
  const prepared = await publisher.prepare(account, photos);
  if (prepared.outcome !== 'prepared') return settleUnsent(deps, claim, prepared);
  await keepMediaIds(deps, claim, prepared.mediaIds);

  const armed = await armDelivery(deps, claim, prepared.mediaIds);
  if (typeof armed === 'string') return armed;
  const created = await publisher.create(account, {
    words: content.words,
    mediaIds: prepared.mediaIds,
    altTexts: content.photos.map(({ altText }) => altText),
    ...armed,
  });
  return settleCreated(deps, claim, created);
}

/** Commits the media ids before the create call: they are how a lost post is recognised on the platform. */
async function keepMediaIds(deps: WorkerDeps, { ref, delivery }: Claimed, mediaIds: string[]): Promise<void> {
  await inOneTransaction(deps, PUBLISHER, async (work) => {
    const expected = { state: 'preparing' as const, attempt: delivery.attempt };
    const kept = await changeDelivery(work.db, ref, delivery.id, expected, { mediaIds });
    if (kept)
      work.record({
        type: 'delivery.prepared',
        ...ref,
        deliveryId: delivery.id,
        attempt: delivery.attempt,
        mediaIds,
      });
  });
}
