// Texts of posts on the trust's other accounts that may be the same or nearly so: the platform forbids them on a second account.
import type { TextPrint } from '#app/domain/words/reading/text-print.ts';

export interface OtherPosts {
  /** in review, approved, scheduled or out in the last 90 days; of a text that was submitted, only those that were so before it */
  readonly posts: readonly Omit<TextPrint, 'marks'>[];
}

export const NO_OTHERS: OtherPosts = { posts: [] };
