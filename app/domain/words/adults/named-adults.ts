// T-07: an adult is named only with their written permission; the headteacher may let it stand with evidence. A job that one person does
// names them too, and is pointed out.
import { type AdultHit, adultsIn, byWord } from './adult-names.ts';
import { JOBS } from './adult-titles.ts';
import type { AdultsNamed, KnownAdult } from './adults-ground.ts';
import { foldText, type FoldedText } from '#app/domain/words/reading/folded-text.ts';
import { phraseFinder } from '#app/domain/words/reading/phrases.ts';
import { meeting } from '#app/domain/words/reading/spans.ts';
import { wordAfter } from '#app/domain/words/reading/word-after.ts';
import { stops, type TextFinding, warns } from '#app/domain/words/text-finding.ts';
import type { ReadPart, WordCheck, WordView } from '#app/domain/words/word-check.ts';

const CHECK = { check: 'T-07', clause: 'R-50, R-67', opener: 'head' as const };
const jobsIn = phraseFinder({ job: JOBS });

export const namedAdults: WordCheck = {
  id: 'T-07',
  version: 1,
  inPart(part, view) {
    const ofPartner = meeting(partnersIn(part.folded, view));
    const schoolName = ` ${keysOf(view.about.schoolName)} `;
    const hits = adultsIn(part.folded, byWord(view.ground.adults.adults)).filter(
      (hit) => !ofPartner(hit) && !inSchoolName(hit, part, schoolName),
    );
    return [
      ...hits.filter((hit) => !mayBeNamed(hit)).map((hit) => nameFinding(hit, part)),
      ...jobFindings(part, view.ground.adults, hits),
    ];
  },
};

/**
 * Whether everybody it may be agreed. Of two with one surname nobody can tell who is meant; somebody on record by title and surname
 * alone is meant by just these.
 */
function mayBeNamed({ as, adults }: AdultHit): boolean {
  if (adults.length === 0) return false;
  const may = ({ named }: KnownAdult) => (as === 'full' ? named.full : named.anyWay);
  const bare = adults.filter(({ words }) => words.length === 1);
  return (
    (as === 'titled' && bare.some(may)) ||
    adults.filter((each) => !bare.includes(each) || bare.length === adults.length).every(may)
  );
}

function nameFinding({ from, to, adults, as }: AdultHit, part: ReadPart): TextFinding {
  const known = adults.length > 0;
  const staff = adults.some((adult) => adult.staff);
  return stops(
    { ...CHECK, code: known ? 'adult_named_without_permission' : 'adult_not_on_record' },
    { field: part.field, from, to },
    { context: { as }, fix: staff && !possessive(part, to) ? 'our staff' : null },
  );
}

const possessive = ({ folded }: ReadPart, to: number): boolean => {
  const last = folded.words[wordAfter(folded, to - 1)];
  return last?.to === to && (last.possessive || last.within === '#');
};

/** A job, unless its holder may be named, or a name stands beside it and is judged itself. */
function jobFindings(part: ReadPart, { adults }: AdultsNamed, hits: readonly AdultHit[]): TextFinding[] {
  const named = new Set(hits.map(({ sentence }) => sentence));
  const isAgreed = agreedJobs(adults);
  return jobsIn(part.folded).flatMap(({ phrase, from, to, sentence }) => {
    if (named.has(sentence) || isAgreed(phrase)) return [];
    return [warns({ ...CHECK, code: 'job_names_one_person' }, { field: part.field, from, to })];
  });
}

/** Whether somebody who may be named does a job; worked out once for each job. */
function agreedJobs(adults: readonly KnownAdult[]): (phrase: string) => boolean {
  const known = new Map<string, boolean>();
  const does = (job: string): boolean =>
    adults.some(({ named, job: own }) => named.anyWay && ` ${own} `.includes(` ${job} `));
  return (phrase) => {
    const agreed = known.get(phrase) ?? does(keysOf(phrase));
    known.set(phrase, agreed);
    return agreed;
  };
}

const keysOf = (text: string): string =>
  foldText(text)
    .words.map(({ key }) => key)
    .join(' ');

/** `Sir John Cass Primary`, `St Peter’s`: the school’s own name names nobody. */
const inSchoolName = (hit: AdultHit, part: ReadPart, schoolName: string): boolean =>
  schoolName.includes(` ${keysOf(part.text.slice(hit.from, hit.to))} `);

const finders = new WeakMap<readonly string[], ReturnType<typeof phraseFinder<'partner'>>>();

/** Organisations the trust works with, which may sound like people: `Mr Bun’s Bakery`. */
function partnersIn(folded: FoldedText, { ground }: WordView): { from: number; to: number }[] {
  const { entries } = ground.lists.partners;
  if (entries.length === 0) return [];
  const find =
    finders.get(entries) ?? phraseFinder({ partner: entries.filter((each) => !each.startsWith('@')) });
  finders.set(entries, find);
  return find(folded);
}
