// A post in somebody's hands must not be published any more. They are told at once, in the same words whatever the cause: who may see why
// is for the post's page to decide, and of a pupil it never says.
import { changeHandOver, type HandOverRow, lastHandOver } from '#db/queries/hand-overs.server.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { Work } from '#app/domain/work.ts';

/** How soon people are asked what became of a stopped post, in ms. */
export const ASK_AFTER_STOP_MS = 15 * 60_000;

/** Stops the hand-over of a locked post, once. @returns whether it was stopped now */
export async function stopHandOver(work: Work, facts: PostFacts): Promise<boolean> {
  const { delivery, post } = facts;
  const given = delivery && (await lastHandOver(work.db, post, delivery.id));
  if (!given || given.answeredAt || given.stoppedAt) return false;
  const ref = { schoolId: post.schoolId, postId: post.id };
  const soon = new Date(work.at.getTime() + ASK_AFTER_STOP_MS);
  await changeHandOver(work.db, ref, given.id, { stoppedAt: work.at, chaseAt: sooner(given, soon) });
  work.record({ type: 'hand_over.stopped', ...ref, deliveryId: given.deliveryId, handOverId: given.id });
  work.notify({ ...ref, userId: given.personId, kind: 'hand_over_stop' });
  return true;
}

const sooner = ({ chaseAt }: HandOverRow, at: Date): Date => (chaseAt && chaseAt < at ? chaseAt : at);
