// Settles a post whose outcome is not known: by looking at the platform, never by posting again. Found is proof; absent is for a person.
import { changeDelivery, findDelivery } from '#db/queries/deliveries.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import type { Deps, WorkerDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { openHold } from './hold-post.ts';
import { type PostRef, readPostFacts } from './load-post-facts.ts';
import { withLockedPost } from './move-post.ts';
import { type DeliveryRef, openAccount } from './publishing.ts';
import { writePublished } from './settle-delivery.ts';

const LOOKER: SystemActor = { kind: 'system', name: 'system:look-for-post' };

/** Good looks that did not find it, the last at least this many ms after sending, before a person may say "it is not there". */
export const QUIET_MS = 600_000;
export const LOOKS_NEEDED = 3;

/** How long to leave between two looks, in ms. */
export const LOOK_EVERY_MS = 60_000;

/**
 * Looks once for a post whose outcome is unknown. Found: it is published (and comes down at once if that was wanted).
 * Only an answer that really is one counts as a look (an outage says nothing).
 */
export async function lookForPost(deps: WorkerDeps, ref: DeliveryRef): Promise<string> {
  const delivery = await findDelivery(deps.db, ref, ref.deliveryId);
  if (delivery?.state !== 'unknown' || !delivery.sentAt) return 'not_unknown';
  const post = { schoolId: ref.schoolId, postId: delivery.postId };
  const facts = await readPostFacts(deps.db, post, deps.clock.now());
  const opened = await openAccount(deps, { ref: post, facts });
  const result = opened
    ? await opened.publisher.look(opened.account, {
        mediaIds: delivery.mediaIds,
        words: facts.revision?.content.words ?? facts.post.words,
        sentAt: delivery.sentAt,
        recordKey: delivery.recordKey ?? '',
      })
    : { outcome: 'no_information' as const, why: 'no_token' };
  return withLockedPost(deps, LOOKER, post, async (work, locked) => {
    if (locked.delivery?.state !== 'unknown' || locked.delivery.attempt !== delivery.attempt)
      return 'not_unknown';
    work.record({ type: 'delivery.looked', ...post, deliveryId: delivery.id, result: result.outcome });
    if (result.outcome === 'found') {
      const [oldest] = [...result.platformIds].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
      return writePublished(work, locked, { ref: post, delivery }, found(oldest, 'platform id'), deps);
    }
    const looks = delivery.looks + (result.outcome === 'absent' ? 1 : 0);
    const expected = { state: 'unknown' as const, attempt: delivery.attempt };
    await changeDelivery(work.db, post, delivery.id, expected, { looks, lastLookAt: work.at });
    return result.outcome;
  });
}

/** Whether enough good looks have been taken, the last one long enough after sending, to believe that it is not there. */
export const isProvedAbsent = (delivery: {
  looks: number;
  lastLookAt: Date | null;
  sentAt: Date | null;
}): boolean =>
  delivery.looks >= LOOKS_NEEDED &&
  delivery.lastLookAt !== null &&
  delivery.sentAt !== null &&
  delivery.lastLookAt.getTime() - delivery.sentAt.getTime() >= QUIET_MS;

/**
 * A person, having seen that the post is not on the platform, lets it be stopped: held, to be released or changed by a person.
 * Errors: MoveRefused (not permitted; not_proved until enough looks found nothing).
 */
export async function sayNotThere(deps: Deps, actor: Person, ref: PostRef): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    const { delivery } = facts;
    if (!delivery || delivery.state !== 'unknown') throw new AppError('illegal_move', 'not_in_this_state');
    if (!isProvedAbsent(delivery)) throw new AppError('forbidden', 'not_proved');
    const expected = { state: 'unknown' as const, attempt: delivery.attempt };
    await changeDelivery(work.db, ref, delivery.id, expected, { state: 'absent', leaseUntil: null });
    await openHold(work, facts, delivery.removalWantedAt ? 'removal_wanted' : 'not_on_platform');
  });
}
