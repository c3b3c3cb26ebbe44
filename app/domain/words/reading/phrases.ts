// Finds phrases in a folded text, however many there are to look for, in one walk over its words. Whole words only, so that no word
// is found inside another; a phrase that ends in `*` also finds longer words that begin so.
import { type FoldedText, foldText, type WordPart } from './folded-text.ts';

export interface PhraseHit<Kind extends string> {
  kind: Kind;
  /** the phrase as it stands in the list */
  phrase: string;
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  sentence: number;
  /** index of the first word, and of the word after the last */
  first: number;
  end: number;
}

export type PhraseFinder<Kind extends string> = (text: FoldedText) => PhraseHit<Kind>[];

interface Phrase<Kind extends string> {
  kind: Kind;
  phrase: string;
  words: string[];
  open: boolean;
}

/**
 * Makes a finder for phrases by kind. Each phrase is folded like the text, so case, accents, apostrophes and hyphens do not count.
 * Of hits that begin at the same word the longest of each kind is given. Words run together by their capitals are found too.
 */
export function phraseFinder<Kind extends string>(
  lists: Readonly<Record<Kind, readonly string[]>>,
): PhraseFinder<Kind> {
  const byFirst = new Map<string, Phrase<Kind>[]>();
  const byBeginning = new Map<string, Phrase<Kind>[]>();
  for (const kind of Object.keys(lists) as Kind[])
    for (const phrase of lists[kind]) {
      const open = phrase.endsWith('*');
      const words = foldText(phrase).words.map(({ key, possessive }) => (possessive ? `${key}s` : key));
      const [first] = words;
      if (first === undefined) continue;
      const into = open && words.length === 1 ? byBeginning : byFirst;
      into.set(first, [...(into.get(first) ?? []), { kind, phrase, words, open }]);
    }
  for (const [key, phrases] of byFirst)
    byFirst.set(
      key,
      phrases.sort((a, b) => b.words.length - a.words.length),
    );
  const candidates = candidateFinder(byFirst, byBeginning);
  return (text) => {
    const { plain, apart } = tokensOf(text);
    const hits = hitsIn(plain, candidates);
    if (!apart) return hits;
    const more = hitsIn(apart, candidates);
    return more.length > 0 ? once([...hits, ...more]) : hits;
  };
}

type Candidates<Kind extends string> = (key: string) => readonly Phrase<Kind>[] | null;

/**
 * Phrases that a word may be the first of: those that begin with it, then those that it begins like. Most words begin like no phrase of
 * a list, which their first two letters tell.
 */
function candidateFinder<Kind extends string>(
  byFirst: ReadonlyMap<string, readonly Phrase<Kind>[]>,
  byBeginning: ReadonlyMap<string, readonly Phrase<Kind>[]>,
): Candidates<Kind> {
  const lengths = [...new Set([...byBeginning.keys()].map(({ length }) => length))];
  const begun = new Uint8Array(SLOTS * SLOTS);
  for (const key of byFirst.keys()) begun[slotOf(key)] = 1;
  for (const key of byBeginning.keys())
    if (key.length > 1) begun[slotOf(key)] = 1;
    else begun.fill(1, slotOf(key), slotOf(key) + SLOTS);
  return (key) => {
    if (begun[slotOf(key)] === 0) return null;
    let all: readonly Phrase<Kind>[] | null = byFirst.get(key) ?? null;
    for (const length of lengths) {
      const like = length <= key.length ? byBeginning.get(key.slice(0, length)) : undefined;
      if (like) all = all ? [...all, ...like] : like;
    }
    return all;
  };
}

const SLOTS = 32;
/** A number for the first two letters of a word, the same for the same letters; a word of one letter has that of its letter alone. */
const slotOf = (key: string): number =>
  (key.charCodeAt(0) % SLOTS) * SLOTS + (key.length > 1 ? key.charCodeAt(1) % SLOTS : 0);

/** The words of a text in a row, and which of them are the same: in numbers, since every finder goes through all of them. */
interface Row {
  /** each different word once */
  keys: readonly string[];
  /** by token, its place among the different words */
  of: Uint32Array;
  /** by token, where it stands in the text, in which sentence, and as (part of) which word */
  from: Uint32Array;
  to: Uint32Array;
  sentence: Uint32Array;
  word: Uint32Array;
  /** by token and one beyond the last, how many pieces of words that were run together stand before it; null where all of them count */
  pieces: Uint32Array | null;
}

interface Rows {
  plain: Row;
  /** the words with those that were run together taken apart; null where none was */
  apart: Row | null;
}
const known = new WeakMap<FoldedText, Rows>();

/** Made once for each text, however many finders go through it. */
function tokensOf(text: FoldedText): Rows {
  const before = known.get(text);
  if (before) return before;
  const rows = {
    plain: rowOf(text, false),
    apart: text.words.some(({ parts }) => parts.length > 0) ? rowOf(text, true) : null,
  };
  known.set(text, rows);
  return rows;
}

function rowOf({ words }: FoldedText, apart: boolean): Row {
  const count = apart ? words.reduce((sum, { parts }) => sum + Math.max(1, parts.length), 0) : words.length;
  const numbers = (): Uint32Array => new Uint32Array(count);
  const places = new Map<string, number>();
  const [of, from, to, sentence, word] = [numbers(), numbers(), numbers(), numbers(), numbers()];
  const pieces = apart ? new Uint32Array(count + 1) : null;
  let at = 0;
  const add = (piece: WordPart, index: number, inSentence: number, isPiece: boolean): void => {
    const place = places.get(piece.key) ?? places.size;
    if (place === places.size) places.set(piece.key, place);
    of[at] = place;
    from[at] = piece.from;
    to[at] = piece.to;
    sentence[at] = inSentence;
    word[at] = index;
    if (pieces) pieces[at + 1] = (pieces[at] ?? 0) + (isPiece ? 1 : 0);
    at++;
  };
  words.forEach((each, index) => {
    if (!apart || each.parts.length === 0) add(each, index, each.sentence, false);
    else for (const part of each.parts) add(part, index, each.sentence, true);
  });
  return { keys: [...places.keys()], of, from, to, sentence, word, pieces };
}

/** What stands in a row; of one with words taken apart, only what takes in one of their pieces. */
function hitsIn<Kind extends string>(row: Row, candidates: Candidates<Kind>): PhraseHit<Kind>[] {
  const hits: PhraseHit<Kind>[] = [];
  const possible = row.keys.map(candidates);
  if (possible.every((each) => each === null)) return hits;
  for (let index = 0; index < row.of.length; index++) {
    const phrases = possible[row.of[index] ?? 0];
    if (phrases) addHitsAt(row, index, phrases, hits);
  }
  return hits;
}

function addHitsAt<Kind extends string>(
  row: Row,
  index: number,
  phrases: readonly Phrase<Kind>[],
  hits: PhraseHit<Kind>[],
): void {
  const [from = 0, sentence = 0, first = 0] = [row.from[index], row.sentence[index], row.word[index]];
  const seen: Kind[] = [];
  for (const phrase of phrases) {
    const next = index + phrase.words.length;
    if (next > row.of.length || row.sentence[next - 1] !== sentence) continue;
    if (seen.includes(phrase.kind) || !stands(row, index, phrase)) continue;
    seen.push(phrase.kind);
    if (row.pieces && row.pieces[next] === row.pieces[index]) continue;
    const { kind, phrase: written } = phrase;
    const [to = 0, last = 0] = [row.to[next - 1], row.word[next - 1]];
    hits.push({ kind, phrase: written, from, to, sentence, first, end: last + 1 });
  }
}

function stands<Kind extends string>({ keys, of }: Row, at: number, { words, open }: Phrase<Kind>): boolean {
  const last = words.length - 1;
  for (let index = 0; index < last; index++) if (keys[of[at + index] ?? 0] !== words[index]) return false;
  const [key = '', word = ''] = [keys[of[at + last] ?? 0], words[last]];
  return open ? key.startsWith(word) : key === word;
}

/** Each stretch of a kind once; the same letters may be found as one word and as several. */
const once = <Kind extends string>(hits: readonly PhraseHit<Kind>[]): PhraseHit<Kind>[] => [
  ...new Map(hits.map((hit) => [`${hit.kind} ${hit.from} ${hit.to}`, hit])).values(),
];
