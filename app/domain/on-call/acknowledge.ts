// "I have it": one person says that they see to a takedown. From then on it is theirs, and nobody else is asked.
import { changeTakedown, openTakedown } from '#db/queries/deliveries.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';

/**
 * Anybody who may take posts down may have it, also after somebody else. Errors: AppError forbidden without `post.takeDown`;
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
      nextCallAt: null,
    });
    work.record({ type: 'takedown.acknowledged', ...ref, takedownId: open.id, userId });
  });
}
