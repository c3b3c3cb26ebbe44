// A text in its smallest pieces: runs of letters and runs of digits, with number words read as digits, so that `7B`, `7 b`, `Year
// Seven B` and `10X/Ma2` can be compared piece by piece however they are written.
import type { FoldedText, Word } from './folded-text.ts';

export interface Atom {
  /** folded letters, or digits; a number word as its digits: `seven` → `7` */
  key: string;
  digits: boolean;
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  /** its place among the pieces */
  index: number;
  /** index of the word it is (part of) */
  word: number;
  /** it is the first, the last piece of its word */
  starts: boolean;
  ends: boolean;
}

const NUMBER_WORDS = new Map(
  [
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
    'thirteen',
  ].map((word, number) => [word, String(number)]),
);

const read = new WeakMap<FoldedText, readonly Atom[]>();

/** The pieces of a text, in order; worked out once for each text. */
export function atomsOf(folded: FoldedText): readonly Atom[] {
  const before = read.get(folded);
  if (before) return before;
  const atoms: Atom[] = [];
  folded.words.forEach((word, index) => addPieces(atoms, word, index));
  read.set(folded, atoms);
  return atoms;
}

function addPieces(atoms: Atom[], word: Word, index: number): void {
  const pieces = word.parts.length > 0 ? word.parts : [word];
  const start = atoms.length;
  for (const { key, from, to } of pieces) {
    const number = NUMBER_WORDS.get(key);
    const digits = number !== undefined || (key[0] ?? '') <= '9';
    const last = atoms.length > start ? atoms.at(-1) : undefined;
    if (last) last.ends = false;
    // Capitals inside a word part it only where it is a tag: `McBride` is one name.
    if (last && !last.digits && !digits && word.within !== '#') {
      last.key += key;
      last.to = to;
      last.ends = true;
    } else {
      const starts = last === undefined;
      const atom = {
        key: number ?? key,
        digits,
        from,
        to,
        index: atoms.length,
        word: index,
        starts,
        ends: true,
      };
      atoms.push(atom);
    }
  }
}

/** Whether a word was written with nothing but capitals and digits: `4P`, `HZ`. */
export const inCapitals = (text: string, { from, to }: Pick<Atom, 'from' | 'to'>): boolean => {
  const written = text.slice(from, to);
  return written === written.toUpperCase() && written !== written.toLowerCase();
};
