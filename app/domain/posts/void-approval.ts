// Ends an approval that stands: part of every move that lets what was approved be changed, or keeps it from going out.
import { voidReview } from '#db/queries/revisions.server.ts';
import type { Work } from '#app/domain/work.ts';
import type { PostFacts } from './post-facts.ts';

/** Voids the approval of a locked post, if one stands. */
export async function voidApproval(
  work: Work,
  facts: PostFacts,
  cause: 'edited' | 'with_its_lead' | 'taken_down',
): Promise<void> {
  if (!facts.review || facts.review.decision !== 'approved' || facts.review.voidedAt) return;
  const { id: postId, schoolId } = facts.post;
  await voidReview(work.db, { schoolId }, facts.review.id, cause, work.at);
  work.record({ type: 'approval.voided', schoolId, postId, reviewId: facts.review.id, cause });
}
