// Gives a post and everything made from it the same time, moves all of them, or takes all of them out again: each by the rules of its own
// account, at one moment. None of them stays behind at a time that was taken from the leading one.
import type { Person } from '#app/domain/actor.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { refusalOf } from '#app/domain/posts/post-machine.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import {
  placeLocked,
  type Scheduled,
  type SchedulePost,
  takeOutLocked,
} from '#app/domain/posts/schedule-post.ts';
import type { Work } from '#app/domain/work.ts';
import { withLockedFollowers } from './lock-followers.ts';
import { goesWithLead } from './same-time.ts';

export interface PlacedOn {
  postId: string;
  platform: Platform;
  handle: string;
  /** a refusal's code, and then it has no time; null: it is placed */
  refused: string | null;
}

/**
 * `ref`: the leading post. What stands at its old time moves with it; what somebody gave another time stays there. One that cannot be
 * placed has no time afterwards, says so, and hinders no other.
 * Errors: as schedulePost, of the leading post; then nothing is placed or moved anywhere.
 */
export async function scheduleEverywhere(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: SchedulePost,
): Promise<Scheduled & { further: PlacedOn[] }> {
  return withLockedFollowers(deps, actor, ref, 'decide', async (work, facts, followers) => {
    const lead = { status: facts.post.status, dueAt: facts.post.dueAt };
    const placed = await placeLocked(deps, work, actor, facts, input);
    const further: PlacedOn[] = [];
    if (!placed.ok) return { ...placed, further };
    for (const follower of followers.filter(({ post }) => goesWithLead(post, lead))) {
      const { platform, handle } = follower.account;
      const refused = await placeOne(deps, work, actor, follower, input, placed.dueAt);
      further.push({ postId: follower.post.id, platform, handle, refused });
    }
    return { ...placed, further };
  });
}

async function placeOne(
  deps: Deps,
  work: Work,
  actor: Person,
  facts: PostFacts,
  input: SchedulePost,
  dueAt: Date,
): Promise<string | null> {
  if (facts.post.status === 'scheduled') await takeOutLocked(work, facts);
  const refusal = refusalOf('schedule', facts, work.actor, { dueAt });
  if (refusal) return refusal.reason;
  try {
    await placeLocked(deps, work, actor, facts, input);
    return null;
  } catch (refused) {
    if (!(refused instanceof AppError) || refused.code === 'not_found') throw refused;
    return refused.reason;
  }
}

/**
 * Takes the leading post out of the calendar, and everything made from it that has a time there; their approvals stand.
 * Errors: MoveRefused; then all of them stay.
 */
export async function unscheduleEverywhere(deps: Deps, actor: Person, ref: PostRef): Promise<void> {
  await withLockedFollowers(deps, actor, ref, 'stop', async (work, facts, followers) => {
    await takeOutLocked(work, facts);
    for (const follower of followers)
      if (follower.post.status === 'scheduled') await takeOutLocked(work, follower);
  });
}
