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
import { covering, meeting } from '#app/domain/words/reading/spans.ts';
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
    const all = find(folded);
    const innocent = covering(all.filter(({ kind }) => kind === 'none'));
    const hits = all.filter((hit) => (hit.kind === 'none' || !innocent(hit)) && !isYouth(folded, hit));
    const parties = partiesIn(folded, hits);
    const sidesNear = sidesByWord(hits);
    const taken = new Set(parties.filter((party) => takesSide(folded, party, sidesNear)));
    const ofParty = meeting(parties);
    const where = ({ from, to }: Hit) => ({ field, from, to });
    const sides = [...taken, ...hits.filter(({ kind }) => kind === 'by_itself')].map((hit): TextFinding =>
      near
        ? stops(shape('side_taken_near_election'), where(hit))
        : stops({ ...shape('side_taken'), opener: 'head' }, where(hit)),
    );
    const named = parties
      .filter((party) => !taken.has(party))
      .map((party): TextFinding =>
        near
          ? stops({ ...shape('party_near_election'), opener: 'head' }, where(party))
          : warns(shape('party_named'), where(party)),
      );
    const visits = eachBeyondThoseBefore(hits.filter((hit) => isOffice(folded, hit) && !ofParty(hit))).map(
      (hit): TextFinding =>
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

/** Without those that begin before one given earlier ends. */
function eachBeyondThoseBefore(hits: readonly Hit[]): Hit[] {
  let furthest = -1;
  return hits.filter(({ from, to }) => {
    const beyond = furthest <= from;
    furthest = Math.max(furthest, to);
    return beyond;
  });
}

/** Parties by their names; an everyday word is one with a capital where none is due, and politics in the sentence. */
function partiesIn({ words, text }: FoldedText, hits: readonly Hit[]): Hit[] {
  const ofKind = (kind: Kind): Hit[] => hits.filter((hit) => hit.kind === kind);
  const inParty = covering(ofKind('party'));
  const politics = new Map<number, { first: number; last: number }>();
  for (const { sentence, from } of ofKind('politics')) {
    const { first, last } = politics.get(sentence) ?? { first: from, last: from };
    politics.set(sentence, { first: Math.min(first, from), last: Math.max(last, from) });
  }
  return hits.filter((hit) => {
    if (hit.kind === 'party') return !isPlain(text, hit);
    if (hit.kind !== 'maybe' || !words[hit.first]?.capital || inParty(hit)) return false;
    const beside = politics.get(hit.sentence);
    return beside !== undefined && (beside.first !== hit.from || beside.last !== hit.from);
  });
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
function takesSide({ words }: FoldedText, party: Hit, sidesNear: Sides): boolean {
  return sidesNear(party).some((hit) => {
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

type Sides = (party: Hit) => readonly Hit[];

/** Words of support or blame by where they stand, so that of thousands only those beside a party are looked at. */
function sidesByWord(hits: readonly Hit[]): Sides {
  const [byFirst, byEnd] = [new Map<number, Hit[]>(), new Map<number, Hit[]>()];
  const put = (into: Map<number, Hit[]>, at: number, hit: Hit) => {
    const here = into.get(at);
    if (here) here.push(hit);
    else into.set(at, [hit]);
  };
  for (const hit of hits)
    if (hit.kind === 'side' || hit.kind === 'after') {
      put(byFirst, hit.first, hit);
      put(byEnd, hit.end, hit);
    }
  return ({ first, end }) => [
    ...[first, first - 1, first - 2].flatMap((at) => byEnd.get(at) ?? []),
    ...[first, end, end + 1, end + 2].flatMap((at) => byFirst.get(at) ?? []),
  ];
}

const SMALL = new Set(
  'the a our your for to this local new candidate party government really clearly always and are is'.split(
    ' ',
  ),
);
