// Finds year groups in a text: `Year 4`, `Y4`, `Years 3 and 4`, `Reception`, `Nursery`. A whole year is no class, and beside a photo it
// is pointed out only.
import type { Atom } from '#app/domain/words/reading/atoms.ts';
import { isYearNumber } from './code-stands.ts';
import { keyAfter, keyBefore, readable, together, type Walk, wordAt } from './label-hit.ts';
import { PEOPLE_AFTER, SAYS_CLASS_AFTER, YEAR_WORDS } from './label-words.ts';

export interface YearHit {
  from: number;
  to: number;
}

/** Every year group in the text. */
export function yearGroups(walk: Walk): YearHit[] {
  return walk.atoms.flatMap((atom): YearHit[] => {
    if (!readable(walk, atom)) return [];
    if (atom.digits) return numbered(walk, atom);
    return EARLY.has(atom.key) && isEarlyYears(walk, atom) ? [{ from: atom.from, to: atom.to }] : [];
  });
}

function numbered(walk: Walk, number: Atom): YearHit[] {
  const before = walk.atoms[number.index - 1];
  if (!before || !isYearNumber(number.key) || !YEAR_WORDS.has(before.key) || !together(walk, before, number))
    return [];
  if (before.key === 'y' && before.word !== number.word) return [];
  // `Year 2 of our project`, `two years 3 months`: a length of time.
  const after = keyAfter(walk, number);
  return TIME_AFTER.has(after) || walk.atoms[before.index - 1]?.digits
    ? []
    : [{ from: before.from, to: number.to }];
}

const EARLY = new Set(['reception', 'nursery']);
const TIME_AFTER = new Set(['of', 'months', 'running', 'ago']);
/** The front desk, a party and a nursery of plants. */
const OTHER_BEFORE = new Set([
  'school',
  'main',
  'at',
  'to',
  'drinks',
  'warm',
  'evening',
  'wedding',
  'champagne',
  'plant',
  'tree',
  'garden',
  'cold',
  'great',
  'a',
  'via',
]);
const OTHER_AFTER = new Set([
  'desk',
  'area',
  'office',
  'rhyme',
  'rhymes',
  'staff',
  'hatch',
  'team',
  'is',
  'opens',
  'phone',
]);

function isEarlyYears(walk: Walk, atom: Atom): boolean {
  const [before, after] = [keyBefore(walk, atom), keyAfter(walk, atom)];
  if (PEOPLE_AFTER.has(after) || SAYS_CLASS_AFTER.has(after)) return true;
  return wordAt(walk, atom.word)?.capital === true && !OTHER_BEFORE.has(before) && !OTHER_AFTER.has(after);
}
