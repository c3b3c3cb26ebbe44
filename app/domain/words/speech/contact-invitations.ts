// T-21: nobody is asked to write in private, to follow a person or to add them: not pupils, and on a public account that is everyone.
// Following the school’s own account and asking the school office is what the account is for.
import { CONTACT_PHRASES, SCHOOL_ROADS, TO_ROADS } from './contact-phrases.ts';
import type { FoldedText, Word } from '#app/domain/words/reading/folded-text.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { stops } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const find = phraseFinder(CONTACT_PHRASES);

export const contactInvitations: WordCheck = {
  id: 'T-21',
  version: 1,
  inPart({ folded, field }) {
    const joined = rejoined(folded);
    const found = [folded, ...(joined ? [joined] : [])].flatMap((text) =>
      find(text).flatMap(({ kind, from, to, end, first }) =>
        isOrdinary(text.words, first, end) || !isWhole(text.words, first, end, from)
          ? []
          : [{ kind, from, to }],
      ),
    );
    found.sort((a, b) => a.from - b.from || b.to - a.to);
    const once: typeof found = [];
    for (const hit of found) if (hit.from >= (once.at(-1)?.to ?? 0)) once.push(hit);
    return once.map(({ kind, from, to }) =>
      stops(
        { check: 'T-21', code: `contact_${kind}`, clause: 'R-59, R-81' },
        { field, from, to },
        { fix: '' },
      ),
    );
  },
};

/** One sentence, and not the end of `3pm`. */
const isWhole = (words: readonly Word[], first: number, end: number, from: number): boolean =>
  words[first]?.sentence === words[end - 1]?.sentence &&
  (words[first]?.from === from || words[first]?.within === '#');

/** `Message us via ParentMail`, `Add me to the list`, `3 pm us`: no private chat. */
function isOrdinary(words: readonly Word[], first: number, end: number): boolean {
  const [word, after] = [words[first]?.key ?? '', words[end]?.key ?? ''];
  if ((word === 'pm' || word === 'm') && /^\d/.test(words[first - 1]?.key ?? '')) return true;
  if (word === 'add' && (after === 'to' || after === 'up')) return true;
  if (word === 'my' && words[first + 1]?.key === 'number' && NUMBERS.has(after)) return true;
  if (!SENT.has(word) || words[end - 1]?.key !== 'us') return false;
  for (let at = end; at < end + 4; at++) {
    const key = words[at]?.key ?? '';
    if (SCHOOL_ROADS.has(key)) return true;
    if (!TO_ROADS.has(key)) return false;
  }
  return false;
}

const SENT = new Set(['message', 'msg']);
const NUMBERS = new Set(['one', 'favourite']);

/**
 * The text with words that were split by symbols, spelt out or written with digits for letters put together again: `d-m us`,
 * `mess*age me`, `f.o.l.l.o.w me`, `f0llow me`. Null where nothing was.
 */
function rejoined(folded: FoldedText): FoldedText | null {
  const words: Word[] = [];
  let changed = false;
  for (const word of folded.words) {
    const last = words.at(-1);
    const key = lettersOf(word.key);
    if (key !== word.key) changed = true;
    const gap = last ? folded.text.slice(last.to, word.from) : ' ';
    const spelt = last !== undefined && gap === ' ' && word.key.length === 1 && isSpaced(last);
    if (last && (spelt || (gap !== ' ' && SPLITS.test(gap)))) {
      words[words.length - 1] = { ...last, key: last.key + key, to: word.to, parts: [] };
      changed = true;
    } else words.push(key === word.key ? word : { ...word, key, parts: [] });
  }
  return changed ? { ...folded, words } : null;
}

/** One or two marks with no space and no line’s end: what parts sentences and alternatives is no split. */
const SPLITS = /^[*._\-~^|+=•·'"`#$%&]{1,2}$/;

/** The word so far is one letter, or was spelt out letter by letter: `f o l`. */
const isSpaced = ({ from, to, key }: Word): boolean => key.length === 1 || to - from >= key.length * 2 - 1;

const DIGIT_LETTERS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };
/** Digits among letters as the letters they look like; a number stays one. */
const lettersOf = (key: string): string =>
  /\d/.test(key) && /^[a-z][a-z013457]{2,11}$/.test(key)
    ? key.replace(/\d/g, (digit) => DIGIT_LETTERS[digit] ?? digit)
    : key;
