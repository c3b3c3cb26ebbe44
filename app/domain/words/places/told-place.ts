// What kind of place follows a word such as "at": the school's own, somebody else's, or none at all.
import { MONTHS, NO_PLACE, OWN, VENUES, WEEKDAYS } from '#app/domain/words/lexicons/places.ts';
import type { SpokenWord } from '#app/domain/words/reading/spoken-words.ts';

/** `sure`: a name or a kind of place of others. `likely`: something that is not the school's own. */
export interface ToldPlace {
  kind: 'sure' | 'likely' | 'own';
  /** index after the last word of it */
  end: number;
}

const BEFORE_A_NOUN = new Set(
  'the a an our their this that local nearby beautiful amazing lovely fantastic great famous'.split(' '),
);
const GENERIC = new Set(
  'the school primary infant infants junior high secondary academy college grammar community church of england ce c e st rc catholic and for'.split(
    ' ',
  ),
);

/** Words of the school's own name that no other place has. */
export const wordsOfSchool = (schoolName: string): ReadonlySet<string> =>
  new Set(
    schoolName
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !GENERIC.has(word)),
  );

/** The place told by the words from `at` on. `loud`: the text is written in capitals, so that capitals tell nothing. */
export function toldPlace(
  words: readonly SpokenWord[],
  at: number,
  school: ReadonlySet<string>,
  loud: boolean,
): ToldPlace | null {
  let unknown = 0;
  for (let index = at; index < Math.min(words.length, at + 5); index++) {
    const { key = '', capital = false } = words[index] ?? {};
    if (OWN.has(key) || school.has(key)) return { kind: 'own', end: index + 1 };
    if (VENUES.has(key)) return { kind: 'sure', end: index + 1 };
    if (NO_PLACE.has(key) && !BEFORE_A_NOUN.has(key)) {
      // "the Science Museum" is a place, "Science" is none.
      if (VENUES.has(words[index + 1]?.key ?? '')) return { kind: 'sure', end: index + 2 };
      return unknown > 0 ? { kind: 'likely', end: index } : null;
    }
    if (capital && !loud && !BEFORE_A_NOUN.has(key)) return { kind: 'sure', end: nameEnd(words, index) };
    if (/^\d/.test(key) || WEEKDAYS.has(key) || MONTHS.has(key)) break;
    if (!BEFORE_A_NOUN.has(key)) unknown++;
  }
  return unknown > 0 ? { kind: 'likely', end: Math.min(words.length, at + 2) } : null;
}

/** Where a run of names ends: "Kew Gardens" is one. */
function nameEnd(words: readonly SpokenWord[], from: number): number {
  let end = from + 1;
  while (words[end]?.capital && !NO_PLACE.has(words[end]?.key ?? '')) end++;
  return end;
}
