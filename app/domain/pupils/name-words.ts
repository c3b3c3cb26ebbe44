// The words of a pupil's names as they are looked for in texts: folded like the texts, so that a name is found by its own words
// however it is written there.
import { foldText } from '#app/domain/words/reading/folded-text.ts';

/** The names a pupil goes by now. */
export interface NamesOfPupil {
  legalForename: string;
  legalSurname: string;
  preferredForename: string | null;
  preferredSurname: string | null;
  knownAs: string | null;
}

export interface NameWord {
  /** `legal`, `preferred`, `known`, or what tells one earlier name from another */
  name: string;
  part: 'forename' | 'surname';
  /** place of the word in that part, from 0; a part of several words has one more row, at `of`, with all of them run together */
  place: number;
  of: number;
  word: string;
}

/** Every word of every name, each part also run together where it has several words: `Al Hassan` is found as `Alhassan`. */
export function nameWords(pupil: NamesOfPupil): NameWord[] {
  const surnames = new Set([
    ...foldedNameWords(pupil.legalSurname),
    ...foldedNameWords(pupil.preferredSurname),
  ]);
  const known = foldedNameWords(pupil.knownAs);
  const called = known.filter((word) => !surnames.has(word));
  return [
    ...partWords('legal', 'forename', foldedNameWords(pupil.legalForename)),
    ...partWords('legal', 'surname', foldedNameWords(pupil.legalSurname)),
    ...partWords('preferred', 'forename', foldedNameWords(pupil.preferredForename)),
    ...partWords('preferred', 'surname', foldedNameWords(pupil.preferredSurname)),
    ...partWords('known', 'forename', called.length > 0 ? called : known),
  ];
}

/**
 * Words of a name that a pupil no longer has, as it was sealed: forename and surname in one, so that all but the last word may be
 * a forename, and all but the first a surname. `digest` closes each word; `name` tells this name from the pupil's others.
 */
export function earlierNameWords(
  sealed: string,
  name: string,
  digest: (folded: string) => string,
): NameWord[] {
  const words = foldedNameWords(sealed);
  const [first = ''] = words;
  const parts =
    words.length < 2
      ? partWords(name, 'forename', words)
      : [
          ...partWords(name, 'forename', words.length === 2 ? [first] : words.slice(0, -1)),
          ...partWords(name, 'surname', words.slice(1)),
        ];
  return parts.map((row) => ({ ...row, word: digest(row.word) }));
}

/** The folded words of one part of a name; none where there is none. */
export const foldedNameWords = (name: string | null): string[] =>
  name === null ? [] : foldText(name).words.map(({ key, possessive }) => (possessive ? `${key}s` : key));

function partWords(name: string, part: NameWord['part'], words: readonly string[]): NameWord[] {
  const of = words.length;
  const rows = words.map((word, place): NameWord => ({ name, part, place, of, word }));
  return of > 1 ? [...rows, { name, part, place: of, of, word: words.join('') }] : rows;
}
