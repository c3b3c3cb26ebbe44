// A post is said to be gone. On a person's word the platform is asked as soon as the account can be read again; what the platform itself
// proved is read once more an hour later, for a copy can lag and a lost call can land late. What is there comes down anew.
import { changeDelivery, findDelivery } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { comeDownAnew } from './come-down-anew.ts';
import { withSentPost } from './move-post.ts';
import { type DeliveryRef, openAccount } from './publishing.ts';
import { readSentPost, sentWith } from './read-sent-post.ts';

const LOOKER: SystemActor = { kind: 'system', name: 'system:look-again' };

/** How long to leave between two looks, and for how long after somebody's word to go on looking, in ms. */
export const LOOK_AGAIN_EVERY_MS = 3_600_000;
export const LOOK_AGAIN_FOR_MS = 30 * 86_400_000;

/** What the platform proved is read again after this long, and while it does not answer for at most this long, in ms. */
export const PROVED_AFTER_MS = 3_600_000;
export const PROVED_FOR_MS = 86_400_000;

/** One look. @returns what it came to */
export async function lookAgain(deps: WorkerDeps, ref: DeliveryRef): Promise<string> {
  const delivery = await findDelivery(deps.db, ref, ref.deliveryId);
  if (!delivery?.proof || delivery.proof.seenGone || !delivery.platformId || delivery.kind !== 'api')
    return 'nothing_to_look_for';
  const post = { schoolId: ref.schoolId, postId: delivery.postId };
  const { account, content } = await readSentPost(deps.db, delivery);
  const opened = await openAccount(deps, { schoolId: ref.schoolId, account });
  const live = opened
    ? await opened.publisher.read(opened.account, delivery.platformId, sentWith(content, delivery.mediaIds))
    : { outcome: 'no_information' as const, why: 'no_token' };
  const { proof } = delivery;
  return withSentPost(deps, LOOKER, post, async (work, facts) => {
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
    facts.delivery = (await noted({})) ?? facts.delivery;
    await comeDownAnew(deps, work, facts);
    return 'still_there';
  });
}
