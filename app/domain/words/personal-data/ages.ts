// Ages and birthdays of a child who is named, or alone in the picture: pointed out, because each makes the child easier to find (T-04,
//
import type { FoldedText, Word } from '#app/domain/words/reading/folded-text.ts';

const NUMBERS: ReadonlySet<string> = new Set(
  `two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen`.split(
    /\s+/,
  ),
);
const ORDINALS: ReadonlySet<string> = new Set(
  `second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth sixteenth eighteenth`.split(
    /\s+/,
  ),
);
const TURNS = new Set(['turned', 'turns', 'turning', 'aged', 'age']);

/** Where an age of 2 to 18, or a birthday, is spoken of: UTF-16 offsets. */
export function agesIn({ words }: FoldedText): { from: number; to: number }[] {
  return words.flatMap((word, index) => {
    const end = endAt(words, index);
    const last = end === null ? undefined : words[end - 1];
    return last ? [{ from: word.from, to: last.to }] : [];
  });
}

function endAt(words: readonly Word[], at: number): number | null {
  const [a, b, c] = [words[at]?.key ?? '', words[at + 1]?.key ?? '', words[at + 2]?.key ?? ''];
  if (TURNS.has(a) && isAge(b)) return at + 2;
  if (isAge(a) && /^years?$/.test(b) && c === 'old') return at + 3;
  if (/^\d{1,2}yo$/.test(a) && isAge(a.slice(0, -2))) return at + 1;
  if (isAge(a) && c === '' && b === 'yo') return at + 2;
  if ((isOrdinal(a) || a === 'happy') && b === 'birthday') return at + 2;
  if (a === 'birthday' && (b === 'boy' || b === 'girl')) return at + 2;
  if ((a === 'is' || a === 'was') && isAge(b) && (c === 'today' || c === 'tomorrow' || c === 'yesterday'))
    return at + 3;
  return null;
}

const isAge = (key: string): boolean =>
  NUMBERS.has(key) || (/^\d{1,2}$/.test(key) && Number(key) >= 2 && Number(key) <= 18);
const isOrdinal = (key: string): boolean =>
  ORDINALS.has(key) || (/^\d{1,2}(?:st|nd|rd|th)$/.test(key) && isAge(key.slice(0, -2)));
