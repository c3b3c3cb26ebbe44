// Language that a school's account does not send (T-12, R-46): obscene words, slurs, threats and bullying stop the post, whatever they
// are disguised as; milder words and what is meant the other way round are pointed out. Quoted from a text that is taught, with its
// source, the headteacher may let a strong word stand.
import { namesSource } from '#app/domain/words/rights/citations.ts';
import { type WordHit, wordFinder } from './disguised-words.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { INNOCENT, INNOCENT_VERSION, NEARLY_INNOCENT } from '#app/domain/words/lexicons/innocent-words.ts';
import {
  MILD_LANGUAGE_VERSION,
  MILD_PHRASES,
  MILD_WORDS,
  SARCASM,
  SARCASTIC_PICTURES,
} from '#app/domain/words/lexicons/mild-language.ts';
import {
  STRONG_LANGUAGE_VERSION,
  STRONG_PHRASES,
  STRONG_PICTURES,
  STRONG_WORDS,
} from '#app/domain/words/lexicons/strong-language.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { isQuoted, quotationsOf } from '#app/domain/words/reading/quotations.ts';
import { runTogether } from './run-together.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';
import type { WordListsInForce } from '#app/domain/words/lists/word-lists.ts';

type Level = 'strong' | 'mild' | 'sarcasm';
type Hit = WordHit<Level>;
interface Span {
  from: number;
  to: number;
}

const findWords = wordFinder({ strong: STRONG_WORDS, mild: MILD_WORDS });
const findPhrases = phraseFinder({
  strong: STRONG_PHRASES,
  mild: MILD_PHRASES,
  sarcasm: SARCASM,
  innocent: INNOCENT,
  nearly: NEARLY_INNOCENT,
});
const MARK = /(?:^|\s)(\/s)(?![\p{L}\p{N}/])/gu;

/** People and things are called so: written with a capital letter of its own the word is a name. */
const NAMES = new Set(['dick', 'fanny', 'git', 'mong', 'fuk', 'fuks', 'gits', 'knob', 'dyke', 'twatt']);

export const languageCheck: WordCheck = {
  id: 'T-12',
  version: STRONG_LANGUAGE_VERSION + MILD_LANGUAGE_VERSION + INNOCENT_VERSION,
  inPart({ field, folded }, { ground }) {
    const quotations = quotationsOf(folded);
    return languageIn(folded, ground.lists).map(({ level, from, to }): TextFinding => {
      const where = { field, from, to };
      if (level === 'sarcasm') return warns(shape('sarcasm'), where);
      if (level === 'mild') return warns(shape('mild_language'), where, { fix: '' });
      return isQuoted(quotations, from) && namesSource(folded)
        ? stops({ ...shape('strong_language_quoted'), opener: 'head' }, where)
        : stops(shape('strong_language'), where, { fix: '' });
    });
  },
};

const shape = (code: string) => ({ check: 'T-12', code, clause: 'R-46' });

/** Every word or phrase found, each place once, the gravest first where several meet. */
export function languageIn(folded: FoldedText, lists: WordListsInForce): Hit[] {
  const phrases = findPhrases(folded);
  const spans = (kind: string): Span[] => phrases.filter((phrase) => phrase.kind === kind);
  const [innocent, nearly] = [spans('innocent'), spans('nearly')];
  const said = (['strong', 'mild', 'sarcasm'] as const).flatMap((level) =>
    spans(level).map(({ from, to }) => ({ level, from, to })),
  );
  const names = namesIn(folded);
  const words = [...findWords(folded), ...runTogether(folded)].filter(({ from }) => !names.has(from));
  const found = [
    ...[...words, ...said].filter((hit) => !covered(hit, innocent)),
    ...trustWords(folded, lists),
    ...pictures(folded.text),
  ];
  return apart(
    found.map((hit) => (hit.level === 'strong' && covered(hit, nearly) ? { ...hit, level: 'mild' } : hit)),
  );
}

const covered = ({ from, to }: Span, by: readonly Span[]): boolean =>
  by.some((each) => each.from <= from && each.to >= to);

/** A word written with one capital that is somebody's or something's name. */
function namesIn({ text, words }: FoldedText): ReadonlySet<number> {
  return new Set(
    words
      .filter(
        ({ key, capital, from }) =>
          capital && NAMES.has(key) && !/^\p{Lu}{2}/u.test(text.slice(from, from + 4)),
      )
      .map(({ from }) => from),
  );
}

/** Of hits that overlap, the gravest, then the longest. */
function apart(hits: readonly Hit[]): Hit[] {
  const rank: Record<Level, number> = { strong: 0, mild: 1, sarcasm: 2 };
  const kept: Hit[] = [];
  for (const hit of [...hits].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const before = kept.at(-1);
    if (!before || before.to <= hit.from) kept.push(hit);
    else if (rank[hit.level] < rank[before.level]) kept[kept.length - 1] = hit;
  }
  return kept;
}

function pictures(text: string): Hit[] {
  const all = (level: Level, signs: readonly string[]): Hit[] =>
    signs.flatMap((sign) => {
      const hits: Hit[] = [];
      for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length))
        hits.push({ level, from: at, to: at + sign.length });
      return hits;
    });
  const marks = [...text.matchAll(MARK)].map(({ 0: all, index }): Hit => {
    const to = index + all.length;
    return { level: 'sarcasm', from: to - 2, to };
  });
  return [...all('strong', STRONG_PICTURES), ...all('sarcasm', SARCASTIC_PICTURES), ...marks];
}

type TrustFinder = (folded: FoldedText) => Hit[];
const finders = new WeakMap<readonly string[], WeakMap<readonly string[], TrustFinder>>();

/** What the trust itself put on its lists, disguised or not. */
function trustWords(folded: FoldedText, { strong_language, mild_language }: WordListsInForce): Hit[] {
  const [strong, mild] = [strong_language.entries, mild_language.entries];
  if (strong.length + mild.length === 0) return [];
  const byStrong = finders.get(strong) ?? new WeakMap<readonly string[], TrustFinder>();
  finders.set(strong, byStrong);
  const find = byStrong.get(mild) ?? trustFinder({ strong, mild });
  byStrong.set(mild, find);
  return find(folded);
}

function trustFinder(lists: Record<'strong' | 'mild', readonly string[]>): TrustFinder {
  const single = (entries: readonly string[]) =>
    entries.map((entry) => entry.trim().toLowerCase()).filter((entry) => /^[a-z]+$/u.test(entry));
  const words = wordFinder({ strong: single(lists.strong), mild: single(lists.mild) });
  const phrases = phraseFinder(lists);
  return (folded) => [
    ...words(folded),
    ...phrases(folded).map(({ kind, from, to }) => ({ level: kind, from, to })),
  ];
}
