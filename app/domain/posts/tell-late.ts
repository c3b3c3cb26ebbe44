// Nothing sits unseen: the people of a post that is due and neither out nor stopped hear of it after two minutes, once (PF1).
import { lateUntold } from '#db/queries/late-posts.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { PostRef } from './load-post-facts.ts';
import { withLockedPost } from './move-post.ts';
import { tell } from './tell-people.ts';

const WATCHER: SystemActor = { kind: 'system', name: 'system:late-posts' };

/** A post this late without being out or stopped is an alarm, in ms. */
export const LATE_AFTER_MS = 120_000;

/** Late posts whose people have not heard of it, at most `limit`. */
export const findLateUntold = (deps: Deps, limit: number): Promise<PostRef[]> =>
  lateUntold(deps.db, deps.clock.now(), LATE_AFTER_MS, limit);

/** Tells author, approver and comms lead of one late post. @returns 'told', or 'not_late' when it has gone on meanwhile */
export async function tellOfLatePost(deps: Deps, ref: PostRef): Promise<string> {
  return withLockedPost(deps, WATCHER, ref, async (work, facts) => {
    const { status, dueAt } = facts.post;
    const waits = status === 'scheduled' || status === 'publishing';
    if (!waits || !dueAt || work.at.getTime() - dueAt.getTime() < LATE_AFTER_MS) return 'not_late';
    await tell(work, facts, 'post_late', ['author', 'approver', 'comms']);
    return 'told';
  });
}
