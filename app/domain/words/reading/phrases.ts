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
    if (apart) hits.push(...hitsIn(apart, candidates));
    return hits.length > 1 ? once(hits) : hits;
  };
}

type Candidates<Kind extends string> = (key: string) => readonly Phrase<Kind>[];

/** Phrases that a word may be the first of: those that begin with it, then those that it begins like. */
function candidateFinder<Kind extends string>(
  byFirst: ReadonlyMap<string, readonly Phrase<Kind>[]>,
  byBeginning: ReadonlyMap<string, readonly Phrase<Kind>[]>,
): Candidates<Kind> {
  const lengths = [...new Set([...byBeginning.keys()].map(({ length }) => length))];
  return (key) => {
    let all = byFirst.get(key) ?? NONE;
    for (const length of lengths) {
      const like = length <= key.length ? byBeginning.get(key.slice(0, length)) : undefined;
      if (like) all = all.length > 0 ? [...all, ...like] : like;
    }
    return all;
  };
}

const NONE: readonly never[] = [];

interface Tokens {
  plain: readonly Token[];
  /** the words with those that were run together taken apart; null where none was */
  apart: readonly Token[] | null;
}
const known = new WeakMap<FoldedText, Tokens>();

/** Made once for each text, however many finders go through it. */
function tokensOf(text: FoldedText): Tokens {
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
  const tokens = { plain, apart };
  known.set(text, tokens);
  return tokens;
}

const inParts = ({ words }: FoldedText): Token[] =>
  words.flatMap(({ key, from, to, sentence, parts }, word): Token[] =>
    parts.length === 0
      ? [{ key, from, to, sentence, word }]
      : parts.map((part) => ({ ...part, sentence, word })),
  );

function hitsIn<Kind extends string>(
  tokens: readonly Token[],
  candidates: Candidates<Kind>,
): PhraseHit<Kind>[] {
  const hits: PhraseHit<Kind>[] = [];
  tokens.forEach(({ key, from, sentence, word: first }, index) => {
    const possible = candidates(key);
    if (possible.length === 0) return;
    const seen = new Set<Kind>();
    for (const phrase of possible) {
      const last = tokens[index + phrase.words.length - 1];
      if (!last || last.sentence !== sentence) continue;
      if (seen.has(phrase.kind) || !stands(tokens, index, phrase)) continue;
      seen.add(phrase.kind);
      const { kind, phrase: written } = phrase;
      hits.push({ kind, phrase: written, from, to: last.to, sentence, first, end: last.word + 1 });
    }
  });
  return hits;
}

function stands<Kind extends string>(
  tokens: readonly Token[],
  at: number,
  { words, open }: Phrase<Kind>,
): boolean {
  for (let index = 0; index < words.length; index++) {
    const [key = '', word = ''] = [tokens[at + index]?.key, words[index]];
    if (open && index === words.length - 1 ? !key.startsWith(word) : key !== word) return false;
  }
  return true;
}

const once = <Kind extends string>(hits: PhraseHit<Kind>[]): PhraseHit<Kind>[] => [
  ...new Map(hits.map((hit) => [`${hit.kind} ${hit.from} ${hit.to}`, hit])).values(),
];
