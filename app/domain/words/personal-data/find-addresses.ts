// Street addresses: a house’s number, a name, and a word for a street.
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import type { PersonalHit } from './personal-hit.ts';
import {
  COUNTED,
  COUNTS_BEFORE,
  KNOWN_ADDRESSES,
  NO_NAME,
  STREETS,
  STREETS_WITH_CAPITALS,
} from './street-words.ts';

/** Every `12 Mill Lane`, `Flat 2, 14b Old Mill Close`. */
export function findAddresses(folded: FoldedText): PersonalHit[] {
  return folded.words.flatMap((number, index): PersonalHit[] => {
    if (!/^\d{1,4}[a-h]?$/.test(number.key) || number.within === 'address' || number.within === '@')
      return [];
    const before = folded.words[index - 1];
    if (before?.sentence === number.sentence && COUNTS_BEFORE.has(before.key)) return [];
    const gapBefore = folded.text[number.from - 1] ?? ' ';
    if ('£$€/:.-–'.includes(gapBefore)) return [];
    const end = streetEnd(folded, index);
    const last = end === null ? undefined : folded.words[end];
    return last ? [{ kind: 'street_address', from: number.from, to: last.to, own: '', personal: false }] : [];
  });
}

/** Index of the word for a street, after one to three names; null where there is none. */
function streetEnd({ words, text }: FoldedText, number: number): number | null {
  let capitals = true;
  for (let index = number + 1; index <= number + 4; index++) {
    const [word, before] = [words[index], words[index - 1]];
    if (
      !word ||
      word.sentence !== words[number]?.sentence ||
      !before ||
      !/^[ ,.\u00a0'’]{1,3}$/.test(text.slice(before.to, word.from))
    )
      return null;
    if (index > number + 1) {
      const known = KNOWN_ADDRESSES.has(`${words[number]?.key}-${words[number + 1]?.key}`);
      if (STREETS.has(word.key) && (capitals || (index === number + 2 && word.key.length > 3)))
        return known ? null : index;
      if (STREETS_WITH_CAPITALS.has(word.key) && capitals && word.capital) return known ? null : index;
    }
    capitals &&= word.capital;
    if (COUNTED.has(word.key) || (!word.capital && NO_NAME.has(word.key))) return null;
  }
  return null;
}
