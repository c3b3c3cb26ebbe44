// The headteacher's decision on exactly what the page showed: approve, send back with a reason, or reject.
import { insertReview } from '#db/queries/revisions.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { RULES_VERSION } from '#app/domain/checks/index.ts';
import { withLockedFollowers } from '#app/domain/cross-posts/lock-followers.ts';
import { onAccount } from '#app/domain/cross-posts/refused-on.ts';
import { endFollowers, leaveOutStopped } from '#app/domain/cross-posts/take-followers.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import type { Work } from '#app/domain/work.ts';
import { askForLooks } from '#app/domain/words/links/look-at-links.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost, MoveRefused } from './move-post.ts';
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

/** What the page showed of a post that was made from the one decided on, for a further account. */
export interface ShownFurther extends Shown {
  postId: string;
}

interface Looked {
  /** how many people the approver counts in each photo */
  headCounts: number[];
  /** the versions looked at in full size */
  viewed: readonly string[];
}

/**
 * Approves a post and everything made from it that waits with it: all of them as the page showed them, or none. `further`: those
 * that the page showed; they have the same photos, so the same counts and looks are of them. One that is stopped is left out and ends.
 * Errors: MoveRefused (barred, stale_page, checks, counts, not_viewed); RefusedOn where that is of a further account.
 */
export async function approvePost(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: Shown & Looked & { further?: readonly ShownFurther[] },
): Promise<void> {
  const { further = [], ...shown } = input;
  await withLockedFollowers(deps, actor, ref, 'decide', async (work, facts, followers) => {
    const waiting = followers.filter(({ post }) => post.status === 'in_review');
    const unseen = waiting.some(({ post }) => !further.some(({ postId }) => postId === post.id));
    if (unseen || waiting.length !== further.length)
      throw new MoveRefused('approve', { reason: 'stale_page' });
    await approveOne(work, facts, actor, shown);
    for (const follower of waiting) {
      const own = further.find(({ postId }) => postId === follower.post.id);
      if (own)
        await onAccount(follower, () =>
          approveOne(work, follower, actor, {
            ...{ ...shown, digest: own.digest, verdictHash: own.verdictHash },
            withLead: true,
          }),
        );
    }
    await leaveOutStopped(work, followers);
    askForLooks(deps, work, facts, facts.working);
    await tell(work, facts, 'post_approved', ['author', 'comms']);
  });
}

async function approveOne(
  work: Work,
  facts: PostFacts,
  actor: Person,
  input: Shown & Looked & { withLead?: true },
): Promise<void> {
  const review = await store(work, facts, actor, 'approved', input, '');
  await movePost(work, facts, 'approve', input, {
    record: {
      digest: input.digest,
      revisionId: review.revisionId,
      reviewId: review.id,
      ...(review.delegationId ? { delegationId: review.delegationId } : {}),
    },
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
  await withLockedFollowers(deps, actor, ref, 'stop', async (work, facts, followers) => {
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
    await endFollowers(work, followers);
    if (move === 'reject') await refusePictures(work, facts, 'refused');
    await tell(work, facts, move === 'reject' ? 'post_rejected' : 'post_sent_back', ['author']);
  });
}

async function store(
  work: Work,
  facts: PostFacts,
  actor: Person,
  decision: ReviewRecord['decision'],
  shown: Shown & Looked,
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
