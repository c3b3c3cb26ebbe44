// "I have it": one person says that they see to a takedown. It is theirs then, and for an hour nobody else is asked: whoever has it and
// falls ill, or forgets, must not keep a picture live that everybody else believes is seen to.
import { changeTakedown, openTakedown } from '#db/queries/takedowns.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';

/** How long nobody else is asked, ms: deleting a post takes minutes, and a lesson may come first. Pressed again, it begins anew. */
export const HAS_IT_FOR_MS = 60 * 60_000;

/**
 * Anybody who may take posts down may have it, also after somebody else, who then hears of it. Errors: AppError forbidden without `post.takeDown`;
 * illegal_move `not_in_this_state` when nothing is coming down.
 */
export async function acknowledge(deps: Deps, actor: Person, ref: PostRef): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work) => {
    if (!may(work.actor, 'post.takeDown', ref.schoolId, work.at))
      throw new AppError('forbidden', 'not_permitted');
    const open = await openTakedown(work.db, ref, ref.postId);
    if (!open) throw new AppError('illegal_move', 'not_in_this_state');
    const { userId } = actor;
    if (open.acknowledgedBy === userId) return;
    await changeTakedown(work.db, ref, open.id, {
      acknowledgedBy: userId,
      acknowledgedAt: work.at,
      ownerId: userId,
      nextCallAt: new Date(work.at.getTime() + HAS_IT_FOR_MS),
    });
    if (open.acknowledgedBy)
      work.notify({ ...ref, userId: open.acknowledgedBy, kind: 'takedown_requested', code: 'taken_over' });
    work.record({ type: 'takedown.acknowledged', ...ref, takedownId: open.id, userId });
  });
}
