// Words that are written so that nobody reads them as words: letter by letter, in the letters that flags are made of, or backwards
// behind a mark that turns the direction round. Each is read as the one word that people see.
import type { Word, WordPart } from './folded-text.ts';

/** Three or more single letters, each with no more than one mark and a space on either side of it before the next. */
const FEWEST = 3;
const FLAGS = /(?:[\u{1F1E6}-\u{1F1FF}][\s\u200b\u200c\u200d\ufe0f]?){3,}/gu;
const FIRST_FLAG = 0x1f1e6;
/** Shown from right to left, whatever letters they are, up to the end of it or of the line. */
const TURNED = /\u202e([^\u202c\n]{2,200})/gu;

/** Each as it is seen. `backwards`: the folded words of a stretch that is shown from its end. */
export function speltOut(
  words: readonly Word[],
  text: string,
  backwards: (stretch: string) => readonly string[],
): WordPart[] {
  return [...letterByLetter(words, text), ...inFlags(text), ...turnedRound(text, backwards)];
}

function letterByLetter(words: readonly Word[], text: string): WordPart[] {
  const spelt: WordPart[] = [];
  for (let index = 0; index < words.length;) {
    let end = index;
    while (isLetter(words[end]) && (end === index || gapIsOne(words[end - 1], words[end], text))) end++;
    if (end - index >= FEWEST)
      spelt.push({
        key: words
          .slice(index, end)
          .map(({ key }) => key)
          .join(''),
        from: words[index]?.from ?? 0,
        to: words[end - 1]?.to ?? 0,
      });
    index = Math.max(end, index + 1);
  }
  return spelt;
}

const isLetter = (word: Word | undefined): boolean => word !== undefined && /^\p{L}$/u.test(word.key);

/** One mark, or spaces, or one mark between spaces. */
function gapIsOne(before: Word | undefined, after: Word | undefined, text: string): boolean {
  if (!before || !after) return false;
  const between = [...text.slice(before.to, after.from)];
  return (
    between.length === 1 || (between.length <= 3 && between.filter((one) => /\S/u.test(one)).length <= 1)
  );
}

const inFlags = (text: string): WordPart[] =>
  [...text.matchAll(FLAGS)].map(({ 0: written, index: from }) => ({
    key: [...written]
      .map((one) => (one.codePointAt(0) ?? 0) - FIRST_FLAG)
      .filter((letter) => letter >= 0 && letter < 26)
      .map((letter) => String.fromCharCode(97 + letter))
      .join(''),
    from,
    to: from + written.trimEnd().length,
  }));

function turnedRound(text: string, backwards: (stretch: string) => readonly string[]): WordPart[] {
  return [...text.matchAll(TURNED)].flatMap(({ 0: whole, 1: stretch = '', index: from }) => {
    const keys = backwards(stretch);
    const span = { from, to: from + whole.length };
    return [...new Set([...keys, keys.join('')])].filter(Boolean).map((key) => ({ key, ...span }));
  });
}
