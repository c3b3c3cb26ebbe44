// An author’s answer that is true of these words wherever they stand is kept for every post of the school, by those who may.
import { standingAnswers } from '#db/queries/finding-answers.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { maySeePost } from '#app/domain/posts/may-see-post.ts';
import { withLockedPost } from '#app/domain/posts/move-post.ts';
import { type AuthorsAnswer, mayBeRemembered } from './answers-offered.ts';
import { type FindingPointer, placesOf, textOf } from './finding-in-post.ts';
import { writeAnswer } from './write-answer.ts';

export interface RememberAnswer extends FindingPointer {
  answer: AuthorsAnswer;
  /** what the words are; needed, because the list of what is remembered shows nothing else of them */
  reason: string;
}

/**
 * Remembers an answer that stands on this post. Once in the school however often it is asked for.
 * Errors: AppError forbidden (not_permitted, one_name_alone, why_missing, why_too_long), not_found for a post that is not theirs to
 * see, stale_revision when it is not found or not answered so any more.
 */
export async function rememberAnswer(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  { answer, reason, ...pointer }: RememberAnswer,
): Promise<{ answerId: string }> {
  return withLockedPost(deps, actor, ref, async (work, facts) => {
    requireMay(work.actor, 'finding.remember', ref.schoolId, work.at);
    found(maySeePost(actor, facts.post, facts.editors, work.at) || null, 'post');
    const places = placesOf(facts, pointer);
    const { check, code, wordingDigest } = pointer;
    const here = { postId: ref.postId, check, code, wordingDigest, answer };
    if ((await standingAnswers(work.db, ref, here)).length === 0)
      throw new AppError('stale_revision', 'stale_page');
    if (!places.every((place) => mayBeRemembered(place, textOf(facts, place.field))))
      throw new AppError('forbidden', 'one_name_alone');
    const answerId = await writeAnswer(
      work,
      ref,
      actor.userId,
      { ...here, postId: null },
      { reason, needed: true },
    );
    return { answerId };
  });
}
