// The voice of a school’s account is the school’s (T-14, R-48): an I, a my, a "in my view" makes it somebody’s own, and is pointed out
// with the school's own word for it. A king’s number, a phonics list, a title and what somebody said in quotation marks are none.
import type { FoldedText, Word } from '#app/domain/words/reading/folded-text.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { isQuoted, quotationsOf } from '#app/domain/words/reading/quotations.ts';
import { type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const opinions = phraseFinder({
  opinion: [
    'in my view',
    'in my opinion',
    'in my humble opinion',
    'imo',
    'imho',
    'if you ask me',
    'my own view',
    'personally speaking',
    'speaking personally',
    'my personal opinion',
    'my personal view',
  ],
});
const titles = phraseFinder({
  title: [
    'all about me',
    'me time',
    'mini me',
    'me and my family',
    'my fair lady',
    'my little pony',
    'my neighbour totoro',
    'oh my',
    'my word',
    'my goodness',
    'my gosh',
    'i spy',
    'i spy with my little eye',
    'i can sing a rainbow',
    'i can statement',
    'i can statements',
    'i do not like green eggs',
    'dear me',
    'despicable me',
    'do re mi',
    'this is me',
    'why me',
    'just like me',
    'the gruffalo and me',
    'my plan',
    'my concern',
    'mychildatschool',
    'my child at school',
    'my ed',
    'my maths',
    'mymaths',
    'my school fund',
    'my world',
    'my happy mind',
    'and i quote',
  ],
});

/** What stands before a number written as I. */
const NUMBERED = new Set(
  'war year part phase stage chapter class type act scene volume vol book grade group unit level section tier paper elizabeth charles james george mary richard edward william henry napoleon francis nicholas peter frederick philip ferdinand catherine anne john leopold wilhelm malcolm robert david alexander pope king queen tsar emperor pius paul model world division league category schedule figure table appendix number no page vitamin'.split(
    ' ',
  ),
);

interface Swap {
  with: string;
  from: number;
  to: number;
}

export const firstPersonCheck: WordCheck = {
  id: 'T-14',
  version: 1,
  inPart({ field, folded }) {
    const quotations = quotationsOf(folded);
    const named = titles(folded);
    const views = opinions(folded);
    const own = (from: number) =>
      !isQuoted(quotations, from) &&
      !named.some((title) => from >= title.from && from < title.to) &&
      !views.some((view) => from > view.from && from < view.to);
    const words = folded.words.flatMap((word, index): TextFinding[] => {
      const swap = word.within === null && own(word.from) ? swapOf(folded, word, index) : null;
      return swap
        ? [warns(shape('first_person'), { field, from: swap.from, to: swap.to }, { fix: swap.with })]
        : [];
    });
    const said = views
      .filter(({ from }) => !isQuoted(quotations, from))
      .map(({ from, to }) => warns(shape('own_opinion'), { field, from, to }));
    return [...said, ...words];
  },
};

const shape = (code: string) => ({ check: 'T-14', code, clause: 'R-48' });

const AFTER_I: Readonly<Record<string, string>> = {
  am: 'are',
  was: 'were',
  wasnt: 'weren’t',
  have: 'have',
  has: 'have',
};
const SHORT: Readonly<Record<string, string>> = { m: '’re', ve: '’ve', ll: '’ll', d: '’d' };

/** The school's own word for a first person, or null where the word is none. */
function swapOf({ text, words }: FoldedText, word: Word, index: number): Swap | null {
  const written = text.slice(word.from, word.to);
  const we = startsSentence(words, index) ? 'We' : 'we';
  const { from, to } = word;
  const short = /^I['’](m|ve|ll|d)$/u.exec(written)?.[1];
  if (short) return { with: `${we}${SHORT[short] ?? ''}`, from, to };
  if (written === 'I') return isNumber(text, words, index) ? null : iSwap(text, words, index, we);
  if (word.key === 'my' || word.key === 'myself')
    return isTitle(words, index)
      ? null
      : { with: cased(word, word.key === 'my' ? 'our' : 'ourselves'), from, to };
  if (written === 'me') return { with: 'us', from, to };
  return null;
}

const cased = ({ capital }: Word, swapped: string): string =>
  capital ? swapped.charAt(0).toUpperCase() + swapped.slice(1) : swapped;

/** "I was" becomes "We were": the verb goes with it. */
function iSwap(text: string, words: readonly Word[], index: number, we: string): Swap | null {
  const [word, next] = [words[index], words[index + 1]];
  if (!word) return null;
  const verb = next && /^\s+$/u.test(text.slice(word.to, next.from)) ? AFTER_I[next.key] : undefined;
  return verb && next
    ? { with: `${we} ${verb}`, from: word.from, to: next.to }
    : { with: we, from: word.from, to: word.to };
}

const startsSentence = (words: readonly Word[], index: number): boolean =>
  words[index - 1]?.sentence !== words[index]?.sentence;

/** A number, a letter of a list or of phonics, or a part of another word. */
function isNumber(text: string, words: readonly Word[], index: number): boolean {
  const [before, word, after] = [words[index - 1], words[index], words[index + 1]];
  if (!word) return true;
  if (before && NUMBERED.has(before.key) && !startsSentence(words, index)) return true;
  if (/[-–/&.)\]:]/u.test(text.charAt(word.to)) || /[-–/&#]/u.test(text.charAt(word.from - 1))) return true;
  const isLetter = (each: Word | undefined) =>
    each !== undefined && each.key.length === 1 && each.key !== 'a' && /^\p{L}$/u.test(each.key);
  return isLetter(before) || isLetter(after);
}

/** "My Fair Lady", "the My Story books": a capital where none is due, or two capitals behind it. */
function isTitle(words: readonly Word[], index: number): boolean {
  const [word, next, after] = [words[index], words[index + 1], words[index + 2]];
  if (!word?.capital || !next || next.sentence !== word.sentence) return false;
  if (!startsSentence(words, index)) return next.capital;
  return (
    next.capital && Boolean(after?.capital) && after?.sentence === word.sentence && !/^\d/u.test(after.key)
  );
}
