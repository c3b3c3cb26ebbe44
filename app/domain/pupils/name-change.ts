// When a pupil's name changes: which names are no longer theirs. Looked at as words, so that a letter in another case, an accent put
// right or a middle name added gives up nothing.
import { type NamedPupil, pupilName } from '#app/domain/consent/pupil-name.ts';
import { foldedWords } from './folded-name.ts';

export interface NamesGone {
  /** whole names they had and have no more, as written, to be sealed */
  names: string[];
  /** words of them that are no part of their name any more, as compared */
  words: ReadonlySet<string>;
}

/**
 * What is gone of the name on the record and of the name a pupil goes by. A word that is still part of what they go by is not gone; one
 * that stays on the record alone is, once they no longer go by it. Null: nothing is gone.
 */
export function namesGone(before: NamedPupil, after: NamedPupil): NamesGone | null {
  const legal = ({ legalForename, legalSurname }: NamedPupil) => `${legalForename} ${legalSurname}`;
  const goesBy = foldedWords(pupilName(after));
  const stillLegal = new Set([...foldedWords(legal(after)), ...goesBy]);
  const pairs = [
    { was: legal(before), is: legal(after), kept: stillLegal },
    { was: pupilName(before), is: pupilName(after), kept: goesBy },
  ];
  const words = new Set<string>();
  const names = new Set<string>();
  for (const { was, is, kept } of pairs) {
    if (was === is) continue;
    const gone = [...foldedWords(was)].filter((word) => !kept.has(word));
    for (const word of gone) words.add(word);
    if (gone.length > 0) names.add(was);
  }
  return names.size > 0 ? { names: [...names], words } : null;
}

/** Whether a text, given as its folded words, has one of the others. Folded once, a text is asked about many pupils. */
export function hasWord(text: ReadonlySet<string>, words: ReadonlySet<string>): boolean {
  for (const word of words) if (text.has(word)) return true;
  return false;
}
