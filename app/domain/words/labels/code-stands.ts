// Whether a number with letters is a class: `7B` and `4P` are, `5K`, `3D`, `Room 2B`, `£5M`, `10am` and a `2B` pencil are not.
import { type Atom, inCapitals } from '#app/domain/words/reading/atoms.ts';
import { keyAfter, keyBefore, type Walk } from './label-hit.ts';
import {
  MEASURE_BEFORE,
  MEASURES,
  NO_CLASS_AFTER,
  NO_CLASS_BEFORE,
  NO_FORM,
  PEOPLE_AFTER,
  PEOPLE_BEFORE,
  SAYS_CLASS_AFTER,
  SAYS_CLASS_BEFORE,
  YEAR_WORDS,
} from './label-words.ts';

/** `number` and `letters` are its two pieces; `known`: the school has a class of that name. */
export function codeStands(walk: Walk, number: Atom, letters: Atom, known: boolean): boolean {
  if (!isYearNumber(number.key) || NO_FORM.has(letters.key)) return false;
  if (NO_CODE_AFTER.has(walk.folded.text[number.from - 1] ?? '') || afterDigit(walk, number)) return false;
  if (walk.folded.text[letters.to] === '*') return false;
  const [before, after] = [keyBefore(walk, number), keyAfter(walk, letters)];
  const capital = inCapitals(walk.folded.text, letters);
  // `Year 4 at the farm`, `Year 4 a lovely day`: the next word, and no code.
  if (!capital && number.word !== letters.word && (!known || SMALL_WORDS.has(letters.key))) return false;
  if (saysClass(walk, number, letters)) return true;
  if (NO_CLASS_BEFORE.has(before) || NO_CLASS_AFTER.has(after)) return false;
  if (listed(walk, letters)) return false;
  if (known && before === 'from' && PEOPLE_BEFORE.has(walk.folded.words[number.word - 2]?.key ?? ''))
    return true;
  if (MEASURES.has(letters.key))
    return capital && (known ? !MEASURE_BEFORE.has(before) : PEOPLE_AFTER.has(after));
  if (known) return capital || PEOPLE_AFTER.has(after) || before === 'in' || before === 'from';
  return capital && number.word === letters.word;
}

/** `Year 7B`, `Y7B`, `Form 7B`, `7B class`. */
export function saysClass(walk: Walk, first: Atom, last: Atom): boolean {
  const inside = walk.atoms[first.index - 1];
  if (inside?.word === first.word && YEAR_WORDS.has(inside.key)) return true;
  const [before, after] = [keyBefore(walk, first), keyAfter(walk, last)];
  return YEAR_WORDS.has(before) || SAYS_CLASS_BEFORE.has(before) || SAYS_CLASS_AFTER.has(after);
}

/** `2B, 4B and 7B pencils`: what the last of several codes is, the others are too. */
function listed(walk: Walk, letters: Atom): boolean {
  let last = letters;
  for (let more = 0; more < MOST_LISTED; more++) {
    const next = listedNext(walk, last);
    if (!next) break;
    last = next;
  }
  return last !== letters && NO_CLASS_AFTER.has(keyAfter(walk, last));
}
const MOST_LISTED = 8;
const JOINS = new Set(['and', 'or', 'to']);

/** The letters of the code that follows in a list; null where none does. */
function listedNext(walk: Walk, letters: Atom): Atom | null {
  const joined = JOINS.has(keyAfter(walk, letters));
  const word = letters.word + (joined ? 2 : 1);
  let at = letters.index + 1;
  while ((walk.atoms[at]?.word ?? Infinity) < word) at++;
  const [next, code] = [walk.atoms[at], walk.atoms[at + 1]];
  if (next?.word !== word || !next.digits || code?.word !== word) return null;
  return joined || walk.folded.text.slice(letters.to, next.from).trim() === ',' ? code : null;
}

const SMALL_WORDS = new Set(
  'a i am an as at be by do go he if in is it me my no of on or so to up us we'.split(' '),
);

/** Money, degrees, decimals and times. */
const NO_CODE_AFTER = new Set('£$€°+.:−');

export const isYearNumber = (digits: string): boolean => /^(?:[1-9]|1[0-3])$/.test(digits);

/** `4-2B`, `1/2A`: a score or a fraction runs into it. */
const afterDigit = ({ folded }: Walk, { from }: Atom): boolean =>
  /\d[-–/x]$/.test(folded.text.slice(Math.max(0, from - 2), from));
