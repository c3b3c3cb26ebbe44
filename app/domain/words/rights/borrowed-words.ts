// Words and figures from somewhere else (T-16, R-52, R-53): a quotation, a verse, a statistic. They ask the author to declare that
// they may be used, which the post cannot be sent without; and where no source is named, that is pointed out. What somebody of the
// school said themselves is theirs to say, and asks nothing.
import { namesSource } from './citations.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { type Quotation, quotationsOf } from '#app/domain/words/reading/quotations.ts';
import { type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import { versesIn } from './verse.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

const LEAST_WORDS = 4;
const near = phraseFinder({
  said: 'said says say told explained added commented remarked exclaimed shouted whispered laughed reported asked replied wrote thinks thought reckoned'.split(
    ' ',
  ),
  ours: [
    ...'pupil pupils student students child children boy girl learner teacher teachers staff parent parents mum dad grandparent governor headteacher head principal year reception nursery class miss mr mrs ms captain coach winner visitor volunteer us they he she we one of our'.split(
      ' ',
    ),
  ],
  called: [
    ...'called entitled titled named motto value values theme question topic production performance play musical film book books song hymn sign banner assembly saying rule rules reading title quiz word words phrase hashtag slogan'.split(
      ' ',
    ),
  ],
  own: [
    'own poem',
    'own poems',
    'own words',
    'our poem',
    'wrote this',
    'wrote these',
    'poem by our',
    'written by our',
    'poems by our',
    'a pupils poem',
  ],
  famous:
    'einstein shakespeare gandhi mandela churchill dahl seuss angelou tolkien rowling wordsworth dickens twain disney parks luther king confucius aristotle socrates plato lennon lincoln franklin attenborough thunberg malala milne donaldson rosen blake keats byron tennyson rossetti carroll hughes duffy armitage'.split(
      ' ',
    ),
});
const FIGURES =
  /\b\d{1,3}(?:\.\d{1,2})?(?: ?%| ?per ?cent) of\b|\b(?:one|two|three|four|\d{1,2}) (?:in|out of) (?:every )?(?:three|four|five|ten|\d{1,3}) (?:people|children|adults|parents|families|teenagers|young people|teachers|schools|pupils)\b|\b(?:studies|research|statistics|surveys|evidence|experts) (?:show|shows|suggest|suggests|say|prove|proves|find|finds)\b/giu;
/** Counted here, not taken from elsewhere. */
const OWN_FIGURE =
  /^[^.!?\n]{0,40}\b(?:our|us|year|class|reception|nursery|key stage|the school|the class|the pupils|pupils here|you)\b/iu;

export const borrowedWordsCheck: WordCheck = {
  id: 'T-16',
  version: 1,
  inPart({ field, folded }) {
    const found = [...quoted(folded), ...verses(folded), ...figures(folded.text)];
    if (found.length === 0) return [];
    const sourced = namesSource(folded);
    return found.map(({ from, to, what }): TextFinding => {
      const where = { field, from, to };
      return sourced
        ? warns({ check: 'T-16', code: 'borrowed_words', clause: 'R-52' }, where, { context: { what } })
        : warns({ check: 'T-16', code: 'borrowed_without_source', clause: 'R-53' }, where, {
            context: { what },
          });
    });
  },
};

interface Borrowed extends Quotation {
  what: 'quotation' | 'verse' | 'figure';
}

function quoted(folded: FoldedText): Borrowed[] {
  const quotations = quotationsOf(folded);
  if (quotations.length === 0) return [];
  const hits = near(folded);
  return quotations.flatMap((quotation): Borrowed[] => {
    const words = folded.words.filter(({ from, to }) => from >= quotation.from && to <= quotation.to);
    if (words.length < LEAST_WORDS || isTitle(folded.text, quotation)) return [];
    const [first, last] = [words[0], words.at(-1)];
    if (!first || !last) return [];
    const [start, end] = [folded.words.indexOf(first), folded.words.indexOf(last) + 1];
    const beside = hits.filter(
      (hit) => (hit.first >= end && hit.first < end + 8) || (hit.end <= start && hit.end > start - 8),
    );
    const of = (kind: string) => beside.some((hit) => hit.kind === kind);
    if (beside.some((hit) => hit.kind === 'called' && hit.end === start)) return [];
    if (of('famous')) return [{ ...quotation, what: 'quotation' }];
    if (of('said') && (of('ours') || isForename(folded, end))) return [];
    return of('ours') && hits.some(({ kind }) => kind === 'own') ? [] : [{ ...quotation, what: 'quotation' }];
  });
}

/** "… said Maya." names one of us; "said Nelson Mandela" does not. */
function isForename({ words }: FoldedText, end: number): boolean {
  const name = words.slice(end, end + 2).find(({ capital }) => capital);
  const after = name && words[words.indexOf(name) + 1];
  return name !== undefined && (!after?.capital || after.sentence !== name.sentence);
}

/** "The Lion, the Witch and the Wardrobe": every longer word with a capital, and no end of a sentence. */
function isTitle(text: string, { from, to }: Quotation): boolean {
  const inside = text.slice(from, to).trim();
  if (/[.!?,]$/u.test(inside)) return false;
  return (inside.match(/\p{L}{4,}/gu) ?? []).every(
    (word) => /^\p{Lu}/u.test(word) || /^(?:with|from|into|over|than|that|upon)$/u.test(word),
  );
}

function verses(folded: FoldedText): Borrowed[] {
  const own = near(folded).some(({ kind }) => kind === 'own');
  return own ? [] : versesIn(folded.text).map((span) => ({ ...span, what: 'verse' }));
}

const figures = (text: string): Borrowed[] =>
  [...text.matchAll(FIGURES)].flatMap(({ 0: all, index }): Borrowed[] => {
    const to = index + all.length;
    return OWN_FIGURE.test(text.slice(to, to + 60)) ? [] : [{ from: index, to, what: 'figure' }];
  });
