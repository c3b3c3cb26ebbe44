// Asks for a live post to come down: by a person alone, or by a permission that ended. In flight or unknown, it comes down as soon as it is found.
import { insertTakedown, openTakedown, wantRemoval } from '#db/queries/deliveries.server.ts';
import { type Actor, actorRef, type Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, MoveRefused, withLockedPost } from './move-post.ts';
import { mayTakeDown } from './post-guards.ts';
import type { PostFacts } from './post-facts.ts';
import { MAYBE_LIVE, isOneOf } from './post-status.ts';
import { refusePictures } from './refuse-pictures.ts';
import { endOfSchoolDay } from './school-day.ts';
import { tell } from './tell-people.ts';

export type TakedownCause =
  'permission_changed' | 'should_not_be_shown' | 'mistake' | 'asked_from_outside' | 'other';

/** Takes a post down at the word of one person. Errors: MoveRefused; AppError illegal_move when it is not (perhaps) live. */
export async function requestTakedown(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  cause: TakedownCause,
): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    if (!isOneOf(facts.post.status, MAYBE_LIVE)) throw new AppError('illegal_move', 'not_in_this_state');
    const refusal = mayTakeDown(facts, actor);
    if (refusal) throw new MoveRefused('request_takedown', refusal);
    await openRemoval(deps, work, facts, cause);
  });
}

/**
 * Whether the photos themselves must not come back. A mistake is put right in a new post with the same photos, and a
 * permission that ended withdraws the photos it was for by itself.
 */
const isAboutPictures = (cause: TakedownCause): boolean =>
  cause !== 'mistake' && cause !== 'permission_changed';

/** On a locked post: records the wish, opens the takedown with its deadline (the same school day), and moves a live post. */
export async function openRemoval(
  deps: Deps,
  work: Work,
  facts: PostFacts,
  cause: TakedownCause,
  actor: Actor = work.actor,
): Promise<void> {
  const { delivery } = facts;
  if (!delivery) throw new AppError('illegal_move', 'not_in_this_state');
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  await wantRemoval(work.db, ref, delivery.id, work.at);
  const live = facts.post.status === 'published' || facts.post.status === 'takedown_failed';
  if (!(await openTakedown(work.db, ref, ref.postId))) {
    const takedown = await insertTakedown(work.db, {
      ...ref,
      deliveryId: delivery.id,
      cause,
      requestedBy: actorRef(actor),
      requestedAt: work.at,
      deadlineAt: endOfSchoolDay(work.at, facts.school.zone),
    });
    work.record({ type: 'takedown.opened', ...ref, takedownId: takedown.id, cause });
    if (isAboutPictures(cause)) await refusePictures(work, facts, 'taken_down');
    await tell(work, facts, 'takedown_requested', ['author', 'approver', 'comms'], cause);
  }
  if (!live) return;
  await movePost(work, facts, 'request_takedown', {}, { record: { cause, deliveryId: delivery.id } });
  work.afterCommit(() =>
    deps.queue.enqueue(
      'take-down-post',
      { schoolId: ref.schoolId, deliveryId: delivery.id },
      { jobId: `takedown-${delivery.id}-${work.at.getTime()}` },
    ),
  );
}
