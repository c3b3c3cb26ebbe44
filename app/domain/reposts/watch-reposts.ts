// Asks what became of a repost until somebody answers: one that was opened and of which nobody said whether it is up, and, more often, one
// that must not be up. A time that has run out is never an answer.
import { lockOpenReposts, type RepostRow, silentReposts } from '#db/queries/reposts.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { lockPostAlone } from '#app/domain/posts/lock-posts.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { tellToUndo } from './reach-reposts.ts';

const WATCHER: SystemActor = { kind: 'system', name: 'system:reposts' };

/**
 * Asks about every repost of the post of which nothing has been said for too long. Whoever opened it and the comms leads are asked whether
 * it is up; whoever may take it back, to do so. What several workers find at one moment is asked once.
 * @returns how many of its reposts were asked about
 */
export async function askAboutReposts(deps: Deps, ref: PostRef): Promise<number> {
  return inOneTransaction(deps, WATCHER, async (work) => {
    await lockPostAlone(work, ref);
    const open = await lockOpenReposts(work.db, ref, [ref.postId]);
    const silent = new Set((await silentReposts(work.db, work.at, open.length, ref)).map(({ id }) => id));
    const asked = open.filter(({ id }) => silent.has(id));
    const toUndo = asked.filter(({ state }) => state === 'undo_wanted');
    if (toUndo.length > 0) await tellToUndo(work, ref, toUndo);
    const opened = asked.filter(({ state }) => state === 'opened');
    if (opened.length > 0) await askOpeners(work, ref, opened);
    return asked.length;
  });
}

async function askOpeners(work: Work, ref: PostRef, opened: readonly RepostRow[]): Promise<void> {
  const comms = await peopleWithRole(work.db, ref, ['comms_lead'], work.at);
  for (const userId of new Set([...opened.flatMap(({ openedBy }) => openedBy ?? []), ...comms]))
    work.notify({ ...ref, userId, kind: 'repost_unanswered' });
}
