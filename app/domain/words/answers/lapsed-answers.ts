// What was let stand in a post's words ends when the post is sent again, and when what it rested on changed; the log says so each time.
import { type AnswerRow, endAcceptances } from '#db/queries/finding-answers.server.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { Work } from '#app/domain/work.ts';

/** Ends every acceptance that stands on a post, as `userId` sends it again: it was of the version before. */
export async function lapseAcceptances(work: Work, ref: PostRef, userId: string): Promise<void> {
  for (const ended of await endAcceptances(work.db, ref, ref.postId, userId, work.at))
    recordLapsed(work, ref, ended);
}

/** Writes the event alone; the row is ended by the caller. */
export function recordLapsed(
  work: Work,
  ref: PostRef,
  { id: answerId, check, code, answer }: Pick<AnswerRow, 'id' | 'check' | 'code' | 'answer'>,
): void {
  work.record({ type: 'finding.answer_lapsed', ...ref, answerId, check, code, answer });
}
