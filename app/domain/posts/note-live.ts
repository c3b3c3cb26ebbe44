// What is written down the moment a post is out, however it got there: who is shown in it on which permissions, and until when it may stay.
import type { DeliveryRow } from '#db/queries/deliveries.server.ts';
import { insertUsages } from '#db/queries/usages.server.ts';
import type { Work } from '#app/domain/work.ts';
import { movePost } from './move-post.ts';
import type { PostFacts } from './post-facts.ts';
import type { MoveName } from './post-machine.ts';
import type { MoveInput } from './post-move.ts';
import { removeByOf } from './remove-by.ts';

/** On a locked post whose delivery has just been marked as out: keeps the uses, moves the post, and sets its last day. */
export async function noteLive(
  work: Work,
  facts: PostFacts,
  delivery: DeliveryRow,
  move: MoveName,
  input: MoveInput,
): Promise<void> {
  facts.delivery = delivery;
  const ref = { schoolId: facts.post.schoolId, postId: facts.post.id };
  const usages = usagesOf(facts, delivery.id, work.at);
  await insertUsages(work.db, usages);
  const removeBy = usages.length > 0 ? removeByOf(work.at, facts.school) : null;
  const { platformId } = delivery;
  await movePost(work, facts, move, input, {
    ...(removeBy ? { patch: { removeBy } } : {}),
    record: { deliveryId: delivery.id, ...(platformId ? { platformId } : {}) },
  });
  if (removeBy)
    work.record({
      type: 'post.remove_by_set',
      ...ref,
      removeBy: removeBy.toISOString(),
      cause: 'published',
    });
}

const usagesOf = (facts: PostFacts, deliveryId: string, usedAt: Date) =>
  facts.verdicts
    .filter((verdict) => verdict.kind === 'pupil')
    .map((verdict) => ({
      schoolId: facts.post.schoolId,
      postId: facts.post.id,
      deliveryId,
      pupilId: verdict.id,
      photoSha256: facts.photos[verdict.photo]?.version?.sha256 ?? '',
      perceptualHash: facts.photos[verdict.photo]?.version?.perceptualHash ?? '',
      decisionIds: verdict.decisionIds,
      usedAt,
    }));
