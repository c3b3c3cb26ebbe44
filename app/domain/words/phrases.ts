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
  const lengths = [...new Set([...byBeginning.keys()].map(({ length }) => length))];
  return (text) => {
    const plain = text.words.map((word, index): Token => ({ ...word, word: index }));
    const hits = [...hitsIn(plain, byFirst, byBeginning, lengths)];
    if (text.words.some(({ parts }) => parts.length > 0))
      hits.push(...hitsIn(inParts(text), byFirst, byBeginning, lengths));
    return once(hits);
  };
}

/** The words with those that were run together taken apart. */
const inParts = ({ words }: FoldedText): Token[] =>
  words.flatMap(({ key, from, to, sentence, parts }, word): Token[] =>
    parts.length === 0
      ? [{ key, from, to, sentence, word }]
      : parts.map((part) => ({ ...part, sentence, word })),
  );

function hitsIn<Kind extends string>(
  tokens: readonly Token[],
  byFirst: ReadonlyMap<string, readonly Phrase<Kind>[]>,
  byBeginning: ReadonlyMap<string, readonly Phrase<Kind>[]>,
  lengths: readonly number[],
): PhraseHit<Kind>[] {
  return tokens.flatMap((token, index) => {
    const seen = new Set<Kind>();
    const beginnings = lengths
      .filter((length) => length <= token.key.length)
      .flatMap((length) => byBeginning.get(token.key.slice(0, length)) ?? []);
    return [...(byFirst.get(token.key) ?? []), ...beginnings].flatMap((phrase) => {
      const last = tokens[index + phrase.words.length - 1];
      if (!last || seen.has(phrase.kind) || !stands(tokens, index, phrase)) return [];
      seen.add(phrase.kind);
      const { from, sentence, word: first } = token;
      return [
        { kind: phrase.kind, phrase: phrase.phrase, from, to: last.to, sentence, first, end: last.word + 1 },
      ];
    });
  });
}

function stands<Kind extends string>(
  tokens: readonly Token[],
  at: number,
  { words, open }: Phrase<Kind>,
): boolean {
  return words.every((word, index) => {
    const key = tokens[at + index]?.key ?? '';
    return open && index === words.length - 1 ? key.startsWith(word) : key === word;
  });
}

const once = <Kind extends string>(hits: PhraseHit<Kind>[]): PhraseHit<Kind>[] => [
  ...new Map(hits.map((hit) => [`${hit.kind} ${hit.from} ${hit.to}`, hit])).values(),
];
