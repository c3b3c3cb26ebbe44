// Party politics on a school's account (T-14, R-48). Taking a side stops; a party named, or a politician's visit, is pointed out. While
// an election is near, both stop, and nobody may let a side be taken: a school owes every family the same neutrality.
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { FoldedText } from '#app/domain/words/reading/folded-text.ts';
import {
  BY_ITSELF,
  MAYBE_PARTIES,
  NO_PARTY,
  OFFICES,
  PARTIES,
  POLITICAL_VERSION,
  POLITICS,
  SIDES_AFTER,
  TAKING_SIDES,
} from '#app/domain/words/lexicons/political-names.ts';
import { type PhraseHit, phraseFinder } from '#app/domain/words/reading/phrases.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

type Kind = 'party' | 'maybe' | 'none' | 'politics' | 'side' | 'after' | 'by_itself' | 'office';
type Hit = PhraseHit<Kind>;

const find = phraseFinder<Kind>({
  party: PARTIES,
  maybe: MAYBE_PARTIES,
  none: NO_PARTY,
  politics: POLITICS,
  side: TAKING_SIDES,
  after: SIDES_AFTER,
  by_itself: BY_ITSELF,
  office: OFFICES,
});

export const politicsCheck: WordCheck = {
  id: 'T-14',
  version: POLITICAL_VERSION,
  inPart({ field, folded }, { about }) {
    const near = isElectionNear(about);
    const hits = find(folded).filter((hit, _, all) => !isInnocent(hit, all) && !isYouth(folded, hit));
    const parties = hits.filter((hit) => isParty(folded, hit, hits));
    const taken = parties.filter((party) => takesSide(folded, party, hits));
    const where = ({ from, to }: Hit) => ({ field, from, to });
    const sides = [...taken, ...hits.filter(({ kind }) => kind === 'by_itself')].map((hit): TextFinding =>
      near
        ? stops(shape('side_taken_near_election'), where(hit))
        : stops({ ...shape('side_taken'), opener: 'head' }, where(hit)),
    );
    const named = parties
      .filter((party) => !taken.includes(party))
      .map((party): TextFinding =>
        near
          ? stops({ ...shape('party_near_election'), opener: 'head' }, where(party))
          : warns(shape('party_named'), where(party)),
      );
    const visits = hits
      .filter(
        (hit) => isOffice(folded, hit) && !parties.some(({ from, to }) => hit.from < to && from < hit.to),
      )
      .filter((hit, index, all) => !all.some((other, at) => at < index && other.to > hit.from))
      .map((hit): TextFinding =>
        near
          ? stops({ ...shape('politician_near_election'), opener: 'head' }, where(hit))
          : warns(shape('politician_named'), where(hit)),
      );
    return [...sides, ...named, ...visits];
  },
};

const shape = (code: string) => ({ check: 'T-14', code, clause: 'R-48' });

/** Whether the first day on which it may go out, in the school's own calendar, is one of those before an election. */
export function isElectionNear({
  goesOutFrom,
  zone,
  settings,
}: Pick<TextAbout, 'goesOutFrom' | 'zone' | 'settings'>): boolean {
  const { electionFrom, electionUntil } = settings;
  if (electionFrom === null && electionUntil === null) return false;
  const day = dateInSchool(goesOutFrom, zone);
  return (electionFrom === null || day >= electionFrom) && (electionUntil === null || day <= electionUntil);
}

const isInnocent = (hit: Hit, all: readonly Hit[]): boolean =>
  hit.kind !== 'none' &&
  all.some(({ kind, from, to }) => kind === 'none' && from <= hit.from && to >= hit.to);

/** A party by its name; an everyday word is one with a capital where none is due, and politics in the sentence. */
function isParty({ words, text }: FoldedText, hit: Hit, hits: readonly Hit[]): boolean {
  if (hit.kind === 'party') return !isPlain(text, hit);
  if (hit.kind !== 'maybe' || !words[hit.first]?.capital) return false;
  if (hits.some(({ kind, from, to }) => kind === 'party' && from <= hit.from && to >= hit.to)) return false;
  return hits.some(
    ({ kind, sentence, from }) => kind === 'politics' && sentence === hit.sentence && from !== hit.from,
  );
}

/** Short names are names only in capitals: `DUP`, `SNP`. */
const isPlain = (text: string, { phrase, from, to }: Hit): boolean =>
  ['dup', 'snp', 'bnp', 'sdlp'].includes(phrase) && text.slice(from, to) !== phrase.toUpperCase();

/** A youth parliament, a mock election and the school's own council are pupils' work. */
function isYouth({ words }: FoldedText, { kind, first, end }: Hit): boolean {
  if (kind !== 'office') return false;
  const around = [words[first - 2], words[first - 1], words[end], words[end + 1]].map(
    (word) => word?.key ?? '',
  );
  return around.some((key) => ['youth', 'school', 'pupil', 'junior', 'student', 'eco', 'mini'].includes(key));
}

/** `MP` is a member of parliament only in capitals. */
const isOffice = ({ text }: FoldedText, { kind, phrase, from, to }: Hit): boolean =>
  kind === 'office' &&
  !/\d/u.test(text.charAt(to)) &&
  (!/^(?:mps?|msp)$/u.test(phrase) || /^M(?:S?P)s?$/u.test(text.slice(from, to)));

/** A word of support or blame right before the name, or right after it. Pupils who voted in a mock election took their own. */
function takesSide({ words }: FoldedText, party: Hit, hits: readonly Hit[]): boolean {
  return hits.some((hit) => {
    if (hit.sentence !== party.sentence) return false;
    const before = words.slice(hit.end, party.first);
    const inOneTag = hit.first === party.first && hit.to <= party.from;
    if (hit.kind === 'side' && inOneTag) return true;
    if (hit.kind === 'side')
      return hit.end <= party.first && before.length <= 2 && before.every(({ key }) => SMALL.has(key));
    const after = words.slice(party.end, hit.first);
    return (
      hit.kind === 'after' &&
      hit.first >= party.end &&
      after.length <= 2 &&
      after.every(({ key }) => SMALL.has(key))
    );
  });
}

const SMALL = new Set(
  'the a our your for to this local new candidate party government really clearly always and are is'.split(
    ' ',
  ),
);
