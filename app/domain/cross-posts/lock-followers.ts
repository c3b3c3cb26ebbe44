// Locks a post together with those made from it for further accounts, so that what is done to the one that leads is done to all of
// them or to none.
import { chosenAccounts, postsTogether } from '#db/queries/cross-posts.server.ts';
import { findPost } from '#db/queries/posts.server.ts';
import type { Actor } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { lockPostsWithGround } from '#app/domain/posts/lock-ground.ts';
import { type PostRef, readFactsToStop, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';

/** Posts that came to nothing: what becomes of the leading post no longer concerns them. */
const OVER: readonly PostStatus[] = ['cancelled', 'rejected'];

type Change<T> = (work: Work, facts: PostFacts, followers: PostFacts[]) => Promise<T>;

/**
 * As withLockedPost, with every post that was made from this one and is not over locked as well, and the further accounts chosen for
 * it. `to`: `decide` reads the followers whole, `stop` only as far as stopping them or taking them down needs.
 * Errors: as withLockedPost; AppError stale_revision when another was made meanwhile.
 */
export async function withLockedFollowers<T>(
  deps: Deps,
  actor: Actor,
  ref: PostRef,
  to: 'decide' | 'stop',
  change: Change<T>,
): Promise<T> {
  return inOneTransaction(deps, actor, async (work) => {
    found(await findPost(work.db, ref, ref.postId), 'post');
    const postIds = await followersOf(work, ref);
    await lockPostsWithGround(work.db, ref, [ref.postId, ...postIds], {
      alsoAccounts: await chosenAccounts(work.db, ref, ref.postId),
      alsoStaff: actor.kind === 'person' ? [actor.userId] : [],
    });
    if (!(await followersOf(work, ref)).every((postId) => postIds.includes(postId)))
      throw new AppError('stale_revision', 'stale_page');
    // What they may do may have changed since the page was drawn; under the lock it cannot change any more.
    if (actor.kind === 'person')
      work.actor = found(await loadPerson(work.db, actor.userId, work.at), 'person');
    const facts = await readPostFacts(work.db, ref, work.at);
    const read = to === 'decide' ? readPostFacts : readFactsToStop;
    const followers: PostFacts[] = [];
    for (const postId of postIds) followers.push(await read(work.db, { ...ref, postId }, work.at));
    return change(work, facts, followers);
  });
}

async function followersOf(work: Work, ref: PostRef): Promise<string[]> {
  const together = await postsTogether(work.db, ref, ref.postId);
  return together
    .filter(({ postId, status }) => postId !== ref.postId && !OVER.includes(status))
    .map(({ postId }) => postId);
}
