// Where a forename in a text is somebody's whom the school is not asked about: a name that everybody knows, or the very name of an adult
// who is on record here.
import { adultsIn, byWord } from '#app/domain/words/adults/adult-names.ts';
import { KNOWN_NAMES } from '#app/domain/words/lexicons/known-names.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { covering, type Span } from '#app/domain/words/reading/spans.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import type { TextGround } from '#app/domain/words/text-ground.ts';

const knownIn = phraseFinder({ known: KNOWN_NAMES });

/** A question to ask of any stretch of the text: whether it lies within such a name. */
export function withinKnownName(folded: FoldedText, { adults }: TextGround): (span: Span) => boolean {
  const staff = adults.adults.length === 0 ? [] : adultsIn(folded, byWord(adults.adults));
  return covering([
    ...knownIn(folded),
    ...staff.filter((hit) => hit.adults.length > 0 && hit.as !== 'initial'),
  ]);
}
