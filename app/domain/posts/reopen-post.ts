// Opens a post for changes again, whatever state it waits in: an approval it had is void from this moment.
import { closeHolds } from '#db/queries/holds.server.ts';
import { actorRef, type Person } from '#app/domain/actor.ts';
import { withLockedFollowers } from '#app/domain/cross-posts/lock-followers.ts';
import { endFollowers } from '#app/domain/cross-posts/take-followers.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost } from './move-post.ts';
import type { MoveName } from './post-machine.ts';
import type { PostStatus } from './post-status.ts';
import { NO_TIME } from './schedule-post.ts';
import { tell } from './tell-people.ts';
import { voidApproval } from './void-approval.ts';

const REOPENING: Partial<Record<PostStatus, MoveName>> = {
  in_review: 'recall',
  changes_requested: 'begin_changes',
  approved: 'void_approval',
  scheduled: 'void_approval',
  held: 'revise_held',
  missed: 'revise_ended',
  failed: 'revise_ended',
};

/** The move that opens a post in this state for changes; undefined when it is open already or has ended. */
export const reopeningMove = (status: PostStatus): MoveName | undefined => REOPENING[status];

/**
 * Makes the post a draft again. Its approval is void, its place in the calendar is gone, its holds are closed (every check runs again at submit).
 * What was made from it for further accounts and is not out ends with it. Errors: MoveRefused; AppError illegal_move when the post cannot be opened from where it is.
 */
export async function reopenPost(deps: Deps, actor: Person, ref: PostRef): Promise<void> {
  await withLockedFollowers(deps, actor, ref, 'stop', async (work, facts, followers) => {
    const move = reopeningMove(facts.post.status);
    if (!move) throw new AppError('illegal_move', 'not_in_this_state');
    const hadApproval = facts.review?.decision === 'approved';
    await movePost(work, facts, move, {}, { patch: { revisionId: null, ...NO_TIME } });
    await voidApproval(work, facts, 'edited');
    await endFollowers(work, followers);
    await closeHolds(
      work.db,
      ref,
      facts.openHolds.map((hold) => hold.id),
      actorRef(actor),
      work.at,
    );
    if (move === 'recall') await tell(work, facts, 'post_recalled', ['approvers']);
    if (hadApproval) await tell(work, facts, 'approval_voided', ['approver', 'comms', 'author']);
  });
}
