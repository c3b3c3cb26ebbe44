// The subject a post is about is asked for by a department's account alone; on any other account it is about none.
import type { PostFacts } from './post-facts.ts';

/** The subject as it counts on this account; null where the account has no such subject. */
export const subjectOn = (
  { subjects }: Pick<PostFacts['account'], 'subjects'>,
  subject: string | null,
): string | null => (subject !== null && subjects.includes(subject) ? subject : null);
