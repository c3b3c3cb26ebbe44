// Finds what a text is about, by lexicons that know context: some phrases tell by themselves, others only beside words that show
// what is meant, and some wordings only look alike ("results of the bake sale") and are left alone.
import type { FoldedText } from './folded-text.ts';
import { phraseFinder, type PhraseHit } from './phrases.ts';

/** One topic's phrases, as `phraseFinder` reads them. */
export interface TopicWords {
  /** tell by themselves, wherever they stand */
  tells: readonly string[];
  /** tell only in a sentence that also holds a phrase of `beside`; with `%` there, a number in per cent is one */
  hints?: readonly string[];
  beside?: readonly string[];
  /** in the same sentence they show that a hint means something else */
  unless?: readonly string[];
}

export interface TopicLexicon<Topic extends string> {
  /** goes up with every change of the words */
  version: number;
  /** wordings that only look alike: whatever they hold or touch is not found */
  alike: readonly string[];
  /** several for one topic where its hints need different words beside them */
  topics: Readonly<Record<Topic, readonly TopicWords[]>>;
}

export interface TopicHit<Topic extends string> {
  topic: Topic;
  /** UTF-16 offsets in the text, end exclusive */
  from: number;
  to: number;
  sentence: number;
  /** index of the first word, and of the word after the last */
  first: number;
  end: number;
}

type Part = 'tells' | 'hints' | 'beside' | 'unless';
const PARTS = ['tells', 'hints', 'beside', 'unless'] as const;

/** Makes a finder of topics: each topic at most once in a sentence, where it first stands. */
export function topicFinder<Topic extends string>(
  lexicon: TopicLexicon<Topic>,
): (text: FoldedText) => TopicHit<Topic>[] {
  const topics = Object.keys(lexicon.topics) as Topic[];
  const rows = topics.flatMap((topic) => lexicon.topics[topic].map((words) => ({ topic, words })));
  const lists: Record<string, readonly string[]> = { alike: lexicon.alike };
  rows.forEach(({ words }, row) => {
    for (const part of PARTS) lists[`${part} ${row}`] = words[part] ?? [];
  });
  const find = phraseFinder(lists);
  return (text) => {
    const hits = find(text);
    if (hits.length === 0) return [];
    const alike = hits.filter(({ kind }) => kind === 'alike');
    const byKind = new Map<string, PhraseHit<string>[]>();
    for (const hit of hits)
      if (hit.kind !== 'alike' && !alike.some((other) => other.from < hit.to && hit.from < other.to))
        byKind.set(hit.kind, (byKind.get(hit.kind) ?? []).concat(hit));
    const inPerCent = sentencesInPerCent(text);
    const found = rows.flatMap(({ topic, words }, row) => {
      const of = (part: Part) => byKind.get(`${part} ${row}`) ?? [];
      const figures = words.beside?.includes('%') ? inPerCent : NONE;
      const hinted = of('hints').filter(
        (hint) =>
          (figures.has(hint.sentence) || of('beside').some((other) => standsBeside(other, hint))) &&
          !of('unless').some(({ sentence }) => sentence === hint.sentence),
      );
      return [...of('tells'), ...hinted].map((hit) => ({ ...hit, topic }));
    });
    return topics.flatMap((topic) => oncePerSentence(found.filter((hit) => hit.topic === topic)));
  };
}

const NONE: ReadonlySet<number> = new Set();

/** In the same sentence, and not the same words. */
const standsBeside = (other: PhraseHit<string>, hint: PhraseHit<string>): boolean =>
  other.sentence === hint.sentence && (other.to <= hint.from || other.from >= hint.to);

/** Sentences with a number in per cent: `97%`, `97 per cent`. */
function sentencesInPerCent({ text, words }: FoldedText): ReadonlySet<number> {
  return new Set(
    words.flatMap(({ key, to, sentence }, index) => {
      if (!/^\d/.test(key)) return [];
      const next = words[index + 1]?.key;
      const said = next === 'percent' || (next === 'per' && words[index + 2]?.key === 'cent');
      return said || /^\s?[%％]/u.test(text.slice(to, to + 2)) ? [sentence] : [];
    }),
  );
}

function oncePerSentence<Hit extends { from: number; to: number; sentence: number }>(
  hits: readonly Hit[],
): Hit[] {
  const first = new Map<number, Hit>();
  for (const hit of hits) {
    const known = first.get(hit.sentence);
    if (!known || hit.from < known.from || (hit.from === known.from && hit.to > known.to))
      first.set(hit.sentence, hit);
  }
  return [...first.values()];
}
