// Removes a live post from the platform and proves it gone; a second removal is harmless, and failure is said with what to do by hand.
import { changeDelivery, findDelivery } from '#db/queries/deliveries.server.ts';
import { openCopiesOf } from '#db/queries/extra-posts.server.ts';
import { changeTakedown, openTakedown, type TakedownRow } from '#db/queries/takedowns.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import type { Deps, WorkerDeps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import type { RemoveResult } from '#app/domain/ports/publisher.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, withLockedPost, withSentPost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import { beginToCall } from '#app/domain/on-call/call-people.ts';
import { settleRequestsOf } from '#app/domain/removals/settle-requests.ts';
import { endWithOriginal } from '#app/domain/reposts/reach-reposts.ts';
import type { DeliveryRef } from './publishing.ts';
import { readSentPost } from './read-sent-post.ts';
import { keepRemovalBudget, whoGoesFirst } from './removal-budget.ts';
import { removeLive } from './remove-live.ts';
import { dayCodeOf } from './takedown-causes.ts';
import { presentOwner } from './takedown-owner.ts';
import { tell } from './tell-people.ts';

const REMOVER: SystemActor = { kind: 'system', name: 'system:take-down-post' };

/** How long one try may take before another worker may try, in ms. */
const TRY_MS = 60_000;

/** Tries before people are told to do it by hand; the tries go on. */
export const TRIES_BEFORE_HELP = 5;

/** One try at a takedown that is asked for. @returns what became of it */
export async function takeDownPost(deps: WorkerDeps, ref: DeliveryRef): Promise<string> {
  const delivery = await findDelivery(deps.db, ref, ref.deliveryId);
  if (!delivery) return 'no_such_delivery';
  const post = { schoolId: ref.schoolId, postId: delivery.postId };
  if (delivery.kind === 'by_hand')
    return withSentPost(deps, REMOVER, post, (work, facts) => askPeople(work, facts, post));
  const taken = await withSentPost(deps, REMOVER, post, async (work, facts) => {
    const open = await openTakedown(work.db, post, post.postId);
    const waiting = facts.post.status === 'takedown_requested' || facts.post.status === 'takedown_failed';
    if (!open || !waiting || (open.leaseUntil && open.leaseUntil > work.at)) return null;
    const standsBack = await whoGoesFirst(work, facts, open.cause);
    if (standsBack && standsBack < open.deadlineAt) {
      await changeTakedown(work.db, post, open.id, { leaseUntil: standsBack });
      return 'stands_back' as const;
    }
    const changes = { attempts: open.attempts + 1, leaseUntil: new Date(work.at.getTime() + TRY_MS) };
    await changeTakedown(work.db, post, open.id, changes);
    // Read under the lock: what counted before it may have become another copy of the post.
    const current = await findDelivery(work.db, ref, ref.deliveryId);
    return { takedown: { ...open, ...changes }, platformId: current?.platformId };
  });
  if (taken === 'stands_back') return taken;
  if (!taken?.platformId) return 'not_waiting';
  const { takedown, platformId } = taken;
  const { account } = await readSentPost(deps.db, delivery);
  const result = await removeLive(deps, { schoolId: ref.schoolId, account }, platformId);
  return withSentPost(deps, REMOVER, post, (work, locked) => settle(work, locked, post, takedown, result));
}

async function settle(
  work: Work,
  facts: PostFacts,
  ref: PostRef,
  takedown: TakedownRow,
  result: RemoveResult,
): Promise<string> {
  await keepRemovalBudget(work, facts, result);
  if (facts.post.status === 'taken_down') return 'removed';
  // Tried again meanwhile, or put there once more: what this try found may be true no longer.
  const now = await openTakedown(work.db, ref, ref.postId);
  if (now?.id !== takedown.id || now.attempts !== takedown.attempts) return 'trying_again';
  const copies = result.outcome === 'removed' ? await openCopiesOf(work.db, ref, ref.postId) : [];
  // Each copy is looked for twice before it counts as gone: nothing to ask people about meanwhile.
  if (copies.length > 0 && copies.every(({ missingSince }) => missingSince))
    return waitAsAsked(work, ref, now, new Date(work.at.getTime() + COPY_MS));
  if (result.outcome === 'removed' && copies.length === 0) {
    await writeRemoved(
      work,
      facts,
      ref,
      now,
      { by: 'platform', detail: 'read back and gone' },
      { removalProved: true },
    );
    return 'removed';
  }
  if (result.outcome === 'busy' && (result.retryAfter ?? work.at) < takedown.deadlineAt)
    return waitAsAsked(work, ref, takedown, result.retryAfter);
  const helpless = result.outcome === 'needs_reconnect' || takedown.attempts >= TRIES_BEFORE_HELP;
  const again = new Date(work.at.getTime() + Math.min(600_000, 5_000 * 2 ** takedown.attempts));
  await changeTakedown(work.db, ref, takedown.id, { leaseUntil: again });
  if (!helpless || facts.post.status === 'takedown_failed') return 'trying_again';
  await movePost(
    work,
    facts,
    'fail_takedown',
    {},
    { record: { cause: copies.length > 0 ? 'copy_still_up' : result.outcome } },
  );
  await handOver(work, facts, ref, now);
  return 'needs_a_person';
}

/** How long between tries while a second copy is only looked for, in ms; sooner once it is gone. */
const COPY_MS = 600_000;

/** How long to leave a platform alone that is busy and does not say for how long, in ms. */
const BUSY_MS = 60_000;

/** The platform takes no more deletions for now, in time for the deadline: that is no failed try. */
async function waitAsAsked(
  work: Work,
  ref: PostRef,
  { id, attempts }: TakedownRow,
  retryAfter: Date | null,
): Promise<string> {
  const leaseUntil = new Date(Math.max(retryAfter?.getTime() ?? 0, work.at.getTime() + BUSY_MS));
  await changeTakedown(work.db, ref, id, { attempts: attempts - 1, leaseUntil });
  return 'trying_again';
}

/** How long a sweep leaves alone what only a person can delete, in ms. */
const NOT_OURS_MS = 86_400_000;

/** What a person published only a person can delete: nothing is tried, and its owner is asked at once. */
export async function askPeople(work: Work, facts: PostFacts, ref: PostRef): Promise<string> {
  const open = await openTakedown(work.db, ref, ref.postId);
  if (!open) return 'not_waiting';
  const leaseUntil = new Date(work.at.getTime() + NOT_OURS_MS);
  await changeTakedown(work.db, ref, open.id, { leaseUntil });
  if (facts.post.status !== 'takedown_requested') return 'not_waiting';
  await movePost(work, facts, 'fail_takedown', {}, { record: { cause: 'by_hand' } });
  await handOver(work, facts, ref, open);
  return 'needs_a_person';
}

/** From now on a person deletes it by hand: its owner is told so by name, the others that it is still up. The tries go on. */
async function handOver(work: Work, facts: PostFacts, ref: PostRef, takedown: TakedownRow): Promise<void> {
  const ownerId = await presentOwner(work, facts, takedown);
  if (!takedown.byHandSince) await changeTakedown(work.db, ref, takedown.id, { byHandSince: work.at });
  await beginToCall(work, takedown);
  const how = dayCodeOf(takedown.cause);
  if (ownerId) work.notify({ ...ref, userId: ownerId, kind: 'takedown_by_hand', ...how });
  await tell(work, facts, 'takedown_failed', ['author', 'approver', 'comms'], how.code, [], ownerId);
  await settleRequestsOf(work, ref);
}

/** Writes down that it is gone, with the proof. The post is locked. */
export async function writeRemoved(
  work: Work,
  facts: PostFacts,
  ref: PostRef,
  { id: takedownId, cause }: Pick<TakedownRow, 'id' | 'cause'>,
  proof: { by: 'platform' | 'person'; detail: string },
  input: { removalProved?: true; evidence?: string },
): Promise<void> {
  const { delivery } = facts;
  if (!delivery) throw new AppError('illegal_move', 'not_in_this_state');
  await movePost(work, facts, 'confirm_removed', input, {
    record: {
      deliveryId: delivery.id,
      cause: proof.by,
      ...(proof.by === 'person' ? { wordsHash: proof.detail } : {}),
    },
  });
  const expected = { state: delivery.state, attempt: delivery.attempt };
  await changeDelivery(work.db, ref, delivery.id, expected, { removedAt: work.at, proof });
  await changeTakedown(work.db, ref, takedownId, {
    endedAt: work.at,
    outcome: 'removed',
    provedBy: proof.by,
    leaseUntil: null,
    nextCallAt: null,
  });
  work.record({ type: 'takedown.ended', ...ref, takedownId, outcome: 'removed', by: proof.by });
  await endWithOriginal(work, ref);
  // What a list of many says has ended is told by that list: see gather-notices.
  const code = cause === 'permission_changed' ? cause : undefined;
  await tell(work, facts, 'post_taken_down', ['author', 'approver', 'comms'], code);
  await settleRequestsOf(work, ref);
}

/** A person deleted it on the platform by hand and says how they know. Errors: MoveRefused (evidence_missing, not permitted,
 * copy_still_up while a second copy is coming down of which nobody was told). */
export async function confirmRemovedByHand(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  evidence: string,
): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    const open = await openTakedown(work.db, ref, ref.postId);
    if (!open) throw new AppError('illegal_move', 'not_in_this_state');
    await writeRemoved(
      work,
      facts,
      ref,
      open,
      { by: 'person', detail: await keepWords(work, ref.schoolId, evidence) },
      { evidence },
    );
  });
}
