// Stops posts at the word of one person before they are out, on whatever account: at once, however far each of them is.
import { isHandedOut } from '#app/domain/hand-overs/hand-over-rules.ts';
import { stopHandOver } from '#app/domain/hand-overs/stop-hand-over.ts';
import { isOneOf, ON_THE_WAY, type PostStatus } from '#app/domain/posts/post-status.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { isSent, stopBeforeSending } from '#app/domain/posts/stop-before-sending.ts';
import { voidApproval } from '#app/domain/posts/void-approval.ts';
import type { Work } from '#app/domain/work.ts';
import { endFollowers } from './take-followers.ts';

/** Not sent, and over unless a person gives it another time. */
const ENDED_UNSENT: readonly PostStatus[] = ['failed', 'missed'];

/** Still in our own hands, also where a worker is preparing it at this moment. */
const isOnTheWay = (facts: PostFacts): boolean =>
  isOneOf(facts.post.status, ON_THE_WAY) || (facts.post.status === 'publishing' && !isSent(facts));

/**
 * Holds every one of these locked posts that could still go out. Whoever has one of them to publish by hand is told to stop; what is
 * being sent cannot be stopped any more: should it come back, the gate holds it.
 */
export async function stopOnTheWay(work: Work, posts: readonly PostFacts[]): Promise<void> {
  for (const facts of posts) {
    if (isHandedOut(facts)) await stopHandOver(work, facts);
    else if (isOnTheWay(facts)) await stopBeforeSending(work, facts, 'stopped_by_person');
  }
}

/**
 * Sees to it that none of these locked posts, which are not out, goes out with the approval it has: what is on its way is stopped, what
 * was made from another and failed or was missed ends, and no approval stands. The leading post can be opened and approved anew.
 */
export async function endOnTheWay(work: Work, posts: readonly PostFacts[]): Promise<void> {
  await stopOnTheWay(work, posts);
  const ended = posts.filter(({ post }) => ENDED_UNSENT.includes(post.status));
  await endFollowers(
    work,
    ended.filter(({ lead }) => lead !== null),
  );
  for (const facts of posts)
    if (facts.post.status === 'held' || ENDED_UNSENT.includes(facts.post.status))
      await voidApproval(work, facts, 'taken_down');
}
