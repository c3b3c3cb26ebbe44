// A text as names are looked for in it: its words with those that were run together taken apart, neighbours also run together, and
// what was written without any space at all, such as a tag in small letters or a word spelt out.
import type { FoldedText, WordPart } from '#app/domain/words/reading/folded-text.ts';

/** One word, or one piece of a word that was run together by its capitals. */
export interface NameAtom {
  key: string;
  from: number;
  to: number;
  sentence: number;
  capital: boolean;
  possessive: boolean;
  within: '#' | '@' | 'address' | null;
  /** on the first of the many pieces that `aMeLiA` falls into: the word as it was written, and how many they are */
  whole?: { key: string; pieces: number };
}

/** One or several neighbouring atoms read as one word. */
export interface NameToken {
  key: string;
  /** index of the first atom, and of the atom after the last */
  first: number;
  end: number;
  capital: boolean;
  /** an `s` at its end was taken off: `the Smiths` */
  plural: boolean;
}

export interface NameText {
  text: string;
  atoms: readonly NameAtom[];
  tokens: readonly NameToken[];
  /** what may hold several names without a space between */
  runs: readonly WordPart[];
  /** long words in which two may be run together: `janesmith.jpg` */
  pairs: readonly WordPart[];
  /** numbers of sentences in which nearly every word has a capital, so that a capital tells nothing */
  shouted: ReadonlySet<number>;
}

const LONGEST = 40;
/** So many neighbours are read as one word, at most. */
const MOST_JOINED = 3;
const SHORTEST_RUN = 6;
const SHORTEST_PAIR = 7;
const SHORTEST_HALF = 3;
/** Letters of all words that may be two, at most. */
const MOST_PAIR_LETTERS = 4_000;
const LONGEST_PIECE = 24;
/**
 * Pieces of all runs that are looked at, at most: thirty tags of 24 letters have fewer, and a text made to be slow more. What lies
 * beyond is not read, and stops the post (names-unread).
 */
const MOST_RUN_PIECES = 9_600;

const read = new WeakMap<FoldedText, NameText>();

/** Reads a folded text once, however many checks ask. */
export function nameTextOf(folded: FoldedText): NameText {
  const known = read.get(folded);
  if (known) return known;
  const atoms = atomsOf(folded);
  const made = {
    text: folded.text,
    atoms,
    tokens: tokensOf(atoms, folded.text),
    runs: runsOf(folded).runs,
    pairs: pairsOf(folded),
    shouted: shouted(atoms),
  };
  read.set(folded, made);
  return made;
}

/** Every folded word that could be a word of a name in these texts. Half of a character, where a word was cut in it, is no word. */
export function wordsToLookFor(texts: readonly NameText[]): string[] {
  const words = new Set<string>();
  for (const { tokens, runs, pairs } of texts) {
    for (const { key } of tokens) if (key.length > 1) words.add(key);
    for (const key of new Set(runs.map((run) => run.key)))
      for (const piece of piecesOf(key)) words.add(piece.key);
    for (const { key } of pairs)
      for (const [before, after] of splitsOf(key)) {
        words.add(before);
        words.add(after);
      }
  }
  return [...words].filter((word) => word.isWellFormed());
}

/** Every stretch of a run that is long enough for a name. `beginnings`: only those that begin with two of these letters. */
export function piecesOf(
  run: string,
  beginnings?: ReadonlySet<string>,
): { key: string; start: number; end: number }[] {
  const pieces = [];
  for (let start = 0; start < run.length; start++) {
    if (beginnings && !beginnings.has(run.slice(start, start + 2))) continue;
    for (let end = start + 2; end <= Math.min(run.length, start + LONGEST_PIECE); end++)
      pieces.push({ key: run.slice(start, end), start, end });
  }
  return pieces;
}

/** The ways in which a word may be two. */
export const splitsOf = (word: string): [string, string][] =>
  Array.from({ length: Math.max(0, word.length - 2 * SHORTEST_HALF + 1) }, (_, index) => [
    word.slice(0, index + SHORTEST_HALF),
    word.slice(index + SHORTEST_HALF),
  ]);

function atomsOf({ words, text }: FoldedText): NameAtom[] {
  const atoms: NameAtom[] = [];
  for (const { key, from, to, sentence, capital, possessive, within, parts } of words) {
    if (parts.length === 0) {
      atoms.push({ key, from, to, sentence, capital, possessive, within });
      continue;
    }
    const [first, last] = [atoms.length, parts.at(-1)];
    for (const part of parts)
      atoms.push({
        key: part.key,
        from: part.from,
        to: part.to,
        sentence,
        capital: isCapital(text, part.from),
        possessive: possessive && part === last,
        within,
      });
    const begins = atoms[first];
    if (begins && parts.length > MOST_JOINED && key.length <= LONGEST)
      begins.whole = { key, pieces: parts.length };
  }
  return atoms;
}

/** Whether a capital letter stands at an offset. */
function isCapital(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 0x80 ? unit >= 65 && unit <= 90 : /^[\p{Lu}\p{Lt}]/u.test(text.slice(at, at + 2));
}

function tokensOf(atoms: readonly NameAtom[], text: string): NameToken[] {
  const tokens: NameToken[] = [];
  atoms.forEach(({ key, from, capital, whole }, first) => {
    const add = (token: string, end: number, plural = false): void => {
      tokens.push({ key: token, first, end, capital, plural });
    };
    add(key, first + 1);
    if (key.endsWith('s') && /^\p{L}{3,}s$/u.test(key)) add(key.slice(0, -1), first + 1, true);
    for (const short of shortened(key)) add(short, first + 1);
    if (whole) add(whole.key, first + whole.pieces);
    // The letter of a code, `10X`, begins no name.
    if (key.length === 1 && /\d/.test(text[from - 1] ?? '')) return;
    let joined = key;
    for (let end = first + 1; end < Math.min(first + MOST_JOINED, atoms.length); end++) {
      const [before, next] = [atoms[end - 1], atoms[end]];
      if (!before || !next || !mayJoin(before, next, text)) break;
      joined += next.key;
      if (joined.length > LONGEST) break;
      add(joined, end + 1);
    }
  });
  return tokens;
}

/** Two neighbours of one sentence with at most two marks between them, neither a comma nor the end of a line. */
function mayJoin(before: NameAtom, next: NameAtom, text: string): boolean {
  if (before.sentence !== next.sentence || next.from - before.to > 2) return false;
  for (let at = before.to; at < next.from; at++) if (text[at] === ',' || text[at] === '\n') return false;
  return true;
}

/** `Janeeee` as it is written when nobody shouts: letters that stand three times or more, once and twice. */
function shortened(key: string): readonly string[] {
  if (!/(.)\1\1/su.test(key)) return [];
  const letters = [...key];
  const drawn = (index: number): boolean =>
    letters[index] === letters[index - 1] && letters[index] === letters[index - 2];
  const twice = letters.filter((_, index) => !drawn(index));
  const once = letters.filter((letter, index) => {
    if (letter !== letters[index - 1]) return true;
    return !drawn(index) && !drawn(index + 1);
  });
  return [twice.join(''), once.join('')];
}

/** Each long word once. */
function pairsOf({ words }: FoldedText): WordPart[] {
  let left = MOST_PAIR_LETTERS;
  const pieces = words.flatMap(({ key, from, to, parts }): WordPart[] =>
    parts.length > 0 ? [...parts] : [{ key, from, to }],
  );
  return pieces.filter(({ key }) => {
    if (key.length < SHORTEST_PAIR || key.length > LONGEST || key.length > left) return false;
    left -= key.length;
    return true;
  });
}

/** Tags, handles and addresses as a whole, and what is spelt out letter by letter: those first in which a name is most likely. */
function runsOf({ words, spelt }: FoldedText): { runs: WordPart[]; unread: WordPart | null } {
  const within = words.flatMap(({ within: where, key, from, to, parts }) => {
    if (where === null) return [];
    const pieces = where === '#' || parts.length === 0 ? [{ key, from, to }] : parts;
    return pieces.map((piece) => ({ ...piece, where }));
  });
  const long = within.filter(({ key }) => key.length >= SHORTEST_RUN);
  const told = long.filter(({ where }) => where !== 'address');
  const all = [...told, ...spelt, ...long.filter(({ where }) => where === 'address')];
  let left = MOST_RUN_PIECES;
  const runs = all
    .map(({ key, from, to }) => ({ key, from, to }))
    .filter(({ key }) => (left -= pieceCount(key.length)) >= 0);
  return { runs, unread: all[runs.length] ?? null };
}

/** The first of them that is one too many to read; null: all are read. */
export const unreadIn = (folded: FoldedText): WordPart | null => runsOf(folded).unread;

/** How many {@link piecesOf} there are of so many letters. */
function pieceCount(letters: number): number {
  const whole = Math.min(letters, LONGEST_PIECE);
  return (whole * (whole - 1)) / 2 + (letters - whole) * (LONGEST_PIECE - 1);
}

/** Sentences of three words or more in which at most one has no capital. */
function shouted(atoms: readonly NameAtom[]): ReadonlySet<number> {
  const counts = new Map<number, { words: number; small: number }>();
  for (const { sentence, capital, key } of atoms) {
    if (!/^\p{L}/u.test(key)) continue;
    const count = counts.get(sentence);
    if (count) {
      count.words++;
      count.small += capital ? 0 : 1;
    } else counts.set(sentence, { words: 1, small: capital ? 0 : 1 });
  }
  return new Set(
    [...counts].flatMap(([sentence, { words, small }]) =>
      words >= 4 && small * 4 <= words ? [sentence] : [],
    ),
  );
}
