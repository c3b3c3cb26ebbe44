// Takes a post down from every account it is on, at one word of one person: what is out comes down, and what is not out, on its way,
// failed or missed, does not go out any more with the approval it has.
import { leadingId } from '#db/queries/cross-posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { MoveRefused } from '#app/domain/posts/move-post.ts';
import { mayTakeDown } from '#app/domain/posts/post-guards.ts';
import { isOneOf, MAYBE_LIVE, ON_THE_WAY, type PostStatus } from '#app/domain/posts/post-status.ts';
import { openRemoval } from '#app/domain/posts/request-takedown.ts';
import type { PersonsCause } from '#app/domain/posts/takedown-causes.ts';
import { isSent } from '#app/domain/posts/stop-before-sending.ts';
import { voidApproval } from '#app/domain/posts/void-approval.ts';
import { withLockedFollowers } from './lock-followers.ts';
import { endOnTheWay } from './stop-followers.ts';

/** On a platform, or perhaps on it, and not coming down yet. */
const UP: readonly PostStatus[] = ['publishing', 'unknown', 'published'];

const isUp = (facts: PostFacts): boolean =>
  UP.includes(facts.post.status) && (facts.post.status !== 'publishing' || isSent(facts));

/**
 * `ref`: the leading post or any made from it; at least that one is, or may be, live.
 * Errors: MoveRefused; AppError illegal_move when it is not. Then nothing is taken down anywhere.
 */
export async function takeDownEverywhere(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  cause: PersonsCause = 'not_said',
): Promise<void> {
  const { schoolId, postId } = ref;
  const leadPostId = await leadingId(deps.db, ref, postId);
  const lead = { schoolId, postId: leadPostId };
  await withLockedFollowers(deps, actor, lead, 'stop', async (work, facts, followers) => {
    const together = [facts, ...followers];
    const meant = together.find(({ post }) => post.id === postId);
    if (!meant || !isOneOf(meant.post.status, MAYBE_LIVE))
      throw new AppError('illegal_move', 'not_in_this_state');
    const others = together.filter((each) => each !== meant && isUp(each));
    if (meant.post.status === 'publishing' && !isSent(meant)) await voidApproval(work, meant, 'taken_down');
    for (const each of [meant, ...others]) {
      refuseUnless(mayTakeDown(each, work.actor));
      await openRemoval(deps, work, each, cause, { by: 'person', removesAt: null });
    }
    await endOnTheWay(
      work,
      together.filter((each) => each !== meant && !others.includes(each)),
    );
  });
}

function refuseUnless(refusal: ReturnType<typeof mayTakeDown>): asserts refusal is null {
  if (refusal) throw new MoveRefused('request_takedown', refusal);
}

/** Whether a takedown of this post reaches others that are, or may be, live, or are still to go out. */
export const isUpElsewhere = (
  { id }: { id: string },
  together: readonly { postId: string; status: PostStatus }[],
): boolean =>
  together.some(
    ({ postId, status }) => postId !== id && (UP.includes(status) || isOneOf(status, ON_THE_WAY)),
  );
