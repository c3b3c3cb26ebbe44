// Strong words run together with everyday ones in a tag or an address (`#whatashitshow`), where nothing tells the words apart.
import type { WordHit } from './disguised-words.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { STRONG_WORDS } from '#app/domain/words/lexicons/strong-language.ts';

/** Letters that stand in no other word of English, nor in a name or a place. */
const ANYWHERE = ['fuck', 'motherf', 'bullsh'];

const BESIDE = new Set(
  'a an the this that these those you your him her them they it its is are was of off up on in to for all my our their his so such what total full complete utter big little bunch day week life school schools teacher teachers head pupil pupils class team weather happens happened everyone everything and or with about from not no me us we i hole'.split(
    ' ',
  ),
);
const LONG = new Set(STRONG_WORDS.filter(({ length }) => length >= 4));
const MAX = 60;

/** Each such word as a whole: where in it the strong one stands is not worth telling. */
export function runTogether({ words }: FoldedText): WordHit<'strong'>[] {
  return words.flatMap(({ key, from, to, within, parts }): WordHit<'strong'>[] => {
    const found =
      ANYWHERE.some((letters) => key.includes(letters)) ||
      (within !== null && parts.length === 0 && key.length <= MAX && hasStrong(key));
    return found ? [{ level: 'strong', from, to }] : [];
  });
}

/** Everyday words, one strong word, everyday words. */
function hasStrong(key: string): boolean {
  const before = madeOf(key);
  const after = madeOf([...key].reverse().join(''), true);
  for (let from = 0; from < key.length; from++) {
    if (!before[from]) continue;
    for (let to = from + 4; to <= Math.min(key.length, from + 16); to++)
      if (after[key.length - to] && (from > 0 || to < key.length) && LONG.has(key.slice(from, to)))
        return true;
  }
  return false;
}

/** For each length, whether the first letters of that length are everyday words alone. */
function madeOf(key: string, reversed = false): boolean[] {
  const made = [true, ...Array.from({ length: key.length }, () => false)];
  for (let to = 1; to <= key.length; to++)
    for (let from = Math.max(0, to - 9); from < to && !made[to]; from++) {
      const piece = key.slice(from, to);
      made[to] = Boolean(made[from]) && BESIDE.has(reversed ? [...piece].reverse().join('') : piece);
    }
  return made;
}
