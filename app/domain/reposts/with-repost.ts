// The frame of every change of a repost: the post with its people, both accounts and whoever acts are locked, and the post is read as it
// stands on its own account and as it would on the other.
import { type RepostRow, writeRepost } from '#db/queries/reposts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { lockPostsWithGround } from '#app/domain/posts/lock-ground.ts';
import { type PostRef, readFactsAsIfOn, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';

export interface OnBoth {
  original: PostFacts;
  there: PostFacts;
}

/** Errors: AppError not_found for a post or an account that is not this school's; whatever `change` throws. */
export async function withBothAccounts<T>(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  accountId: string,
  change: (work: Work, both: OnBoth, person: Person) => Promise<T>,
): Promise<T> {
  return inOneTransaction(deps, actor, async (work) => {
    await lockPostsWithGround(work.db, ref, [ref.postId], {
      ...{ alsoAccounts: [accountId], alsoStaff: [actor.userId] },
    });
    // What they may do may have changed since the page was drawn; under the lock it cannot change any more.
    const person = found(await loadPerson(work.db, actor.userId, work.at), 'person');
    work.actor = person;
    const original = await readPostFacts(work.db, ref, work.at);
    return change(work, { original, there: await readThere(work.db, original, accountId) }, person);
  });
}

/** The post as if it were on that account. */
export const readThere = (
  db: Parameters<typeof readFactsAsIfOn>[0],
  { post, at }: Pick<PostFacts, 'post' | 'at'>,
  accountId: string,
): Promise<PostFacts> => readFactsAsIfOn(db, { schoolId: post.schoolId, postId: post.id }, at, accountId);

/** Errors: AppError illegal_move when it moved meanwhile. */
export async function moveRepost(
  work: Work,
  row: RepostRow,
  change: Parameters<typeof writeRepost>[3] & { state: RepostRow['state'] },
): Promise<void> {
  if (!(await writeRepost(work.db, row, row, change)))
    throw new AppError('illegal_move', 'not_in_this_state');
  const { schoolId, postId, id: repostId, accountId } = row;
  work.record({
    ...{ type: 'repost.moved', schoolId, postId, repostId, accountId, to: change.state },
    ...(change.ended ? { ended: change.ended } : {}),
  });
}
