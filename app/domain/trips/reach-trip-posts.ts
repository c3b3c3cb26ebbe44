// What a change of a trip does to its posts that are on their way: whatever no longer fits the trip is stopped at once and its
// people are told, instead of failing at the last moment. What is live stays; the last check asks everything again anyway.
import { lockDeliveryOf } from '#db/queries/deliveries.server.ts';
import { lockPost } from '#db/queries/posts.server.ts';
import { postsOfTrip } from '#db/queries/trips.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import { blocks } from '#app/domain/issues.ts';
import { openHold } from '#app/domain/posts/open-hold.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { contentOf, type PostFacts } from '#app/domain/posts/post-facts.ts';
import { accountFaults, approvalFaults, type HoldCause } from '#app/domain/posts/publish-gate.ts';
import type { Work } from '#app/domain/work.ts';
import type { TripRef } from './trip-record.ts';

const TRIP_KEEPER: SystemActor = { kind: 'system', name: 'system:trip-change' };

const ON_THEIR_WAY = ['in_review', 'approved', 'scheduled', 'held'];
/** The checks that ask about the trip. */
const OF_TRIP = ['T-06', 'R-13', 'T-24'];

/**
 * Stops what no longer fits; call it under the lock of {@link lockForTrip}. `takenOff`: pupils who are no longer on the trip; a
 * post that shows one of them is looked at again. Returns the ids of the posts that are stopped now and were not before.
 */
export async function reachTripPosts(
  work: Work,
  ref: TripRef,
  takenOff: readonly string[] = [],
): Promise<string[]> {
  const { schoolId } = ref;
  const keeper = work.as(TRIP_KEEPER);
  const stopped: string[] = [];
  for (const postId of await postsOfTrip(work.db, ref, ref.tripId)) {
    const post = await lockPost(work.db, ref, postId);
    if (!post || !ON_THEIR_WAY.includes(post.status)) continue;
    await lockDeliveryOf(work.db, ref, postId);
    const facts = await readPostFacts(work.db, { schoolId, postId }, work.at);
    const cause = whyStopped(facts, takenOff);
    if (!cause) continue;
    if (post.status !== 'held') stopped.push(postId);
    await openHold(keeper, facts, cause);
  }
  return stopped;
}

/** Why the trip as it now is stops a post; null when it still fits. */
export function whyStopped(facts: PostFacts, takenOff: readonly string[]): HoldCause | null {
  const shown = contentOf(facts).photos.flatMap(({ people }) => people);
  if (shown.some(({ kind, id }) => kind === 'pupil' && takenOff.includes(id))) return 'trip_changed';
  const { status, dueAt } = facts.post;
  // Placed already: what counts is the moment at which it goes out.
  const placed = status === 'scheduled' && dueAt;
  const then = placed ? { ...facts, at: dueAt > facts.at ? dueAt : facts.at } : facts;
  const found = blocks(runChecks(then, placed ? 'gate' : 'approve'));
  if (found.some(({ check }) => OF_TRIP.includes(check))) return 'trip_changed';
  const decided = facts.review?.decision === 'approved';
  if (decided && approvalFaults(facts).some(({ code }) => code === 'not_the_trips_approver'))
    return 'approval_not_valid';
  return facts.account.kind === 'trip' && accountFaults(facts).length > 0 ? 'account_not_open' : null;
}
