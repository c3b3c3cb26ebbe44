// A person said that they deleted a post by hand. As soon as the account can be read again the platform is asked as well: what it
// still shows comes down anew, so that "gone" is never only somebody's word for longer than it has to be.
import { changeDelivery, findDelivery, takedownsOfPost } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { reopenRequestsOf } from '#app/domain/removals/settle-requests.ts';
import type { Work } from '#app/domain/work.ts';
import { readPostFacts } from './load-post-facts.ts';
import { movePost, withLockedPost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { type DeliveryRef, openAccount, sentWith } from './publishing.ts';
import { removeAnew } from './request-takedown.ts';

const LOOKER: SystemActor = { kind: 'system', name: 'system:look-again' };

/** How long to leave between two looks, and for how long after somebody's word to go on looking, in ms. */
export const LOOK_AGAIN_EVERY_MS = 3_600_000;
export const LOOK_AGAIN_FOR_MS = 30 * 86_400_000;

/** One look. @returns what it came to */
export async function lookAgain(deps: WorkerDeps, ref: DeliveryRef): Promise<string> {
  const delivery = await findDelivery(deps.db, ref, ref.deliveryId);
  if (delivery?.proof?.by !== 'person' || !delivery.platformId) return 'nothing_to_look_for';
  const post = { schoolId: ref.schoolId, postId: delivery.postId };
  const facts = await readPostFacts(deps.db, post, deps.clock.now());
  const opened = await openAccount(deps, { ref: post, facts });
  const live = opened
    ? await opened.publisher.read(opened.account, delivery.platformId, sentWith(facts, delivery.mediaIds))
    : { outcome: 'no_information' as const, why: 'no_token' };
  const { proof } = delivery;
  return withLockedPost(deps, LOOKER, post, async (work, facts) => {
    if (facts.post.status !== 'taken_down' || facts.delivery?.id !== delivery.id) return 'moved_on';
    const expected = { state: delivery.state, attempt: delivery.attempt };
    const noted = (changes: Parameters<typeof changeDelivery>[4]) =>
      changeDelivery(work.db, post, delivery.id, expected, { lastLookAt: work.at, ...changes });
    if (live === null) {
      await noted({ proof: { ...proof, seenGone: true } });
      return 'gone';
    }
    if ('outcome' in live) {
      await noted({});
      return 'no_information';
    }
    await noted({ removedAt: null, proof: null });
    await comeDownAnew(deps, work, facts, delivery.id);
    return 'still_there';
  });
}

async function comeDownAnew(
  deps: WorkerDeps,
  work: Work,
  facts: PostFacts,
  deliveryId: string,
): Promise<void> {
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const [last] = await takedownsOfPost(work.db, ref, ref.postId);
  await movePost(work, facts, 'find_again', {}, { record: { deliveryId } });
  await removeAnew(deps, work, facts, last?.cause ?? 'other');
  await reopenRequestsOf(work, ref);
}
