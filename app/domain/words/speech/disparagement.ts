// Words that run somebody down (T-11, R-45): ourselves, those who belong to us, those we play or hire. What finds fault, the author
// explains before it can be sent. What insults or accuses, the author explains too, and the headteacher then confirms that it runs
// nobody down; that is two findings on the same words, because two people answer.
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import {
  BETWEEN,
  DISPARAGING_VERSION,
  INSULTS,
  MILDLY_DISPARAGING,
  MISDEEDS,
  PEOPLE_AROUND,
  STRONGLY_DISPARAGING,
} from '#app/domain/words/lexicons/disparaging-words.ts';
import { type PhraseFinder, type PhraseHit, phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { stops, type TextFinding } from '#app/domain/words/text-finding.ts';
import { isDenied, isSaidOf, standsBefore } from '#app/domain/words/reading/told-of.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';
import type { WordListsInForce } from '#app/domain/words/lists/word-lists.ts';

type Kind = 'strong' | 'mild' | 'misdeed' | 'insult' | 'people';
type Hit = PhraseHit<Kind>;

const find = phraseFinder<Kind>({
  strong: STRONGLY_DISPARAGING,
  mild: MILDLY_DISPARAGING,
  misdeed: MISDEEDS,
  insult: INSULTS,
  people: PEOPLE_AROUND,
});

export const disparagementCheck: WordCheck = {
  id: 'T-11',
  version: DISPARAGING_VERSION,
  inPart({ field, folded }, { ground }) {
    return disparagingIn(folded, ground.lists).flatMap(({ grave, from, to }): TextFinding[] => {
      const where = { field, from, to };
      const explained = stops({ ...shape('disparaging_words'), opener: 'author' }, where);
      return grave
        ? [explained, stops({ ...shape('disparaging_to_confirm'), opener: 'head' }, where)]
        : [explained];
    });
  },
};

const shape = (code: string) => ({ check: 'T-11', code, clause: 'R-45' });

interface Disparaging {
  grave: boolean;
  from: number;
  to: number;
}

function disparagingIn(folded: FoldedText, lists: WordListsInForce): Disparaging[] {
  const hits = find(folded);
  if (hits.every(({ kind }) => kind === 'people')) return [];
  const whom = [
    ...hits.filter(({ kind }) => kind === 'people'),
    ...namedIn(folded, lists),
    ...schoolsIn(folded),
  ];
  const found = hits.flatMap((hit): Disparaging[] => {
    if (hit.kind === 'people' || isDenied(folded, hit, 3)) return [];
    if (hit.kind !== 'insult' && !whom.some((each) => isOf(folded, hit, each))) return [];
    return [{ grave: hit.kind !== 'mild', from: hit.from, to: hit.to }];
  });
  return found.filter(
    (each) =>
      !found.some(
        (other) =>
          other !== each &&
          other.from <= each.from &&
          other.to >= each.to &&
          (other.to - other.from > each.to - each.from || other.grave),
      ),
  );
}

/** Whether it is said of them: before the name, after "is" or "were", or as what they did. */
function isOf(folded: FoldedText, hit: Hit, whom: PhraseHit<string>): boolean {
  if (hit.kind === 'misdeed') return didIt(folded, hit, whom);
  return standsBefore(folded, hit, whom, BETWEEN) || isSaidOf(folded, whom, hit);
}

const MEANWHILE = new Set(
  'clearly obviously just simply really have has had always again once and then who that openly at in from'.split(
    ' ',
  ),
);

/** Who stands right before the deed, or after "by": "the referee clearly cheated", "conned by the company". */
function didIt({ words }: FoldedText, hit: Hit, whom: PhraseHit<string>): boolean {
  if (hit.sentence !== whom.sentence) return false;
  if (whom.end <= hit.first && hit.first - whom.end <= 4)
    return words.slice(whom.end, hit.first).every(({ key, capital }) => MEANWHILE.has(key) || capital);
  const between = words.slice(hit.end, whom.first);
  return hit.end <= whom.first && between.length <= 4 && between[0]?.key === 'by';
}

const finders = new WeakMap<readonly string[], PhraseFinder<'named'>>();

/** Suppliers and partners by the trust's own lists. */
function namedIn(folded: FoldedText, { suppliers, partners }: WordListsInForce): PhraseHit<string>[] {
  return [suppliers.entries, partners.entries].flatMap((entries) => {
    if (entries.length === 0) return [];
    const finder = finders.get(entries) ?? phraseFinder({ named: entries });
    finders.set(entries, finder);
    return finder(folded);
  });
}

/** What schools are called, after a name of their own. */
const KINDS_OF_SCHOOL = new Set('high primary academy college grammar juniors infants school'.split(' '));

/** Schools by a saint's name, or by a name and what they are: "St Anne’s", "Thornby High". */
function schoolsIn({ words }: FoldedText): PhraseHit<'named'>[] {
  return words.flatMap((word, index): PhraseHit<'named'>[] => {
    const next = words[index + 1];
    if (!word.capital || !next?.capital || next.sentence !== word.sentence) return [];
    if (word.key !== 'st' && word.key !== 'saint' && !KINDS_OF_SCHOOL.has(next.key)) return [];
    const { from, sentence } = word;
    return [{ kind: 'named', phrase: '', from, to: next.to, sentence, first: index, end: index + 2 }];
  });
}
