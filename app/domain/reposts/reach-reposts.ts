// What happens to reposts because of something else: a permission that changed reaches the account that shows a post as it reaches the
// post's own, and with the original every repost of it is gone.
import { lockOpenReposts, type RepostRow } from '#db/queries/reposts.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { PERMISSIONS } from '#app/domain/permissions.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { Work } from '#app/domain/work.ts';
import { moveRepost, readThere } from './with-repost.ts';

/** Somebody in it may not be shown there, by the record as it is in this transaction. */
const isBarredThere = ({ verdicts, workVerdicts }: PostFacts): boolean =>
  [...verdicts, ...workVerdicts].some(({ verdict }) => verdict === 'block');

/**
 * Ends what was asked for and stops or takes back what is up of posts, locked or not changing, whose people may not be shown by the other
 * account any more. A post that itself comes down takes its reposts with it, so that only what nobody has pressed yet is ended.
 */
export async function reachReposts(
  work: Work,
  scope: { schoolId: string },
  postIds: readonly string[],
): Promise<void> {
  for (const row of await lockOpenReposts(work.db, scope, postIds)) {
    if (row.state === 'undo_wanted') continue;
    const original = await readPostFacts(work.db, { ...scope, postId: row.postId }, work.at);
    const stays = original.post.status === 'published';
    const barred = isBarredThere(await readThere(work.db, original, row.accountId));
    if (row.state === 'asked' && (barred || !stays)) await stop(work, row);
    else if (row.state !== 'asked' && barred && stays) {
      await moveRepost(work, row, { state: 'undo_wanted', undoSince: work.at });
      await tellToUndo(work, row);
    }
  }
}

/** The original is proved gone: no platform shows a repost of what is not there. */
export async function endWithOriginal(work: Work, ref: PostRef): Promise<void> {
  for (const row of await lockOpenReposts(work.db, ref, [ref.postId]))
    if (row.state === 'asked') await stop(work, row);
    else await moveRepost(work, row, { state: 'gone', endedAt: work.at, ended: 'with_original' });
}

async function stop(work: Work, row: RepostRow): Promise<void> {
  await moveRepost(work, row, { state: 'not_made', endedAt: work.at, ended: 'stopped' });
  work.notify({
    ...{ schoolId: row.schoolId, postId: row.postId, userId: row.askedBy, kind: 'repost_stopped' },
  });
}

/** Whoever pressed it, and everybody who may take it back: never why. */
export async function tellToUndo(work: Work, { schoolId, postId, openedBy }: RepostRow): Promise<void> {
  const able = await peopleWithRole(work.db, { schoolId }, PERMISSIONS['post.repost'], work.at);
  for (const userId of new Set(openedBy ? [openedBy, ...able] : able))
    work.notify({ schoolId, postId, userId, kind: 'repost_undo' });
}
