// Finds adults by name in a text: a title with a surname, a forename with a surname, an initial with a surname.
import type { KnownAdult } from './adults-ground.ts';
import { EVERYBODYS, MISS_AFTER, MISS_BEFORE, PUBLIC_TITLES, TITLES } from './adult-titles.ts';
import { EVERYDAY_FORENAMES } from '#app/domain/words/names/everyday-names.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';

export interface AdultHit {
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  sentence: number;
  /** how much of the name stands there */
  as: 'full' | 'titled' | 'initial';
  /** who it may be; empty: nobody the school knows */
  adults: readonly KnownAdult[];
}

interface Token {
  key: string;
  from: number;
  to: number;
  capital: boolean;
  sentence: number;
}

export type AdultIndex = ReadonlyMap<string, readonly KnownAdult[]>;

const indexes = new WeakMap<readonly KnownAdult[], AdultIndex>();

/** Adults by each word of their names; worked out once for the same adults. */
export function byWord(adults: readonly KnownAdult[]): AdultIndex {
  const before = indexes.get(adults);
  if (before) return before;
  const index = new Map<string, KnownAdult[]>();
  for (const adult of adults)
    for (const word of new Set(adult.words)) index.set(word, [...(index.get(word) ?? []), adult]);
  indexes.set(adults, index);
  return index;
}

const looked = new WeakMap<FoldedText, { index: AdultIndex; hits: readonly AdultHit[] }>();

/** Every adult in the text, each once, the longer way of naming first; looked for once, however many checks ask. */
export function adultsIn(folded: FoldedText, index: AdultIndex): readonly AdultHit[] {
  const before = looked.get(folded);
  if (before?.index === index) return before.hits;
  const hits = hitsIn(folded, index);
  looked.set(folded, { index, hits });
  return hits;
}

function hitsIn(folded: FoldedText, index: AdultIndex): AdultHit[] {
  const tokens = tokensOf(folded);
  const hits: AdultHit[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const found = titled(folded, tokens, at, index) ?? named(folded, tokens, at, index);
    if (!found) continue;
    hits.push(found.hit);
    at = found.end - 1;
  }
  return hits;
}

/** Words, with those of a tag taken apart; a tag of small letters is one word. */
function tokensOf({ words }: FoldedText): Token[] {
  const tokens: Token[] = [];
  for (const word of words) {
    const { sentence, within, parts } = word;
    if (within === '@' || within === 'address') continue;
    if (within !== '#' || parts.length === 0) tokens.push(word);
    else for (const { key, from, to } of parts) tokens.push({ key, from, to, capital: true, sentence });
  }
  return tokens;
}

type Found = { hit: AdultHit; end: number } | null;

function titled(folded: FoldedText, tokens: readonly Token[], at: number, index: AdultIndex): Found {
  const title = tokens[at];
  if (!title) return null;
  const [ordinary, open] = [TITLES.has(title.key), PUBLIC_TITLES.has(title.key)];
  if (!ordinary && !open) return null;
  let end = at + 1;
  // `Mr T Ridley`, `Mrs Patel-Jones`, `Dr Amina Yusuf`.
  while (end < at + 5 && continues(folded, tokens, end, at)) end++;
  const first = tokens[at + 1];
  if (!first || !follows(folded, title, first)) return null;
  const lower = !first.capital && index.has(first.key);
  if (lower) end = at + 2;
  if (end === at + 1) return null;
  for (let last = end; last > at + 1; last--) {
    const adults = known(tokens.slice(at + 1, last), index);
    if (adults.length > 0) return hitOf(tokens, at, last, 'titled', adults);
  }
  if (!ordinary || (!title.capital && title.key === 'miss') || isNobody(tokens, at)) return null;
  return hitOf(tokens, at, surnameEnd(folded, tokens, at + 1, end), 'titled', []);
}

/** Adults of whom each of these words is part of the name, or its first letter. */
function known(words: readonly Token[], index: AdultIndex): KnownAdult[] {
  const last = words.at(-1);
  return (index.get(last?.key ?? '') ?? []).filter((adult) =>
    words.every(
      ({ key }) => adult.words.includes(key) || (key.length === 1 && adult.words[0]?.startsWith(key)),
    ),
  );
}

function isNobody(tokens: readonly Token[], at: number): boolean {
  const [before, title, first] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (!title || !first || first.key.length < 2 || TITLES.has(first.key)) return true;
  if (EVERYBODYS.has(first.key) || EVERYBODYS.has(tokens[at + 2]?.key ?? '')) return true;
  if (title.key !== 'miss') return false;
  return MISS_AFTER.has(first.key) || (before?.sentence === title.sentence && MISS_BEFORE.has(before.key));
}

/** One surname, or two with a hyphen; after an initial or a forename it is the next word. */
function surnameEnd(folded: FoldedText, tokens: readonly Token[], first: number, end: number): number {
  let last = first + 1;
  if ((tokens[first]?.key.length ?? 0) === 1 && last < end) last++;
  while (last < end && folded.text[tokens[last - 1]?.to ?? 0] === '-') last++;
  return last;
}

const continues = (folded: FoldedText, tokens: readonly Token[], at: number, title: number): boolean => {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return (
    token !== undefined &&
    before !== undefined &&
    token.capital &&
    follows(folded, before, token) &&
    token.sentence === tokens[title]?.sentence
  );
};

/** A space, a full stop of a title or an initial, or a hyphen: nothing that ends a phrase. */
const follows = ({ text }: FoldedText, before: Token, after: Token): boolean =>
  /^(?:\.?[ \u00a0]{0,2}|-|\n)$/.test(text.slice(before.to, after.from)) &&
  !/['’]s?$/.test(text.slice(before.from, before.to));

function named(folded: FoldedText, tokens: readonly Token[], at: number, index: AdultIndex): Found {
  const first = tokens[at];
  if (!first || !isKnownSoon(tokens, at, index)) return null;
  for (let last = at + 1; last <= at + MOST_AFTER; last++) {
    const [before, surname] = [tokens[last - 1], tokens[last]];
    if (!before || !surname || !follows(folded, before, surname)) return null;
    const adults = (index.get(surname.key) ?? []).filter(
      ({ words }) =>
        words.length > 1 && words.at(-1) === surname.key && begins(words, tokens.slice(at, last)),
    );
    if (adults.length === 0 || !looksLikeName(first, surname)) continue;
    if (first.key.length === 1 && !(first.capital && surname.capital)) continue;
    return hitOf(tokens, at, last + 1, first.key.length === 1 ? 'initial' : 'full', adults);
  }
  return null;
}

/** Words after the first of a name in which its surname stands. */
const MOST_AFTER = 3;

/** Whether one of the words that could be the surname is of anybody's name: hardly any are. */
function isKnownSoon(tokens: readonly Token[], at: number, index: AdultIndex): boolean {
  for (let last = at + 1; last <= at + MOST_AFTER; last++)
    if (index.has(tokens[last]?.key ?? '')) return true;
  return false;
}

/** The words before the surname are the name’s own, or an initial of it. */
const begins = (words: readonly string[], before: readonly Token[]): boolean =>
  before.every(({ key }, index) =>
    index === 0
      ? words[0] === key || (key.length === 1 && words[0]?.startsWith(key) === true)
      : words.includes(key) || key.length === 1,
  );

/** With both capitals; else only two longer words of which the first is no everyday word: `Will young people come?` */
const looksLikeName = (first: Token, surname: Token): boolean =>
  (first.capital && surname.capital) ||
  (first.key.length >= 3 && surname.key.length >= 4 && !EVERYDAY_FORENAMES.has(first.key));

function hitOf(
  tokens: readonly Token[],
  at: number,
  end: number,
  as: AdultHit['as'],
  adults: readonly KnownAdult[],
): Found {
  const [first, last] = [tokens[at], tokens[end - 1]];
  if (!first || !last) return null;
  return { hit: { from: first.from, to: last.to, sentence: first.sentence, as, adults }, end };
}
