// Reads a published post back from the platform: it is there, it is ours, and its photos carry their alt texts (PF5, PF25).
import { changeDelivery, type DeliveryRow, findDelivery } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { type PostRef, readPostFacts } from './load-post-facts.ts';
import { withLockedPost } from './move-post.ts';
import { type DeliveryRef, openAccount, sentWith } from './publishing.ts';
import { tell } from './tell-people.ts';

const VERIFIER: SystemActor = { kind: 'system', name: 'system:verify-post' };

/** Reads the live post once. Nothing of its content is kept: only whether it is there and has its alt texts. */
export async function verifyPost(deps: WorkerDeps, ref: DeliveryRef): Promise<string> {
  const delivery = await findDelivery(deps.db, ref, ref.deliveryId);
  if (delivery?.state !== 'published' || !delivery.platformId || delivery.verifiedAt || delivery.removedAt)
    return 'nothing_to_verify';
  const { platformId } = delivery;
  const post = { schoolId: ref.schoolId, postId: delivery.postId };
  const facts = await readPostFacts(deps.db, post, deps.clock.now());
  const opened = await openAccount(deps, { ref: post, facts });
  if (!opened) return readInVain(deps, post, delivery);
  const live = await opened.publisher.read(opened.account, platformId, sentWith(facts, delivery.mediaIds));
  if (live && 'outcome' in live) return readInVain(deps, post, delivery);
  return withLockedPost(deps, VERIFIER, post, async (work, locked) => {
    if (locked.post.status !== 'published') return 'nothing_to_verify';
    const altText = live !== null && live.altTextsOurs;
    const expected = { state: 'published' as const, attempt: delivery.attempt };
    await changeDelivery(work.db, post, delivery.id, expected, {
      verifiedAt: work.at,
      nextReadAt: null,
      readsInVain: 0,
      lastWhy:
        live === null ? 'not_found_when_read_back' : altText ? null : 'alt_text_missing_when_read_back',
    });
    work.record({ type: 'delivery.verified', ...post, deliveryId: delivery.id, platformId, altText });
    if (live === null || !altText)
      await tell(
        work,
        locked,
        'post_unknown',
        ['comms', 'approver'],
        live === null ? 'gone' : 'alt_text_missing',
      );
    return live === null ? 'gone' : altText ? 'verified' : 'alt_text_missing';
  });
}

const FIRST_AGAIN_MS = 30_000;
const LAST_AGAIN_MS = 6 * 3_600_000;

/** When a live post is read again after so many readings that told nothing: later each time, for readings cost money. */
export const readAgainAt = (at: Date, inVain: number): Date =>
  new Date(at.getTime() + Math.min(LAST_AGAIN_MS, FIRST_AGAIN_MS * 2 ** Math.min(inVain, 20)));

/** An outage or a dead connection says nothing about the post: it is read again later, and keeps no other from being read. */
async function readInVain(deps: WorkerDeps, ref: PostRef, delivery: DeliveryRow): Promise<string> {
  await inOneTransaction(deps, VERIFIER, async (work) => {
    const expected = { state: 'published' as const, attempt: delivery.attempt };
    await changeDelivery(work.db, ref, delivery.id, expected, {
      readsInVain: delivery.readsInVain + 1,
      nextReadAt: readAgainAt(work.at, delivery.readsInVain),
    });
  });
  return 'no_information';
}
