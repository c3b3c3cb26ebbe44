// Finds again, in a post as it is now, the finding that a page showed: an answer is only ever given to what really stands there.
import { AppError } from '#app/domain/errors.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { EDITABLE, isOneOf } from '#app/domain/posts/post-status.ts';
import type { FoundWord } from '#app/domain/words/found-words.ts';
import { textPartsOf } from '#app/domain/words/text-part.ts';

/** By what a page names a finding: never by its words. */
export interface FindingPointer {
  check: string;
  code: string;
  /** keyed digest of the folded wording */
  wordingDigest: string;
}

/** Everything found in the content that counts now: the working copy while it is written, else what was submitted. */
export const foundNow = ({ post, words }: PostFacts): readonly FoundWord[] =>
  isOneOf(post.status, EDITABLE) ? words.working : (words.sent ?? words.working);

/** Every place of it in the post. Errors: AppError stale_revision when these words are no longer found so. */
export function placesOf(facts: PostFacts, { check, code, wordingDigest }: FindingPointer): FoundWord[] {
  const places = foundNow(facts).filter(
    (found) => found.check === check && found.code === code && found.wordingDigest === wordingDigest,
  );
  if (places.length === 0) throw new AppError('stale_revision', 'stale_page');
  return places;
}

/** The text that a finding stands in. */
export function textOf(facts: PostFacts, field: string): string {
  const content = isOneOf(facts.post.status, EDITABLE)
    ? facts.working
    : (facts.revision?.content ?? facts.working);
  return textPartsOf(content).find((part) => part.field === field)?.text ?? '';
}
