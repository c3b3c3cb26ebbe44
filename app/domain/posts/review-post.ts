// The headteacher's decision on exactly what the page showed: approve, send back with a reason, or reject.
import { insertReview, voidReview } from '#db/queries/revisions.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { RULES_VERSION } from '#app/domain/checks/index.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import type { Work } from '#app/domain/work.ts';
import { askForLooks } from '#app/domain/words/links/look-at-links.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, withLockedPost } from './move-post.ts';
import type { PostFacts, ReviewRecord } from './post-facts.ts';
import { refusePictures } from './refuse-pictures.ts';
import { tell } from './tell-people.ts';
import { verdictHashOf } from './verdict-hash.ts';
import { delegationUsed } from './who-may-approve.ts';

export interface Shown {
  /** digest of the revision that the page showed */
  digest: string;
  /** hash of the verdicts that the page showed */
  verdictHash: string;
}

/**
 * Approves. `headCounts`: how many people the approver counts in each photo; `viewed`: the versions looked at in full size.
 * Errors: MoveRefused (barred, stale_page, checks, counts, not_viewed).
 */
export async function approvePost(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: Shown & { headCounts: number[]; viewed: readonly string[] },
): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    const review = await store(work, facts, actor, 'approved', input, '');
    await movePost(work, facts, 'approve', input, {
      record: {
        digest: input.digest,
        revisionId: review.revisionId,
        reviewId: review.id,
        ...(review.delegationId ? { delegationId: review.delegationId } : {}),
      },
    });
    askForLooks(deps, work, facts, facts.working);
    await tell(work, facts, 'post_approved', ['author', 'comms']);
  });
}

/** Sends the post back to its author with a reason. Errors: MoveRefused (not an approver, reason_missing, stale_page). */
export const sendBackPost = (
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: Shown & { reason: string },
): Promise<void> => turnDown(deps, actor, ref, 'send_back', input);

/** Ends the post: it will not go out. Errors: as sendBackPost. */
export const rejectPost = (
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: Shown & { reason: string },
): Promise<void> => turnDown(deps, actor, ref, 'reject', input);

async function turnDown(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  move: 'send_back' | 'reject',
  input: Shown & { reason: string },
): Promise<void> {
  const reason = input.reason.trim();
  if (reason.length > 2_000) throw new AppError('forbidden', 'text_too_long');
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    const decision = move === 'reject' ? 'rejected' : 'changes_requested';
    const review = await store(
      work,
      facts,
      actor,
      decision,
      { ...input, headCounts: [], viewed: [] },
      reason,
    );
    await movePost(
      work,
      facts,
      move,
      { digest: input.digest, reason },
      {
        record: { reviewId: review.id, wordsHash: await keepWords(work, ref.schoolId, reason) },
      },
    );
    if (move === 'reject') await refusePictures(work, facts, 'refused');
    await tell(work, facts, move === 'reject' ? 'post_rejected' : 'post_sent_back', ['author']);
  });
}

async function store(
  work: Work,
  facts: PostFacts,
  actor: Person,
  decision: ReviewRecord['decision'],
  shown: Shown & { headCounts: number[]; viewed: readonly string[] },
  reason: string,
) {
  if (!facts.revision) throw new AppError('illegal_move', 'not_in_this_state');
  const { id: postId, schoolId } = facts.post;
  return insertReview(work.db, {
    schoolId,
    postId,
    revisionId: facts.revision.id,
    digest: shown.digest,
    verdictHash: verdictHashOf(facts),
    decision,
    reason,
    decidedBy: actor.userId,
    delegationId: decision === 'approved' ? delegationUsed(actor, schoolId, work.at) : null,
    decidedAt: work.at,
    headCounts: shown.headCounts,
    viewed: [...new Set(shown.viewed)],
    rulesVersion: RULES_VERSION,
  });
}

/** Voids the approval that stands, if one does: part of every move that lets the post be changed. */
export async function voidApproval(work: Work, facts: PostFacts, cause: 'edited' | 'held'): Promise<void> {
  if (!facts.review || facts.review.decision !== 'approved' || facts.review.voidedAt) return;
  const { id: postId, schoolId } = facts.post;
  await voidReview(work.db, { schoolId }, facts.review.id, cause, work.at);
  work.record({ type: 'approval.voided', schoolId, postId, reviewId: facts.review.id, cause });
}
