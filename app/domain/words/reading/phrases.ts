// Finds phrases in a folded text, however many there are to look for, in one walk over its words. Whole words only, so that no word
// is found inside another; a phrase that ends in `*` also finds longer words that begin so.
import { type FoldedText, foldText } from './folded-text.ts';

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

interface Token {
  key: string;
  from: number;
  to: number;
  sentence: number;
  word: number;
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

/** The words of a text in a row, and which of them are the same. */
interface Row {
  tokens: readonly Token[];
  /** each different word once */
  keys: readonly string[];
  /** by token, its place among the different words */
  of: Uint32Array;
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
  const plain = text.words.map(({ key, from, to, sentence }, word): Token => ({
    key,
    from,
    to,
    sentence,
    word,
  }));
  const apart = text.words.some(({ parts }) => parts.length > 0) ? inParts(text) : null;
  const rows = {
    plain: rowOf(plain, null),
    apart: apart && rowOf(apart, piecesBefore(apart, text)),
  };
  known.set(text, rows);
  return rows;
}

function rowOf(tokens: readonly Token[], pieces: Uint32Array | null): Row {
  const places = new Map<string, number>();
  const of = new Uint32Array(tokens.length);
  tokens.forEach(({ key }, index) => {
    const place = places.get(key) ?? places.size;
    if (place === places.size) places.set(key, place);
    of[index] = place;
  });
  return { tokens, keys: [...places.keys()], of, pieces };
}

const inParts = ({ words }: FoldedText): Token[] =>
  words.flatMap(({ key, from, to, sentence, parts }, word): Token[] =>
    parts.length === 0
      ? [{ key, from, to, sentence, word }]
      : parts.map((part) => ({ ...part, sentence, word })),
  );

function piecesBefore(tokens: readonly Token[], { words }: FoldedText): Uint32Array {
  const before = new Uint32Array(tokens.length + 1);
  tokens.forEach(({ word }, index) => {
    const isPiece = (words[word]?.parts.length ?? 0) > 0;
    before[index + 1] = (before[index] ?? 0) + (isPiece ? 1 : 0);
  });
  return before;
}

/** What stands in a row; of one with words taken apart, only what takes in one of their pieces. */
function hitsIn<Kind extends string>(
  { tokens, keys, of, pieces }: Row,
  candidates: Candidates<Kind>,
): PhraseHit<Kind>[] {
  const hits: PhraseHit<Kind>[] = [];
  const possible = keys.map(candidates);
  if (possible.every((each) => each === null)) return hits;
  tokens.forEach(({ from, sentence, word: first }, index) => {
    const seen: Kind[] = [];
    for (const phrase of possible[of[index] ?? 0] ?? NONE) {
      const next = index + phrase.words.length;
      const last = tokens[next - 1];
      if (!last || last.sentence !== sentence) continue;
      if (seen.includes(phrase.kind) || !stands(tokens, index, phrase)) continue;
      seen.push(phrase.kind);
      if (pieces && pieces[next] === pieces[index]) continue;
      const { kind, phrase: written } = phrase;
      hits.push({ kind, phrase: written, from, to: last.to, sentence, first, end: last.word + 1 });
    }
  });
  return hits;
}

const NONE: readonly never[] = [];

function stands<Kind extends string>(
  tokens: readonly Token[],
  at: number,
  { words, open }: Phrase<Kind>,
): boolean {
  const last = words.length - 1;
  for (let index = 0; index < last; index++) if (tokens[at + index]?.key !== words[index]) return false;
  const [key = '', word = ''] = [tokens[at + last]?.key, words[last]];
  return open ? key.startsWith(word) : key === word;
}

/** Each stretch of a kind once; the same letters may be found as one word and as several. */
const once = <Kind extends string>(hits: readonly PhraseHit<Kind>[]): PhraseHit<Kind>[] => [
  ...new Map(hits.map((hit) => [`${hit.kind} ${hit.from} ${hit.to}`, hit])).values(),
];
