// Asks what became of a repost until somebody answers: one that was opened and of which nobody said whether it is up, and, more often, one
// that must not be up. A time that has run out is never an answer.
import { lockOpenReposts, silentReposts } from '#db/queries/reposts.server.ts';
import { shareSchool } from '#db/queries/locks.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { PERMISSIONS } from '#app/domain/permissions.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { lockPostAlone } from '#app/domain/posts/lock-posts.ts';
import { inOneTransaction } from '#app/domain/work.ts';

const WATCHER: SystemActor = { kind: 'system', name: 'system:reposts' };

/**
 * Asks everybody who may answer about every repost of the post of which nothing has been said for too long: whether it is up, or to take
 * it back. Whoever opened it and may not answer any more is not asked. What several workers find at one moment is asked once.
 * @returns how many of its reposts were asked about
 */
export async function askAboutReposts(deps: Deps, ref: PostRef): Promise<number> {
  return inOneTransaction(deps, WATCHER, async (work) => {
    await shareSchool(work.db, ref);
    await lockPostAlone(work, ref);
    const open = await lockOpenReposts(work.db, ref, [ref.postId]);
    const silent = new Set((await silentReposts(work.db, work.at, open.length, ref)).map(({ id }) => id));
    const asked = open.filter(({ id }) => silent.has(id));
    const kinds = new Set(
      asked.map(({ state }) => (state === 'opened' ? 'repost_unanswered' : 'repost_undo')),
    );
    const able = await peopleWithRole(work.db, ref, PERMISSIONS['post.repost'], work.at);
    for (const kind of kinds) for (const userId of able) work.notify({ ...ref, userId, kind });
    return asked.length;
  });
}
