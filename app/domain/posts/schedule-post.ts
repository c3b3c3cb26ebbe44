// Places an approved post in the calendar, moves it, or takes it out again; always inside the approved window.
import { closeHolds } from '#db/queries/holds.server.ts';
import { ensureDelivery } from '#db/queries/deliveries.server.ts';
import { isConnected } from '#app/domain/accounts/platforms.ts';
import { type Person, rolesIn } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Work } from '#app/domain/work.ts';
import { isSentState } from './delivery-states.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, withLockedPost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { readWallTime, type WallTime } from './wall-time.ts';
import { tell } from './tell-people.ts';

export interface SchedulePost {
  /** `YYYY-MM-DDTHH:MM` in the school's zone */
  wall: string;
  which?: 'first' | 'second';
}

export type Scheduled =
  | { ok: true; dueAt: Date; delegationEndsBefore: boolean; byHand: boolean }
  | { ok: false; time: Extract<WallTime, { ok: false }> };

/**
 * Places the post at a time; an already placed post is moved there. Nothing changes when the time itself is in question.
 * Errors: MoveRefused (not permitted, approval not valid, time_in_the_past, outside_window, checks_failed).
 */
export async function schedulePost(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: SchedulePost,
): Promise<Scheduled> {
  return withLockedPost(deps, actor, ref, (work, facts) => placeLocked(deps, work, actor, facts, input));
}

/** As schedulePost, of a post that is locked already: one that had a time has lost it when the new one is refused. */
export async function placeLocked(
  deps: Deps,
  work: Work,
  actor: Person,
  facts: PostFacts,
  input: SchedulePost,
): Promise<Scheduled> {
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const time = readWallTime(input.wall, facts.school.zone, input.which);
  if (!time.ok) return { ok: false as const, time };
  if (facts.post.status === 'scheduled') await movePost(work, facts, 'unschedule', {});
  const revision = found(facts.revision, 'revision');
  const patch = {
    dueAt: time.at,
    dueWall: input.wall,
    dueZone: facts.school.zone,
    dueWhich: time.which,
    scheduledBy: actor.userId,
  };
  const delivery = await ensureDelivery(work.db, {
    ...ref,
    revisionId: revision.id,
    accountId: facts.post.accountId,
    kind: isConnected(facts.account.platform) ? 'api' : 'by_hand',
    state: 'waiting',
    createdAt: work.at,
  });
  if (delivery.platformId || isSentState(delivery.state)) throw new AppError('illegal_move', 'already_sent');
  await movePost(
    work,
    facts,
    'schedule',
    { dueAt: time.at },
    { patch, record: { deliveryId: delivery.id, dueAt: time.at.toISOString() } },
  );
  await tell(work, facts, 'post_scheduled', ['author', 'approver']);
  if (delivery.kind === 'api') wakeAt(deps, work, ref, delivery, time.at);
  const byHand = delivery.kind === 'by_hand';
  return { ok: true as const, dueAt: time.at, delegationEndsBefore: endsBefore(facts, time.at), byHand };
}

/** Asks the queue to wake at the due time; the sweep finds the post without it. */
function wakeAt(
  deps: Deps,
  work: Work,
  ref: PostRef,
  delivery: { id: string; attempt: number },
  dueAt: Date,
): void {
  const delayMs = Math.max(0, dueAt.getTime() - work.at.getTime());
  const jobId = `${delivery.id}-${delivery.attempt}-${dueAt.getTime()}`;
  work.afterCommit(() =>
    deps.queue.enqueue(
      'publish-post',
      { schoolId: ref.schoolId, deliveryId: delivery.id },
      { jobId, delayMs },
    ),
  );
}

const endsBefore = ({ delegation, approver, post, at }: PostFacts, dueAt: Date): boolean =>
  delegation !== null &&
  delegation.endsAt <= dueAt &&
  !(approver && rolesIn(approver, post.schoolId, at).has('headteacher'));

/** A post without a time, as its row says it. */
export const NO_TIME = { dueAt: null, dueWall: null, dueZone: null, dueWhich: null, scheduledBy: null };

/** Takes a locked post out of the calendar; its approval stands. Errors: MoveRefused. */
export const takeOutLocked = (work: Work, facts: PostFacts): Promise<void> =>
  movePost(work, facts, 'unschedule', {}, { patch: NO_TIME });

/**
 * Brings a held, missed or failed post back to approved, once a person says so and every check is met again; its holds are closed.
 * `holdIds`: the holds that the page showed, when it showed them. Errors: MoveRefused.
 */
export async function releasePost(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  shown: { holdIds?: readonly string[] } = {},
): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    const move = facts.post.status === 'held' ? 'release' : 'restore';
    await movePost(work, facts, move, shown, { patch: NO_TIME });
    const ids = facts.openHolds.map((hold) => hold.id);
    await closeHolds(work.db, ref, ids, actor.userId, work.at);
  });
}
