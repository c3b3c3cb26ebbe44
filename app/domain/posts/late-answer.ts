// The platform says that it published a post whose attempt had been given up meanwhile: a process stood still, or was taken for dead.
// Nothing it said is lost: the id is kept, and the copy becomes the post, or comes down.
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { Work } from '#app/domain/work.ts';
import { comeDownAnew, voidTry } from './come-down-anew.ts';
import { noteExtraPost } from './extra-posts.ts';
import { refusalOf } from './post-machine.ts';
import type { PostFacts } from './post-facts.ts';
import type { Claimed } from './publishing.ts';
import { writePublished } from './note-published.ts';

/** States in which nothing else of this delivery can be, or come, on the platform. */
const NOTHING_OUT = ['waiting', 'preparing', 'absent', 'failed'] as const;

/** States of a later attempt that writes, or wrote, the very same record: where a post lies under a key of ours there is no second one. */
const SAME_RECORD = ['sending', 'unknown'] as const;

/** On a locked post, once the compare-and-set of the attempt has failed. @returns what became of the copy */
export async function keepLateAnswer(
  deps: WorkerDeps,
  work: Work,
  facts: PostFacts,
  { ref, delivery }: Claimed,
  platformId: string,
): Promise<string> {
  const now = facts.delivery;
  const same = now?.id === delivery.id ? now : null;
  if (same?.platformId === platformId) return landedOnTheSame(deps, work, facts);
  const from = same?.recordKey === platformId ? [...NOTHING_OUT, ...SAME_RECORD] : NOTHING_OUT;
  const alone = same !== null && same.platformId === null && from.some((state) => state === same.state);
  if (alone && mayBePublished(facts, work))
    return writePublished(work, facts, { ref, delivery: same }, platformId, deps, from);
  await noteExtraPost(work, facts, { deliveryId: delivery.id, platformId, foundBy: 'late_answer' }, deps.log);
  // It was said to be gone, and is not while a copy of it is up.
  if (facts.post.status === 'taken_down') await comeDownAnew(deps, work, facts);
  return 'on_the_platform_twice';
}

/**
 * The very record that is kept has just been written once more. On a live post that changes nothing; on one that has been removed, or is
 * being removed at this moment, it is there again.
 */
async function landedOnTheSame(deps: WorkerDeps, work: Work, facts: PostFacts): Promise<string> {
  const { status } = facts.post;
  if (status === 'taken_down') {
    await comeDownAnew(deps, work, facts);
    return 'comes_down_anew';
  }
  if (status === 'takedown_requested' || status === 'takedown_failed') await voidTry(work, facts);
  return 'published';
}

const mayBePublished = (facts: PostFacts, { actor }: Work): boolean =>
  (['confirm_published', 'recover_published'] as const).some(
    (move) => refusalOf(move, facts, actor, { platformId: 'known' }) === null,
  );
