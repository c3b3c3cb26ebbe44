// A second copy of a post on the platform: written down as a duty, told, and removed by whichever worker comes first, however often
// workers die on the way. The copy that counts is never touched here.
import { changeExtraPost, type ExtraPostRow, insertExtraPost } from '#db/queries/extra-posts.server.ts';
import { findDelivery } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Log, WorkerDeps } from '#app/domain/deps.ts';
import type { Work } from '#app/domain/work.ts';
import { readPostFacts } from './load-post-facts.ts';
import { withLockedPost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { type OpenAccount, openAccount, sentWith } from './publishing.ts';
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

/** One try at removing a copy. @returns what became of it */
export async function removeExtraPost(deps: WorkerDeps, row: ExtraPostRow): Promise<string> {
  const delivery = await findDelivery(deps.db, row, row.deliveryId);
  if (!delivery || delivery.platformId === row.platformId) return 'is_the_one_that_counts';
  const at = deps.clock.now();
  const leaseUntil = new Date(at.getTime() + TRY_MS);
  const taken = await changeExtraPost(deps.db, row, row, { tries: row.tries + 1, leaseUntil });
  if (!taken) return 'taken_by_another';
  const post = { schoolId: row.schoolId, postId: delivery.postId };
  const facts = await readPostFacts(deps.db, post, at);
  const opened = await openAccount(deps, { ref: post, facts });
  const outcome = opened ? await takeOff(opened, facts, row) : 'no_account';
  return withLockedPost(deps, REMOVER, post, async (work, locked) => {
    if (outcome === 'removed') {
      if (!(await changeExtraPost(work.db, row, taken, { removedAt: work.at }))) return 'taken_by_another';
      work.record({
        type: 'delivery.copy_removed',
        ...post,
        deliveryId: delivery.id,
        platformId: row.platformId,
      });
      return 'removed';
    }
    const notOurs = outcome === 'other_words';
    const pause = notOurs ? ASK_AGAIN_MS : Math.min(600_000, 5_000 * 2 ** taken.tries);
    const helpless = !taken.toldAt && (notOurs || taken.tries >= TRIES_BEFORE_HELP);
    await changeExtraPost(work.db, row, taken, {
      leaseUntil: new Date(work.at.getTime() + pause),
      ...(helpless ? { toldAt: work.at } : {}),
    });
    if (helpless) await tell(work, locked, 'post_found_twice', ['author', 'approver', 'comms'], 'by_hand');
    return notOurs ? 'other_words' : 'trying_again';
  });
}

/**
 * Removes the copy. One that a look found is read first: somebody's own post may show our photos too, but not with our words, and nobody's
 * own post is deleted. What the platform itself called ours is not asked about.
 */
async function takeOff(
  { publisher, account }: OpenAccount,
  facts: PostFacts,
  { platformId, foundBy }: ExtraPostRow,
): Promise<string> {
  if (foundBy === 'look') {
    const live = await publisher.read(account, platformId, sentWith(facts, []));
    if (live === null) return 'removed';
    if ('outcome' in live) return live.outcome;
    if (!live.wordsOurs) return 'other_words';
  }
  return (await publisher.remove(account, platformId)).outcome;
}
