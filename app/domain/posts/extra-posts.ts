// A second copy of a post on the platform: written down as a duty, told, and removed by whichever worker comes first, however often
// workers die on the way. The copy that counts is never touched here; where it is gone, the other is kept in its place.
import { changeDelivery, type DeliveryRow, findDelivery } from '#db/queries/deliveries.server.ts';
import {
  changeExtraPost,
  dropExtraPost,
  type ExtraPostRow,
  insertExtraPost,
} from '#db/queries/extra-posts.server.ts';
import { changeTakedown, openTakedown } from '#db/queries/takedowns.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Log, WorkerDeps } from '#app/domain/deps.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import type { PostRef } from './load-post-facts.ts';
import { withSentPost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { openAccount } from './publishing.ts';
import { readSentPost, type SentPost, sentWith } from './read-sent-post.ts';
import { removeLive } from './remove-live.ts';
import { tell } from './tell-people.ts';

const REMOVER: SystemActor = { kind: 'system', name: 'system:remove-second-copy' };

/** How long one try may take before another worker may try, in ms. */
const TRY_MS = 90_000;

/** Tries before people are asked to delete it by hand; the tries go on. */
const TRIES_BEFORE_HELP = 5;

/** How long what may be somebody's own is left alone before it is read once more, in ms. */
const ASK_AGAIN_MS = 86_400_000;

/** On a locked post: this copy has to come down. Told once, to people and to the operator. */
export async function noteExtraPost(
  work: Work,
  facts: PostFacts,
  of: { deliveryId: string; platformId: string; foundBy: ExtraPostRow['foundBy'] },
  log: Log,
): Promise<void> {
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  if (!(await insertExtraPost(work.db, { ...of, schoolId: ref.schoolId, foundAt: work.at }))) return;
  work.record({ type: 'delivery.copy_found', ...ref, ...of });
  await tell(work, facts, 'post_found_twice', ['author', 'approver', 'comms']);
  work.afterCommit(async () =>
    log.error('a post is on the platform twice', { ...ref, deliveryId: of.deliveryId }),
  );
}

/** How long after a look that did not find it a second has to say the same, in ms. One look proves nothing. */
const LOOK_AGAIN_MS = 3_600_000;

/** What one try found: gone, not found, nobody's to delete, the only one that is left, or nothing yet. */
type Tried = 'removed' | 'missing' | 'other_words' | 'only_one_left' | 'not_yet';

/** One try at removing a copy. @returns what became of it */
export async function removeExtraPost(deps: WorkerDeps, row: ExtraPostRow): Promise<string> {
  const delivery = await findDelivery(deps.db, row, row.deliveryId);
  if (!delivery) return 'no_such_delivery';
  const at = deps.clock.now();
  const leaseUntil = new Date(at.getTime() + TRY_MS);
  const taken = await changeExtraPost(deps.db, row, row, { tries: row.tries + 1, leaseUntil });
  if (!taken) return 'taken_by_another';
  const post = { schoolId: row.schoolId, postId: delivery.postId };
  // What was noted as a copy went on to be the post: there is one, and it stands where it belongs.
  if (delivery.platformId === row.platformId) return keepAsThePost(deps, post, taken);
  const tried = await tryToRemove(deps, await readSentPost(deps.db, delivery), delivery, row);
  if (tried === 'only_one_left') return keepAsThePost(deps, post, taken);
  return withSentPost(deps, REMOVER, post, (work, locked) => settleTry(work, locked, post, taken, tried));
}

async function settleTry(
  work: Work,
  locked: PostFacts,
  post: PostRef,
  taken: ExtraPostRow,
  tried: Exclude<Tried, 'only_one_left'>,
): Promise<string> {
  const { deliveryId, platformId, missingSince } = taken;
  const lookAgainAt = new Date((missingSince ?? work.at).getTime() + LOOK_AGAIN_MS);
  const goneTwice = tried === 'missing' && lookAgainAt <= work.at;
  if (tried === 'missing' && !goneTwice) {
    const missing = { missingSince: missingSince ?? work.at, leaseUntil: lookAgainAt };
    return (await changeExtraPost(work.db, taken, taken, missing)) ? 'looked_for_again' : 'taken_by_another';
  }
  if (tried === 'removed' || goneTwice) {
    if (!(await changeExtraPost(work.db, taken, taken, { removedAt: work.at }))) return 'taken_by_another';
    // The takedown of the post may have waited for nothing else.
    const open = await openTakedown(work.db, post, post.postId);
    if (open) await changeTakedown(work.db, post, open.id, { leaseUntil: null });
    work.record({ type: 'delivery.copy_removed', ...post, deliveryId, platformId });
    return 'removed';
  }
  const notOurs = tried === 'other_words';
  const pause = notOurs ? ASK_AGAIN_MS : Math.min(600_000, 5_000 * 2 ** taken.tries);
  const helpless = !taken.toldAt && (notOurs || taken.tries >= TRIES_BEFORE_HELP);
  await changeExtraPost(work.db, taken, taken, {
    leaseUntil: new Date(work.at.getTime() + pause),
    missingSince: null,
    notOursAt: notOurs ? (taken.notOursAt ?? work.at) : null,
    ...(helpless ? { toldAt: work.at } : {}),
  });
  if (helpless) await tell(work, locked, 'post_found_twice', ['author', 'approver', 'comms'], 'by_hand');
  return notOurs ? 'other_words' : 'trying_again';
}

/**
 * Removes the copy, with access that is renewed when it was refused. One that a look found is read first: somebody's own post may show our
 * photos too, but not with our words, and nobody's own post is deleted; what the platform itself called ours is not asked about. While the
 * post is to stay, the one that counts has to be there: a person who was told of two may have deleted that one.
 */
async function tryToRemove(
  deps: WorkerDeps,
  { post, account, content }: SentPost,
  kept: DeliveryRow,
  { platformId, foundBy }: ExtraPostRow,
): Promise<Tried> {
  const opened = await openAccount(deps, { schoolId: kept.schoolId, account });
  if (!opened) return 'not_yet';
  const read = (id: string) => opened.publisher.read(opened.account, id, sentWith(content, []));
  if (foundBy === 'look') {
    const live = await read(platformId);
    if (live === null) return 'missing';
    if ('outcome' in live) return 'not_yet';
    if (!live.wordsOurs) return 'other_words';
  }
  if (post.status === 'published' && kept.platformId !== null && !kept.removedAt) {
    const live = await read(kept.platformId);
    if (live === null) return (await isSurelyGone(deps, kept)) ? 'only_one_left' : 'not_yet';
    if ('outcome' in live) return 'not_yet';
  }
  const { outcome } = await removeLive(deps, { schoolId: kept.schoolId, account }, platformId);
  return outcome === 'removed' ? 'removed' : 'not_yet';
}

/** One look that does not find a post proves nothing: its watch is asked to look too, and only what that calls gone is gone. */
async function isSurelyGone(deps: WorkerDeps, kept: DeliveryRow): Promise<boolean> {
  if (kept.goneAt) return true;
  if (!kept.missingSince) {
    const expected = { state: kept.state, attempt: kept.attempt };
    await inOneTransaction(deps, REMOVER, (work) =>
      changeDelivery(work.db, kept, kept.id, expected, { nextReadAt: work.at }),
    );
  }
  return false;
}

/** The one that counted is gone, or never was another: this one is the post from now on, and is watched as such. */
async function keepAsThePost(deps: WorkerDeps, post: PostRef, taken: ExtraPostRow): Promise<string> {
  return withSentPost(deps, REMOVER, post, async (work, facts) => {
    const { delivery } = facts;
    if (delivery?.id === taken.deliveryId && delivery.platformId !== taken.platformId) {
      if (facts.post.status !== 'published' || !delivery.goneAt) return 'trying_again';
      const expected = { state: delivery.state, attempt: delivery.attempt };
      const watched = { verifiedAt: null, missingSince: null, goneAt: null, drift: null, readsInVain: 0 };
      const { platformId } = taken;
      const kept = { platformId, ...watched, nextReadAt: work.at };
      if (!(await changeDelivery(work.db, post, delivery.id, expected, kept))) return 'trying_again';
      await tell(work, facts, 'post_gone', ['author', 'approvers', 'comms'], 'back');
    }
    if (!(await dropExtraPost(work.db, taken, taken))) return 'taken_by_another';
    const { deliveryId, platformId } = taken;
    work.record({ type: 'delivery.copy_kept', ...post, deliveryId, platformId });
    return 'is_the_one_that_counts';
  });
}
