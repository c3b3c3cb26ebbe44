// The platform says that it published a post whose attempt had been given up meanwhile: a process stood still, or was taken for dead.
// Nothing it said is lost: the id is kept, and the copy becomes the post, or comes down.
import type { WorkerDeps } from '#app/domain/deps.ts';
import type { Work } from '#app/domain/work.ts';
import { noteExtraPost } from './extra-posts.ts';
import { refusalOf } from './post-machine.ts';
import type { PostFacts } from './post-facts.ts';
import type { Claimed } from './publishing.ts';
import { writePublished } from './settle-delivery.ts';

/** States in which nothing else of this delivery can be, or come, on the platform. */
const NOTHING_OUT = ['waiting', 'preparing', 'absent', 'failed'] as const;

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
  if (same?.platformId === platformId) return 'published';
  const alone =
    same !== null && same.platformId === null && NOTHING_OUT.some((state) => state === same.state);
  if (alone && mayBePublished(facts, work)) {
    const of = { ref, delivery: same };
    return writePublished(work, facts, of, platformId, deps, NOTHING_OUT);
  }
  await noteExtraPost(work, facts, { deliveryId: delivery.id, platformId, foundBy: 'late_answer' }, deps.log);
  return 'on_the_platform_twice';
}

const mayBePublished = (facts: PostFacts, { actor }: Work): boolean =>
  (['confirm_published', 'recover_published'] as const).some(
    (move) => refusalOf(move, facts, actor, { platformId: 'known' }) === null,
  );
