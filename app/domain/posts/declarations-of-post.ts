// Which declarations a post needs as it stands: by its trip, by whom it shows, and by what the checks found in its words.
import { goesOutWhileAway } from '#app/domain/trips/trip-posts.ts';
import type { FoundWord } from '#app/domain/words/found-words.ts';
import { type DeclarationName, declarationsAsked } from './declarations.ts';
import type { PostFacts } from './post-facts.ts';

/** Findings after which the author says that nobody gains by it, and that it may be used. */
const SUPPLIER = new Set(['supplier_named', 'supplier_endorsed', 'supplier_criticised']);
const BORROWED = new Set(['borrowed_words', 'borrowed_without_source']);

/** @param words what was found in the content that is asked about @param from the first moment at which it may go out */
export function declarationsOfPost(
  { trip, at, verdicts }: Pick<PostFacts, 'trip' | 'at' | 'verdicts'>,
  words: readonly FoundWord[],
  from: Date,
): readonly DeclarationName[] {
  return declarationsAsked({
    away: goesOutWhileAway(trip, from, at),
    unasked: verdicts.some(({ notAskedYet }) => notAskedYet),
    supplier: words.some(({ code }) => SUPPLIER.has(code)),
    borrowed: words.some(({ code }) => BORROWED.has(code)),
  });
}
