// Settles a post whose outcome is not known: by looking at the platform, never by posting on a guess. Found is proof; what not finding
// it means stands in settle-absent. An outage says nothing, a second copy comes down, and looks taken at one moment count as one.
import { changeDelivery, type DeliveryRow, findDelivery } from '#db/queries/deliveries.server.ts';
import { attemptsOf } from '#db/queries/delivery-attempts.server.ts';
import { extraIdsOf } from '#db/queries/extra-posts.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import type { Deps, WorkerDeps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { LookResult } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';
import { recognisedBy } from './attempts.ts';
import type { DeliveryRecord } from './delivery-record.ts';
import { noteExtraPost } from './extra-posts.ts';
import type { PostRef } from './load-post-facts.ts';
import { isProvedAbsent, nextLookAt } from './look-times.ts';
import { withLockedPost, withSentPost } from './move-post.ts';
import { writePublished } from './note-published.ts';
import { openHold } from './open-hold.ts';
import type { PostFacts } from './post-facts.ts';
import { type DeliveryRef, openAccount } from './publishing.ts';
import { readSentPost } from './read-sent-post.ts';
import { recordKeyOf } from './record-key.ts';
import { settleAbsent } from './settle-absent.ts';
import { tell } from './tell-people.ts';

export { isProvedAbsent, LOOKS_NEEDED, QUIET_MS } from './look-times.ts';

const LOOKER: SystemActor = { kind: 'system', name: 'system:look-for-post' };

/** What one look is about. */
interface Looked {
  ref: PostRef;
  delivery: DeliveryRecord;
  result: LookResult;
  /** when the platform was asked: what it did not show then, it may show by the time the answer is written down */
  askedAt: Date;
  /** whether the platform keeps posts under keys of ours */
  keyed: boolean;
  /** it has no photos, so that only its words can tell */
  byWords: boolean;
}

/**
 * Looks once for a post whose outcome is unknown, by everything that any attempt at it could be recognised by. Found: it is published
 * (and comes down at once if that was wanted). Only an answer that really is one counts as a look, and only if nobody else looked since
 * the delivery was read: what several workers do not see at one moment was not seen once.
 * `listed`: the delivery as it stood when it was found to be due for a look; left out: as it stands now
 * @returns what became of it
 */
export async function lookForPost(
  deps: WorkerDeps,
  ref: DeliveryRef,
  listed: DeliveryRow | null = null,
): Promise<string> {
  const delivery = await findDelivery(deps.db, ref, ref.deliveryId);
  if (delivery?.state !== 'unknown') return 'not_unknown';
  if (listed && lookedSince(listed, delivery)) return 'looked_for_meanwhile';
  const known = recognisedBy(await attemptsOf(deps.db, ref, delivery.id));
  const sentAt = known.sentAt ?? delivery.sentAt;
  if (!sentAt) return 'not_unknown';
  const post = { schoolId: ref.schoolId, postId: delivery.postId };
  const { account, content } = await readSentPost(deps.db, delivery);
  const opened = await openAccount(deps, { schoolId: ref.schoolId, account });
  const { words, photos } = content;
  const keyed = opened?.publisher.repeatsAreHarmless === true;
  const mediaIds = [...new Set([...known.mediaIds, ...delivery.mediaIds])];
  // Photos whose ids are not known could never be found, and not finding them would prove nothing.
  const blind = !opened || (!keyed && photos.length > 0 && mediaIds.length === 0);
  const recordKey = delivery.recordKey ?? recordKeyOf(delivery);
  const askedAt = deps.clock.now();
  const result = blind
    ? { outcome: 'no_information' as const, why: 'nothing_to_look_with' }
    : await opened.publisher.look(opened.account, { mediaIds, words, sentAt, recordKey });
  return withSentPost(deps, LOOKER, post, async (work, locked) => {
    const current = locked.delivery;
    if (current?.id !== delivery.id || current.state !== 'unknown' || current.attempt !== delivery.attempt)
      return 'not_unknown';
    // A find is proof whoever else looked.
    if (result.outcome !== 'found' && lookedSince(delivery, current)) return 'looked_for_meanwhile';
    work.record({ type: 'delivery.looked', ...post, deliveryId: delivery.id, result: result.outcome });
    const byWords = !keyed && photos.length === 0;
    return settleLook(deps, work, locked, { ref: post, delivery: current, result, askedAt, keyed, byWords });
  });
}

type Looks = Pick<DeliveryRecord, 'attempt' | 'looks' | 'lastLookAt'>;

/** Whether a look was written down between two readings of a delivery. */
const lookedSince = (before: Looks, now: Looks): boolean =>
  now.attempt !== before.attempt ||
  now.looks !== before.looks ||
  now.lastLookAt?.getTime() !== before.lastLookAt?.getTime();

async function settleLook(deps: WorkerDeps, work: Work, facts: PostFacts, looked: Looked): Promise<string> {
  const { ref, delivery, result, askedAt, keyed, byWords } = looked;
  const expected = { state: 'unknown' as const, attempt: delivery.attempt };
  const retryAt = nextLookAt(delivery.sentAt ?? work.at, work.at);
  if (result.outcome === 'found') {
    const goingDown = await extraIdsOf(work.db, ref, delivery.id);
    // One that had been removed is there again: it is no other post, and comes down anew.
    for (const platformId of result.platformIds.filter((id) => goingDown.has(id)))
      await noteExtraPost(work, facts, { deliveryId: delivery.id, platformId, foundBy: 'look' }, deps.log);
    const [oldest, ...copies] = result.platformIds.filter((id) => !goingDown.has(id)).sort(byAge);
    if (oldest !== undefined && byWords && copies.length > 0) {
      // Either of two posts with the same words may be somebody's own: which is ours, a person must see.
      await changeDelivery(work.db, ref, delivery.id, expected, {
        lastLookAt: work.at,
        retryAt,
        lastWhy: 'two_alike',
      });
      if (delivery.lastWhy !== 'two_alike')
        await tell(work, facts, 'post_unknown', ['author', 'approver', 'comms'], 'two_alike');
      return 'two_alike';
    }
    if (oldest !== undefined) {
      for (const platformId of copies)
        await noteExtraPost(work, facts, { deliveryId: delivery.id, platformId, foundBy: 'look' }, deps.log);
      return writePublished(work, facts, { ref, delivery }, oldest, deps);
    }
  }
  if (result.outcome === 'no_information') {
    await changeDelivery(work.db, ref, delivery.id, expected, { lastLookAt: work.at, retryAt });
    return 'no_information';
  }
  const seen = { looks: delivery.looks + 1, lastLookAt: work.at, lastGoodLookAt: askedAt, retryAt };
  const after = await changeDelivery(work.db, ref, delivery.id, expected, seen);
  if (!after) return 'not_unknown';
  facts.delivery = after;
  return settleAbsent(work, facts, { keyed, byWords });
}

/** Oldest first: ids of X and keys of ours both grow with time. */
const byAge = (a: string, b: string): number =>
  a.length === b.length ? (a < b ? -1 : 1) : a.length - b.length;

/**
 * A person, having seen that the post is not on the platform, lets it be stopped: held, to be released or changed by a person. Only posts
 * without photos need it; they are looked for by their words, which prove less.
 * Errors: MoveRefused (not permitted; not_proved until enough looks found nothing).
 */
export async function sayNotThere(deps: Deps, actor: Person, ref: PostRef): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    const { delivery } = facts;
    if (!delivery || delivery.state !== 'unknown') throw new AppError('illegal_move', 'not_in_this_state');
    if (!isProvedAbsent(delivery)) throw new AppError('forbidden', 'not_proved');
    const expected = { state: 'unknown' as const, attempt: delivery.attempt };
    await changeDelivery(work.db, ref, delivery.id, expected, {
      state: 'absent',
      leaseUntil: null,
      retryAt: null,
    });
    await openHold(work, facts, delivery.removalWantedAt ? 'removal_wanted' : 'not_on_platform');
  });
}
