// Asks for a live post to come down: by a person alone, by a permission that ended, or by a picture that looks like one that
// is coming down. In flight or unknown, it comes down as soon as it is found.
import { wantRemoval } from '#db/queries/deliveries.server.ts';
import {
  changeTakedown,
  insertTakedown,
  openTakedown,
  type TakedownRow,
} from '#db/queries/takedowns.server.ts';
import { actorRef, type Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { goOnWithBreach, openBreach } from '#app/domain/breaches/open-breach.ts';
import { beginToCall } from '#app/domain/on-call/call-people.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostRef } from './load-post-facts.ts';
import { stopHandOver } from '#app/domain/hand-overs/stop-hand-over.ts';
import { movePost, MoveRefused, withLockedPost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { mayTakeDown } from './post-guards.ts';
import { MAYBE_LIVE, isOneOf } from './post-status.ts';
import { refusePictures } from './refuse-pictures.ts';
import {
  isAboutPictures,
  type PersonsCause,
  rankOf,
  type TakedownCause,
  waitsForDay,
} from './takedown-causes.ts';
import { takedownDeadline } from './takedown-deadline.ts';
import { takedownOwner } from './takedown-owner.ts';
import { tell } from './tell-people.ts';

export type { PersonsCause, TakedownCause };

/** How it was found that the post must come down. */
export interface FoundBy {
  by: 'usage' | 'likeness' | 'person';
  /** until when somebody may say that it is another picture; null = it comes down at once */
  removesAt: Date | null;
  /** by when somebody was promised that it is gone; its own deadline holds where that is sooner */
  promisedBy?: Date;
}
const AT_ONCE: FoundBy = { by: 'usage', removesAt: null };

/**
 * Takes a post down at the word of one person, at one press: `cause` may be said afterwards (see explain-takedown).
 * Errors: MoveRefused; AppError illegal_move when it is not (perhaps) live.
 */
export async function requestTakedown(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  cause: PersonsCause = 'not_said',
): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    if (!isOneOf(facts.post.status, MAYBE_LIVE)) throw new AppError('illegal_move', 'not_in_this_state');
    const refusal = mayTakeDown(facts, actor);
    if (refusal) throw new MoveRefused('request_takedown', refusal);
    await openRemoval(deps, work, facts, cause, { by: 'person', removesAt: null });
  });
}

/**
 * On a locked post: records the wish, opens the takedown with its owner and deadline, and moves a live post. A live post that
 * was only found by a likeness stays where it is until `found.removesAt`, so that somebody may look; any other wish ends that wait.
 */
export async function openRemoval(
  deps: Deps,
  work: Work,
  facts: PostFacts,
  cause: TakedownCause,
  found: FoundBy = AT_ONCE,
): Promise<void> {
  const { delivery } = facts;
  if (!delivery) throw new AppError('illegal_move', 'not_in_this_state');
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const waits = facts.post.status === 'published' && found.removesAt !== null;
  if (!waits) {
    await wantRemoval(work.db, ref, delivery.id, work.at);
    if (delivery.state === 'handed_out') await stopHandOver(work, facts);
  }
  const open = await openTakedown(work.db, ref, ref.postId);
  if (!open)
    await writeTakedown(work, facts, delivery.id, cause, waits ? found : { ...found, removesAt: null });
  const raised = open && !waits ? await press(deps, work, facts, open, cause, found) : false;
  // Whoever asks for it as well and says why may know of the pictures what the first did not.
  if (open && isAboutPictures(cause) && (raised || cause !== 'not_said'))
    await refusePictures(work, facts, refusedFor(cause));
  if (open && cause === 'should_not_be_shown') await openBreach(work, open);
  if (!waits) await removeFromPlatform(deps, work, facts, cause);
}

const refusedFor = (cause: TakedownCause) => (cause === 'not_said' ? 'not_said' : 'taken_down');

/**
 * A takedown that is open is wanted once more. The wait for a look ends; a more urgent reason takes the place of the first, so that it is
 * tried at once, stands back for nobody, and somebody is asked where it needs a person already; a sooner promise is its deadline. Out:
 * whether the reason is another now.
 */
async function press(
  deps: Deps,
  work: Work,
  facts: PostFacts,
  open: TakedownRow,
  cause: TakedownCause,
  { by, promisedBy }: FoundBy,
): Promise<boolean> {
  const waited = open.removesAt !== null;
  const ranks = rankOf(cause) - rankOf(open.cause);
  const raised = ranks < 0 || (waited && ranks === 0 && cause !== open.cause);
  const now = {
    ...{ removesAt: null, foundBy: waited || raised ? by : open.foundBy },
    ...(raised ? { cause, requestedBy: actorRef(work.actor), leaseUntil: null } : {}),
    // That it is late was said for the day only, so it is said once more.
    ...(raised && waitsForDay(open.cause) ? { lateToldAt: null } : {}),
    deadlineAt: soonest(open.deadlineAt, promisedBy),
  };
  if (waited || raised || now.deadlineAt < open.deadlineAt) await changeTakedown(work.db, open, open.id, now);
  if (waited || !raised) return raised;
  const { schoolId, postId, id: takedownId, deliveryId } = open;
  work.record({ type: 'takedown.raised', schoolId, postId, takedownId, cause });
  if (open.byHandSince || open.lateToldAt) await beginToCall(work, { ...open, ...now });
  if (facts.post.status === 'takedown_requested') askWorker(deps, work, schoolId, deliveryId);
  return true;
}

const soonest = (deadline: Date, promisedBy?: Date): Date =>
  promisedBy && promisedBy < deadline ? promisedBy : deadline;

const codeOf = (cause: TakedownCause, { by, removesAt }: FoundBy): string =>
  by === 'likeness' ? (removesAt ? 'looks_alike' : 'looks_the_same') : cause;

async function writeTakedown(
  work: Work,
  facts: PostFacts,
  deliveryId: string,
  cause: TakedownCause,
  found: FoundBy,
  code = codeOf(cause, found),
): Promise<TakedownRow> {
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const ownerId = await takedownOwner(work, facts);
  const takedown = await insertTakedown(work.db, {
    ...ref,
    deliveryId,
    cause,
    requestedBy: actorRef(work.actor),
    requestedAt: work.at,
    deadlineAt: soonest(takedownDeadline(work.at, facts.school.zone), found.promisedBy),
    foundBy: found.by,
    removesAt: found.removesAt,
    ownerId,
  });
  work.record({ type: 'takedown.opened', ...ref, takedownId: takedown.id, cause });
  if (isAboutPictures(cause)) await refusePictures(work, facts, refusedFor(cause));
  if (cause === 'should_not_be_shown') await openBreach(work, takedown);
  const owner = ownerId ? [ownerId] : [];
  await tell(work, facts, 'takedown_requested', ['author', 'approver', 'comms'], code, owner);
  return takedown;
}

/** A post that was said to be gone and is not: a takedown of its own, with its own clock. The post has been moved already. */
export async function removeAnew(
  deps: Deps,
  work: Work,
  facts: PostFacts,
  cause: TakedownCause,
): Promise<void> {
  if (!facts.delivery) throw new AppError('illegal_move', 'not_in_this_state');
  const anew = await writeTakedown(work, facts, facts.delivery.id, cause, AT_ONCE, 'found_again');
  await goOnWithBreach(work, anew);
  askWorker(deps, work, facts.post.schoolId, facts.delivery.id);
}

/** A live post begins to come down. What is in flight comes down when it is found; what comes down already is not asked twice. */
export async function removeFromPlatform(
  deps: Deps,
  work: Work,
  facts: PostFacts,
  cause: TakedownCause,
): Promise<void> {
  const { delivery } = facts;
  const { schoolId, status } = facts.post;
  if (!delivery || (status !== 'published' && status !== 'takedown_failed')) return;
  await movePost(work, facts, 'request_takedown', {}, { record: { cause, deliveryId: delivery.id } });
  askWorker(deps, work, schoolId, delivery.id);
}

const askWorker = (deps: Deps, work: Work, schoolId: string, deliveryId: string): void =>
  work.afterCommit(() =>
    deps.queue.enqueue(
      'take-down-post',
      { schoolId, deliveryId },
      { jobId: `takedown-${deliveryId}-${work.at.getTime()}` },
    ),
  );
