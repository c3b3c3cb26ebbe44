// A takedown that needs a person is told to one of them at a time, along the on-call list, until somebody says that they have it: what
// everybody is told nobody does. At any hour.
import { changeTakedown, openTakedown, type TakedownRow } from '#db/queries/deliveries.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { rankOf } from '#app/domain/posts/takedown-causes.ts';
import { callOrder } from './call-order.ts';

const CALLER: SystemActor = { kind: 'system', name: 'system:on-call' };

/** How long somebody has to say that they have it before the next is asked, in ms. */
export const NEXT_AFTER_MS = 15 * 60_000;

/** Waits for nobody: it has been there long enough, and nobody is hurt by another night. */
const isUrgent = ({ cause }: Pick<TakedownRow, 'cause'>): boolean => rankOf(cause) < 2;

/**
 * Begins to ask, once: from now on this takedown needs a person. The post is locked. Nothing happens to one whose time was merely over,
 * to one that somebody has already, and to one that people are being asked about.
 */
export async function beginToCall(work: Work, takedown: TakedownRow): Promise<void> {
  if (!isUrgent(takedown) || takedown.calls > 0 || takedown.acknowledgedAt || takedown.endedAt) return;
  await callOne(work, takedown);
}

/** The next is asked, when it is time. @returns whether somebody was asked now */
export async function callNext(deps: Deps, ref: PostRef): Promise<boolean> {
  return withLockedPost(deps, CALLER, ref, async (work) => {
    const open = await openTakedown(work.db, ref, ref.postId);
    if (!open?.nextCallAt || open.nextCallAt > work.at || open.acknowledgedAt) return false;
    return callOne(work, open);
  });
}

async function callOne(work: Work, takedown: TakedownRow): Promise<boolean> {
  const { id: takedownId, schoolId, postId, calls } = takedown;
  const { userIds } = await callOrder(work.db, { schoolId }, work.at);
  const userId = userIds[calls % Math.max(1, userIds.length)];
  const nextCallAt = new Date(work.at.getTime() + NEXT_AFTER_MS);
  await changeTakedown(work.db, takedown, takedownId, {
    nextCallAt,
    ...(userId ? { calls: calls + 1 } : {}),
  });
  if (!userId) return false;
  const code = calls > 0 ? { code: 'again' } : {};
  work.notify({ schoolId, postId, userId, kind: 'takedown_needs_you', ...code });
  work.record({ type: 'takedown.called', schoolId, postId, takedownId, userId, call: calls + 1 });
  return true;
}
