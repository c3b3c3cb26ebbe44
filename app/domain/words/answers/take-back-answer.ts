// Taking an answer to a finding back: whatever it let go on stops again at the next check.
import { endAnswer, lockAnswer } from '#db/queries/finding-answers.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { MoveRefused, withLockedPost } from '#app/domain/posts/move-post.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { mayEdit } from '#app/domain/posts/post-guards.ts';
import { EDITABLE, isOneOf } from '#app/domain/posts/post-status.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';

/**
 * Takes back an answer given on one post: the author’s while it is a draft, by whoever may edit it; an acceptance while it waits for
 * a decision, by who gave it. Doing it again changes nothing.
 * Errors: AppError not_found for an answer of another post or school, illegal_move, forbidden (not_your_answer), MoveRefused.
 */
export async function takeBackAnswer(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  { answerId }: { answerId: string },
): Promise<void> {
  await withLockedPost(deps, actor, ref, async (work, facts) => {
    const row = await lockAnswer(work.db, ref, answerId);
    const answer = found(row?.postId === ref.postId ? row : null, 'answer');
    if (answer.answer.startsWith('accepted')) mayTakeBackAcceptance(facts, actor, answer.answeredBy);
    else mayTakeBackWord(work, facts);
    if (answer.takenBackAt) return;
    await endAnswer(work.db, ref, answerId, actor.userId, work.at);
    const { check, code } = answer;
    work.record({ type: 'finding.answer_taken_back', ...ref, answerId, check, code, answer: answer.answer });
  });
}

function mayTakeBackAcceptance({ post }: PostFacts, actor: Person, givenBy: string): void {
  if (post.status !== 'in_review') throw new AppError('illegal_move', 'not_in_this_state');
  if (givenBy !== actor.userId) throw new AppError('forbidden', 'not_your_answer');
}

function mayTakeBackWord(work: Work, facts: PostFacts): void {
  if (!isOneOf(facts.post.status, EDITABLE)) throw new AppError('illegal_move', 'not_in_this_state');
  const refusal = mayEdit(facts, work.actor, {});
  if (refusal) throw new MoveRefused('begin_changes', refusal);
}

/**
 * Ends an answer that was remembered for the whole school: posts that rested on it are asked again, and stop if they have not gone
 * out. Doing it again changes nothing. Errors: AppError forbidden without `finding.remember`, not_found.
 */
export async function forgetAnswer(
  deps: Deps,
  actor: Person,
  { schoolId, answerId }: { schoolId: string; answerId: string },
): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'finding.remember', schoolId, work.at);
    const row = await lockAnswer(work.db, { schoolId }, answerId);
    const answer = found(row?.postId === null ? row : null, 'answer');
    if (answer.takenBackAt) return;
    await endAnswer(work.db, { schoolId }, answerId, actor.userId, work.at);
    const { check, code } = answer;
    work.record({ type: 'finding.remembered_no_more', schoolId, answerId, check, code });
  });
}
