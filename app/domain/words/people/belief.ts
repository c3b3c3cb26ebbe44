// What people are or believe (T-13, R-47): said of people of the school, or named at all, it is shown to the approver and never
// stopped. The name of a festival tells of nobody's belief, the school's own name is its own, and the same words are asked about once.
import {
  CHARACTERISTICS,
  CHARACTERISTICS_VERSION,
  MENTIONED,
  ONLY_CALLED_SO,
  PEOPLE,
  WHOLE_GROUPS,
} from '#app/domain/words/lexicons/characteristics.ts';
import { type FoldedText, foldText } from '#app/domain/words/reading/folded-text.ts';
import { type PhraseHit, phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { warns } from '#app/domain/words/text-finding.ts';
import { isSaidOf, standsBefore } from '#app/domain/words/reading/told-of.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

type Kind = 'characteristic' | 'people' | 'group';

const find = phraseFinder<Kind>({ characteristic: CHARACTERISTICS, people: PEOPLE, group: WHOLE_GROUPS });
const mention = phraseFinder({ mentioned: MENTIONED, called: ONLY_CALLED_SO });
const BETWEEN = new Set('and or school year male female young old new primary secondary'.split(' '));
const GOES_ON = new Set('and or but are is were was will can have has'.split(' '));
const ALL_OF = new Set('all these those most typical too many more the'.split(' '));

export const beliefCheck: WordCheck = {
  id: 'T-13',
  version: CHARACTERISTICS_VERSION,
  inPost({ parts, about }) {
    const own = new Set(foldText(about.schoolName).words.map(({ key }) => key));
    const seen = new Set<string>();
    const first = ({ phrase }: { phrase: string }): boolean => !seen.has(phrase) && seen.add(phrase).size > 0;
    return parts.flatMap(({ field, folded }) => {
      const said = saidOfPeople(folded).filter(first);
      const named = mentionedIn(folded).filter((hit) => !own.has(keyAt(folded, hit)) && first(hit));
      const finding =
        (code: string) =>
        ({ from, to }: { from: number; to: number }) =>
          warns({ check: 'T-13', code, clause: 'R-47' }, { field, from, to });
      return [...said.map(finding('said_of_people')), ...named.map(finding('characteristic_named'))];
    });
  },
};

const keyAt = ({ words }: FoldedText, { first }: { first: number }): string => words[first]?.key ?? '';

/** Named whatever it is said of, and not part of what is only called so. */
function mentionedIn(folded: FoldedText) {
  const hits = mention(folded);
  const called = hits.filter(({ kind }) => kind === 'called');
  return hits.filter(
    ({ kind, from, to }) =>
      kind === 'mentioned' && !called.some((other) => from < other.to && other.from < to),
  );
}

function saidOfPeople(folded: FoldedText): PhraseHit<Kind>[] {
  const hits = find(folded);
  const people = hits.filter(({ kind, end }) => kind === 'people' && !folded.words[end - 1]?.possessive);
  return hits.filter((hit) => {
    if (hit.kind === 'group') return isWhole(folded, hit);
    if (hit.kind === 'people') return false;
    return people.some(
      (who) =>
        standsBefore(folded, hit, who, BETWEEN, 2) ||
        (isSaidOf(folded, who, hit, 2) && endsThere(folded, hit)),
    );
  });
}

/** "All immigrants", "those gays"; "the" and "more" alone say nothing of a group. */
function isWhole({ words }: FoldedText, { first }: PhraseHit<Kind>): boolean {
  const [before, earlier] = [words[first - 1]?.key ?? '', words[first - 2]?.key ?? ''];
  if (before === 'the' || before === 'more') return false;
  return ALL_OF.has(before) || (before === 'of' && ALL_OF.has(earlier));
}

/** Said of them and of nothing after it: "who are Muslim", but not "were in black trousers" or "is white with snow". */
function endsThere({ words, text }: FoldedText, { end, to }: PhraseHit<Kind>): boolean {
  const next = words[end];
  return !next || /[^\s]/u.test(text.slice(to, next.from)) || GOES_ON.has(next.key);
}
