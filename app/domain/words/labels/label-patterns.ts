// Finds what looks like a class although no record knows it: `7B`, `10X/Ma2`, `Year 9 Maple`, `Year 10 set 3`, `Class 4`, `Maple class`,
// `Mrs Patel’s class`.
import type { Atom } from '#app/domain/words/reading/atoms.ts';
import { codeStands, isYearNumber } from './code-stands.ts';
import { keyAfter, keyBefore, type LabelHit, readable, together, type Walk, wordAt } from './label-hit.ts';
import { CLASS_NAMES, HOUSES, NO_CLASS_AFTER, SAYS_CLASS_AFTER, YEAR_WORDS } from './label-words.ts';

/** Every class by its pattern, each where it begins. */
export function patternLabels(walk: Walk): LabelHit[] {
  return walk.atoms.flatMap((atom) => {
    if (!readable(walk, atom) || wordAt(walk, atom.word)?.within === 'address') return [];
    const hit = atom.digits ? ofYear(walk, atom) : ofName(walk, atom);
    return hit ? [hit] : [];
  });
}

/** What follows a year's number: `7B`, `10X/Ma2`, `9 Maple`, `10 set 3`. */
function ofYear(walk: Walk, number: Atom): LabelHit | null {
  const next = walk.atoms[number.index + 1];
  if (!isYearNumber(number.key)) return null;
  const year = `Year ${number.key}`;
  const hit = (last: Atom): LabelHit => ({ from: number.from, to: last.to, year, known: null });
  const classNumber =
    CLASS_BEFORE_NUMBER.has(keyBefore(walk, number)) && !NOT_OURS.has(twoBefore(walk, number));
  if (next && together(walk, number, next) && !next.digits) {
    const written = next.key.length <= 2 && next.ends && !glued(walk, number);
    if (written && codeStands(walk, number, next, false)) return hit(withSubjectSet(walk, next));
    if (afterYear(walk, number)) {
      const set = walk.atoms[next.index + 1];
      if (SETS.has(next.key) && set && together(walk, next, set) && set.digits && set.ends) return hit(set);
      const capital = wordAt(walk, next.word)?.capital === true;
      const place = HOUSES.has(keyAfter(walk, next)) || NO_CLASS_AFTER.has(keyAfter(walk, next));
      if (capital && isClassName(next.key) && !place) return hit(next);
    }
  }
  if (!classNumber || !number.ends || !number.starts) return null;
  return { ...hit(number), year: null };
}

/** `Maple class`, `Class Kingfisher`, `Mrs Patel’s class`. */
function ofName(walk: Walk, atom: Atom): LabelHit | null {
  const word = wordAt(walk, atom.word);
  const [before, after] = [keyBefore(walk, atom), keyAfter(walk, atom)];
  const next = walk.folded.words[atom.word + 1];
  if (word?.possessive && SAYS_CLASS_AFTER.has(after) && next && titled(walk, atom.word))
    return { from: titledFrom(walk, atom.word), to: next.to, year: null, known: null };
  if (!word?.capital || !isClassName(atom.key)) return null;
  const inTag = word.within === '#' && SAYS_CLASS_AFTER.has(walk.atoms[atom.index + 1]?.key ?? '');
  if (!CLASS_FOLLOWED.has(before) && !CLASS_NAMED.has(after) && !inTag) return null;
  return { from: atom.from, to: atom.to, year: null, known: null };
}

/** `Form 3` is a class, and `form 3 teams` is not: a form is told by its letters. */
const CLASS_BEFORE_NUMBER = new Set(['class', 'classes']);
const CLASS_FOLLOWED = new Set(['class', 'classes', 'form']);
const CLASS_NAMED = new Set(['class', 'classes', 'form']);
const SETS = new Set(['set', 'sets', 'form', 'class']);
/** `World Class 5`, `First Class 2`: no class of a school. */
const NOT_OURS = new Set([
  'world',
  'first',
  'second',
  'business',
  'master',
  'upper',
  'application',
  'entry',
  'a',
  'each',
  'every',
  'per',
  'whole',
]);
const TITLES = new Set([
  'mr',
  'mrs',
  'ms',
  'miss',
  'mx',
  'dr',
  'sir',
  'madame',
  'mme',
  'senor',
  'senora',
  'frau',
  'herr',
]);

const isClassName = (key: string): boolean =>
  CLASS_NAMES.has(key) ||
  (key.endsWith('s') && CLASS_NAMES.has(key.slice(0, -1))) ||
  (key.endsWith('es') && CLASS_NAMES.has(key.slice(0, -2))) ||
  (key.endsWith('ies') && CLASS_NAMES.has(`${key.slice(0, -3)}y`)) ||
  (key.endsWith('ves') && CLASS_NAMES.has(`${key.slice(0, -3)}f`));

/** `Year 9`, `Y9`, `Yr 9`. */
function afterYear(walk: Walk, number: Atom): boolean {
  const before = walk.atoms[number.index - 1];
  if (before?.word === number.word) return YEAR_WORDS.has(before.key);
  return YEAR_WORDS.has(keyBefore(walk, number));
}

/** Letters run into the number that are no `Y`: `U11B`, `KS2A`. */
function glued(walk: Walk, number: Atom): boolean {
  const before = walk.atoms[number.index - 1];
  return (
    before?.word === number.word && !YEAR_WORDS.has(before.key) && wordAt(walk, number.word)?.within !== '#'
  );
}

/** `/Ma2` after `10X`. */
function withSubjectSet(walk: Walk, code: Atom): Atom {
  const [subject, set] = [walk.atoms[code.index + 1], walk.atoms[code.index + 2]];
  if (
    !subject ||
    walk.folded.text.slice(code.to, subject.from) !== '/' ||
    subject.digits ||
    subject.key.length > 3
  )
    return code;
  return set?.digits && set.word === subject.word ? set : subject;
}

const twoBefore = ({ folded }: Walk, { word }: Atom): string => folded.words[word - 2]?.key ?? '';

/** A title stands before the name, or before another name joined to it: `Mrs Patel and Mr Jones’ class`. */
function titled(walk: Walk, word: number): boolean {
  return titleIndex(walk, word) !== null;
}

function titledFrom(walk: Walk, word: number): number {
  return wordAt(walk, titleIndex(walk, word) ?? word)?.from ?? 0;
}

function titleIndex({ folded }: Walk, word: number): number | null {
  const near = [word - 1, word - 2].find((index) => TITLES.has(folded.words[index]?.key ?? ''));
  if (near !== undefined && folded.words[near]?.sentence === folded.words[word]?.sentence) return near;
  return null;
}
