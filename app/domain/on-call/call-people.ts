// A takedown that needs a person is told to one of them at a time, along the on-call list, until somebody says that they have it, and
// again when that has led to nothing: what everybody is told nobody does. At any hour.
import { changeTakedown, openTakedown, type TakedownRow } from '#db/queries/takedowns.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { waitsForDay } from '#app/domain/posts/takedown-causes.ts';
import { mayStillTakeDown, presentOwner } from '#app/domain/posts/takedown-owner.ts';
import { callOrder } from './call-order.ts';

const CALLER: SystemActor = { kind: 'system', name: 'system:on-call' };

/** How long somebody has to say that they have it before the next is asked, in ms. */
export const NEXT_AFTER_MS = 15 * 60_000;

const isUrgent = ({ cause }: Pick<TakedownRow, 'cause'>): boolean => !waitsForDay(cause);

/**
 * From now on this takedown needs a person, or its time is over: somebody is asked. The post is locked. An "I have it" of before was said
 * of something else, so it counts no more. Nothing happens to one whose time was merely over, and to one that people are being asked about.
 */
export async function beginToCall(work: Work, takedown: TakedownRow): Promise<void> {
  if (!isUrgent(takedown) || takedown.endedAt || (takedown.calls > 0 && !takedown.acknowledgedBy)) return;
  await callOne(work, takedown);
}

/**
 * The next is asked, when it is time, or when whoever had it may take posts down no more. While Gatepost still deletes it by itself an
 * "I have it" merely ends. @returns whether somebody was asked now
 */
export async function callNext(deps: Deps, ref: PostRef): Promise<boolean> {
  return withLockedPost(deps, CALLER, ref, async (work, facts) => {
    const open = await openTakedown(work.db, ref, ref.postId);
    if (!open?.nextCallAt) return false;
    const { acknowledgedBy: by } = open;
    const hasLeft = by !== null && !(await mayStillTakeDown(work, open, by));
    if (open.nextCallAt > work.at && !hasLeft) return false;
    if (hasLeft) await presentOwner(work, facts, open);
    if (isUrgent(open) && needsSomebody(open)) return callOne(work, open);
    await changeTakedown(work.db, open, open.id, { ...NOBODY_HAS_IT, nextCallAt: null });
    return false;
  });
}

const NOBODY_HAS_IT = { acknowledgedBy: null, acknowledgedAt: null };

const needsSomebody = ({ calls, byHandSince, lateToldAt }: TakedownRow): boolean =>
  calls > 0 || byHandSince !== null || lateToldAt !== null;

async function callOne(work: Work, takedown: TakedownRow): Promise<boolean> {
  const { id: takedownId, schoolId, postId, calls } = takedown;
  const { userIds } = await callOrder(work.db, { schoolId }, work.at);
  const userId = userIds[calls % Math.max(1, userIds.length)];
  const nextCallAt = new Date(work.at.getTime() + NEXT_AFTER_MS);
  await changeTakedown(work.db, takedown, takedownId, {
    ...NOBODY_HAS_IT,
    nextCallAt,
    ...(userId ? { calls: calls + 1 } : {}),
  });
  if (!userId) return false;
  const code = calls > 0 ? { code: 'again' } : {};
  work.notify({ schoolId, postId, userId, kind: 'takedown_needs_you', ...code });
  work.record({ type: 'takedown.called', schoolId, postId, takedownId, userId, call: calls + 1 });
  return true;
}
