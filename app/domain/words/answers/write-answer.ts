// The one writer of answers to findings: a row, its reason beside the log, and the event, each once however often it is pressed.
import { wordsByHash } from '#db/queries/audit.server.ts';
import {
  type AnswerTo,
  endAnswer,
  insertAnswer,
  standingAnswers,
} from '#db/queries/finding-answers.server.ts';
import { AppError } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { Work } from '#app/domain/work.ts';
import { recordLapsed } from './lapsed-answers.ts';

/** Longest reason that is kept, in UTF-16 units. */
export const MAX_REASON = 1_000;

/**
 * Writes the answer as `userId`’s. The same answer with the same reason again changes nothing; another reason takes the place of
 * the first, and so does another ground: what was let stand before had lapsed. `ref`: the post on whose page it was given. Errors: AppError forbidden (why_missing, why_too_long).
 */
export async function writeAnswer(
  work: Work,
  ref: PostRef,
  userId: string,
  to: AnswerTo,
  { reason, needed, ground = null }: { reason: string; needed: boolean; ground?: string | null },
): Promise<string> {
  const words = reason.trim();
  if (needed && words === '') throw new AppError('forbidden', 'why_missing');
  if (words.length > MAX_REASON) throw new AppError('forbidden', 'why_too_long');
  const scope = { schoolId: ref.schoolId };
  const standing = (await standingAnswers(work.db, scope, to)).filter(
    ({ answeredBy }) => to.postId === null || answeredBy === userId,
  );
  const [first] = standing;
  if (first) {
    const kept = await wordsByHash(work.db, ref.schoolId, first.wordsHash ? [first.wordsHash] : []);
    if (first.ground === ground && (kept.get(first.wordsHash ?? '') ?? '') === words) return first.id;
    for (const each of standing) {
      await endAnswer(work.db, scope, each.id, userId, work.at);
      if (each.ground !== ground) recordLapsed(work, ref, each);
    }
  }
  const wordsHash = words === '' ? null : await keepWords(work, ref.schoolId, words);
  const answerId = await insertAnswer(work.db, {
    ...scope,
    ...to,
    ...{ wordsHash, ground },
    answeredBy: userId,
    answeredAt: work.at,
  });
  work.record({
    type: 'finding.answered',
    ...ref,
    answerId,
    check: to.check,
    code: to.code,
    answer: to.answer,
    remembered: to.postId === null,
    ...(wordsHash ? { wordsHash } : {}),
  });
  return answerId;
}
