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
    const alike = marked(text.text.length, hits);
    const byKind = new Map<string, SentenceHits>();
    for (const hit of hits) {
      if (hit.kind === 'alike' || alike.subarray(hit.from, hit.to).includes(1)) continue;
      const known = byKind.get(hit.kind);
      if (known) known.add(hit);
      else byKind.set(hit.kind, new SentenceHits(hit));
    }
    const inPerCent = sentencesInPerCent(text);
    const found = rows.flatMap(({ topic, words }, row) => {
      const of = (part: Part) => byKind.get(`${part} ${row}`);
      const figures = words.beside?.includes('%') ? inPerCent : NONE;
      const hinted = (of('hints')?.all ?? []).filter(
        (hint) =>
          (figures.has(hint.sentence) || of('beside')?.standsBeside(hint)) &&
          !of('unless')?.in(hint.sentence),
      );
      return [...(of('tells')?.all ?? []), ...hinted].map((hit) => ({ ...hit, topic }));
    });
    return topics.flatMap((topic) => oncePerSentence(found.filter((hit) => hit.topic === topic)));
  };
}

const NONE: ReadonlySet<number> = new Set();

/** The hits of one list, and for each sentence the first that ends and the last that begins: enough to know what stands beside. */
class SentenceHits {
  readonly all: PhraseHit<string>[] = [];
  readonly #ends = new Map<number, { firstTo: number; lastFrom: number }>();

  constructor(first: PhraseHit<string>) {
    this.add(first);
  }

  add(hit: PhraseHit<string>): void {
    this.all.push(hit);
    const known = this.#ends.get(hit.sentence);
    this.#ends.set(hit.sentence, {
      firstTo: Math.min(hit.to, known?.firstTo ?? hit.to),
      lastFrom: Math.max(hit.from, known?.lastFrom ?? hit.from),
    });
  }

  in(sentence: number): boolean {
    return this.#ends.has(sentence);
  }

  /** One of them stands in the same sentence, and is not the same words. */
  standsBeside({ sentence, from, to }: PhraseHit<string>): boolean {
    const ends = this.#ends.get(sentence);
    return ends !== undefined && (ends.firstTo <= from || ends.lastFrom >= to);
  }
}

/** 1 for every letter inside a wording that only looks alike. */
export function marked(length: number, hits: readonly PhraseHit<string>[]): Uint8Array {
  const letters = new Uint8Array(length);
  for (const { kind, from, to } of hits) if (kind === 'alike') letters.fill(1, from, to);
  return letters;
}

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
