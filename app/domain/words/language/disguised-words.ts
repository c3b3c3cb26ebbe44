// Finds words of a list however they are disguised: letters doubled, spelt out, blanked out, replaced by digits or signs, run together
// in a tag. A tree over the list's letters is walked once for each stretch of the text, so that the cost does not grow with the list.
import type { Glyph } from './disguised-characters.ts';
import { chunksOf, LONGEST, type Stretch } from './disguised-chunks.ts';
import { once } from '#app/domain/words/reading/once.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';

export interface WordHit<Level extends string> {
  level: Level;
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
}

interface Node {
  id: number;
  next: Map<string, Node>;
  /** rank of the levels of the word that ends here, or -1 */
  rank: number;
  length: number;
}

/** Where a reading of a stretch has come to. */
interface Reading {
  node: Node;
  last: string;
  /** letters that only repeat the one before */
  extra: number;
  stars: number;
}

const VOWELS = 'aeiou';
let nodes = 0;
const node = (length: number): Node => ({ id: ++nodes, next: new Map(), rank: -1, length });

/**
 * Makes a finder for single words by level, the gravest level first. Words of the gravest level are found with one letter doubled;
 * all others only with a letter three times or more, because people are called Pratt and Fagg.
 */
export function wordFinder<Level extends string>(
  lists: Readonly<Record<Level, readonly string[]>>,
): (text: FoldedText) => WordHit<Level>[] {
  const levels = Object.keys(lists) as Level[];
  const root = node(0);
  levels.forEach((level, rank) => {
    for (const word of lists[level]) put(root, word, rank);
  });
  return (text) => {
    const hits: WordHit<Level>[] = [];
    const hit = (found: { rank: number } | null, from: number, to: number) => {
      const level = found && levels[found.rank];
      if (level) hits.push({ level, from, to });
    };
    const plain = once((key: string) => plainly(root, key));
    for (const word of text.words) {
      hit(plain(word.key), word.from, word.to);
      for (const part of word.parts) hit(plain(part.key), part.from, part.to);
    }
    for (const { key, from, to } of text.spelt) if (key.length <= LONGEST) hit(speltOut(root, key), from, to);
    const disguised = once((stretch: Stretch) => read(root, stretch));
    for (const { at, stretches } of chunksOf(text))
      for (const stretch of stretches) {
        const [first, last] = [stretch[0], stretch.at(-1)];
        if (first && last) hit(disguised(stretch), at + first.from, at + last.to);
      }
    return hits;
  };
}

function put(root: Node, word: string, rank: number): void {
  let at = root;
  for (const letter of word) {
    const next = at.next.get(letter) ?? node(at.length + 1);
    at.next.set(letter, next);
    at = next;
  }
  if (at.rank < 0) at.rank = rank;
}

/** A word written with letters alone. */
function plainly(root: Node, key: string): Node | null {
  if (!root.next.has(key.charAt(0))) return null;
  return read(
    root,
    [...key].map((letter): Glyph => ({ letters: letter, optional: false, kind: 'letter', from: 0, to: 0 })),
  );
}

/** Letter by letter; a word before or after it may have been spelt too ("a", "i", "u"). */
function speltOut(root: Node, key: string): Node | null {
  const tries = [key, key.slice(1), key.slice(0, -1), key.slice(1, -1)];
  const [whole, ...cut] = tries.map((each) =>
    each.length >= 4 || each === key ? plainly(root, each) : null,
  );
  if (whole) return whole;
  return /^[ai]|[uy]$/u.test(key) ? (cut.find((each) => each?.rank === 0) ?? null) : null;
}

/** What a stretch of glyphs spells from its first to its last, the gravest first; null for no word of the list. */
function read(root: Node, glyphs: readonly Glyph[]): Node | null {
  let readings: Reading[] = [{ node: root, last: '', extra: 0, stars: 0 }];
  for (const glyph of glyphs) {
    readings = step(readings, glyph);
    if (readings.length === 0) return null;
  }
  const plain = glyphs.every(({ kind }) => kind === 'letter');
  return readings
    .filter((reading) => counts(reading, glyphs, plain))
    .reduce<Node | null>((best, { node: at }) => (best && best.rank <= at.rank ? best : at), null);
}

/** Every way on from these readings by one more glyph. Written without lists of lists: it is the innermost loop of all checks. */
function step(readings: readonly Reading[], glyph: Glyph): Reading[] {
  const after: Reading[] = [];
  const { letters } = glyph;
  const star = glyph.kind === 'star' ? 1 : 0;
  for (const reading of readings) {
    const { node: at, last, extra, stars } = reading;
    if (glyph.optional) keep(after, reading);
    if (last !== '' && letters.includes(last)) keep(after, { node: at, last, extra: extra + 1, stars });
    if (letters === '*')
      for (const [letter, next] of at.next)
        keep(after, { node: next, last: letter, extra, stars: stars + star });
    else
      for (const letter of letters.endsWith('~') ? letters + VOWELS : letters) {
        const next = at.next.get(letter);
        if (next) keep(after, { node: next, last: letter, extra, stars: stars + star });
      }
  }
  return after;
}

/** Adds a reading that is not there yet. */
function keep(into: Reading[], reading: Reading): void {
  for (const each of into)
    if (each.node.id === reading.node.id && each.last === reading.last && each.extra === reading.extra)
      return;
  into.push(reading);
}

/** Whether a reading that came to the end of a word counts, or proves too little (a class code, a name, marks of an exam). */
function counts({ node: at, extra, stars }: Reading, glyphs: readonly Glyph[], plain: boolean): boolean {
  if (at.rank < 0) return false;
  if (extra === 1 && (at.rank > 0 || at.length < 4)) return false;
  if (plain) return true;
  const of = (kind: Glyph['kind']) => glyphs.filter((glyph) => glyph.kind === kind).length;
  const letters = of('letter');
  const [digits, signs] = [of('digit'), of('sign')];
  if (at.length < 4) return digits + stars + of('gap') === 0 && at.rank === 0 && letters >= 2;
  // `Y1DS` is a class, `A*AA` and `A*s` are marks.
  if (glyphs[1]?.kind === 'digit' && glyphs[0]?.letters === 'y') return false;
  if (glyphs[1]?.kind === 'star' && glyphs[0]?.letters === 'a' && letters < 4) return false;
  if (stars > letters * 3) return false;
  return digits <= at.length / 2 && letters + of('star') + of('gap') >= (digits + signs) / 2 && letters > 0;
}
