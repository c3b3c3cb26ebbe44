// What becomes of the posts made for further accounts when the one that leads them is changed, sent back or given up: whatever has
// not gone out ends with it, in the same transaction; what is out, or may be, stays and is taken down by itself.
import { closeHolds } from '#db/queries/holds.server.ts';
import { actorRef } from '#app/domain/actor.ts';
import { stopHandOver } from '#app/domain/hand-overs/stop-hand-over.ts';
import { movePost } from '#app/domain/posts/move-post.ts';
import { refusalOf } from '#app/domain/posts/post-machine.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { voidApproval } from '#app/domain/posts/void-approval.ts';
import type { Work } from '#app/domain/work.ts';

const WITH_LEAD = { withLead: true } as const;

/**
 * Ends every one of these locked posts that can be, with any approval it had; whoever has one to publish by hand is told to stop.
 * @returns those that stay: on a platform, or perhaps on it
 */
export async function endFollowers(work: Work, followers: readonly PostFacts[]): Promise<PostFacts[]> {
  const stay: PostFacts[] = [];
  for (const facts of followers) {
    if (refusalOf('cancel', facts, work.actor, WITH_LEAD)) {
      if (facts.delivery?.state === 'handed_out') await stopHandOver(work, facts);
      stay.push(facts);
      continue;
    }
    await endOne(work, facts, 'with_its_lead');
    await voidApproval(work, facts, 'with_its_lead');
  }
  return stay;
}

/**
 * Ends those of these locked posts that are stopped while the leading one is approved: what nobody decided on could never be let go on.
 * Its page says that the account was left out; with it again, the leading post is opened and sent anew.
 */
export async function leaveOutStopped(work: Work, followers: readonly PostFacts[]): Promise<void> {
  for (const facts of followers) if (isLeftOut(facts.post)) await endOne(work, facts, 'left_out');
}

/** Whether an approval of the leading post leaves this one out: what the page says before, and what is done. */
export const isLeftOut = ({ status }: { status: PostStatus }): boolean => status === 'held';

async function endOne(work: Work, facts: PostFacts, cause: 'with_its_lead' | 'left_out'): Promise<void> {
  await movePost(work, facts, 'cancel', WITH_LEAD, { record: { cause } });
  const holdIds = facts.openHolds.map(({ id }) => id);
  await closeHolds(work.db, facts.post, holdIds, actorRef(work.actor), work.at);
}
