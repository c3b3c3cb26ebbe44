// What the author says of their own words: that a name is no pupil’s, or why something is right as it is. The approver reads it.
import { rememberEditor } from '#db/queries/posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { MoveRefused, withLockedPost } from '#app/domain/posts/move-post.ts';
import { mayEdit } from '#app/domain/posts/post-guards.ts';
import { EDITABLE, isOneOf } from '#app/domain/posts/post-status.ts';
import { answersOffered, type AuthorsAnswer } from './answers-offered.ts';
import { type FindingPointer, placesOf } from './finding-in-post.ts';
import { writeAnswer } from './write-answer.ts';

export interface AnswerFinding extends FindingPointer {
  answer: AuthorsAnswer;
  /** needed for `explained` */
  reason: string;
}

/**
 * Answers a finding of a draft. Whoever answers stands for the words, and can then not approve them.
 * Errors: MoveRefused (not permitted, training, policy), AppError illegal_move outside a draft, stale_revision when it is no longer
 * found, forbidden (answer_not_offered, why_missing, why_too_long).
 */
export async function answerFinding(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  { answer, reason, ...pointer }: AnswerFinding,
): Promise<{ answerId: string }> {
  return withLockedPost(deps, actor, ref, async (work, facts) => {
    if (!isOneOf(facts.post.status, EDITABLE)) throw new AppError('illegal_move', 'not_in_this_state');
    const refusal = mayEdit(facts, work.actor, {});
    if (refusal) throw new MoveRefused('begin_changes', refusal);
    if (!may(work.actor, 'finding.answer', ref.schoolId, work.at))
      throw new AppError('forbidden', 'not_permitted');
    const places = placesOf(facts, pointer);
    if (!places.every((found) => answersOffered(found).includes(answer)))
      throw new AppError('forbidden', 'answer_not_offered');
    const { check, code, wordingDigest } = pointer;
    const to = { postId: ref.postId, check, code, wordingDigest, answer };
    const answerId = await writeAnswer(work, ref, actor.userId, to, {
      reason,
      needed: answer === 'explained',
    });
    if (actor.userId !== facts.post.authorId)
      await rememberEditor(work.db, ref, ref.postId, actor.userId, work.at);
    return { answerId };
  });
}
