// What a file changes about one pupil: held against what is on record, without touching anything. What takes away stands apart
// from what gives, because the first happens at once and the second waits for a person.
import type { Answer } from '#app/domain/consent/consent-vocabulary.ts';
import { planPeople } from './plan-people.ts';
import { type AnswerScope, type Meanings, scopeOfNo, scopeOfYes, scopeText } from './meaning.ts';
import type { AnswerInFile, PersonInFile, PupilDetails, PupilInFile } from './read-rows.ts';

/** What is on record about a pupil, as far as an import cares. */
export interface PupilOnRecord {
  id: string;
  details: Required<PupilDetails>;
  missing: boolean;
  unclear: boolean;
  people: readonly PersonOnRecord[];
  /** the last that this source said */
  answers: readonly AnswerOnRecord[];
}

export interface PersonOnRecord {
  id: string;
  name: string;
  hasAuthority: boolean;
  /** they had authority once, and it ended; never true for somebody who may not agree */
  ended: boolean;
  email: string | null;
}

export interface AnswerOnRecord extends AnswerScope {
  type: string;
  giver: string;
  holderId: string | null;
  answer: Answer;
  on: string | null;
  meaning: string;
  standingNoes: readonly string[];
}

/** One answer to be written. */
export interface AnswerChange {
  type: string;
  giver: string;
  giverName: string;
  /** the giver has authority, on record or by this file */
  named: boolean;
  answer: Answer;
  on: string | null;
  scope: AnswerScope;
  meaning: string;
  bare: boolean;
  /** noes without a giver that a yes lifts */
  lifts: readonly string[];
  /** it was not a yes before */
  flips: boolean;
  /** its row in the memory of what the source said is to be kept as it is */
  before: AnswerOnRecord | null;
}

export type PupilChange =
  | { kind: 'details'; fields: PupilDetails }
  | { kind: 'person'; person: PersonInFile; since: string | null }
  | { kind: 'person_email'; holderId: string; email: string }
  | { kind: 'authority_ended'; holderId: string }
  | { kind: 'authority_back'; holderId: string }
  | { kind: 'answer'; answer: AnswerChange }
  | { kind: 'missing' }
  | { kind: 'unclear' }
  | { kind: 'back' };

export interface PupilPlan {
  misId: string;
  rows: readonly number[];
  /** null: a pupil who is new here */
  pupilId: string | null;
  now: readonly PupilChange[];
  waits: readonly PupilChange[];
  /** yeses without giver or date that reach no place at all */
  bareKept: number;
}

export interface PlanRules {
  meanings: Meanings;
  /** kinds of consent that the file speaks of */
  types: ReadonlySet<string>;
  isFull: boolean;
}

/** Works out one pupil. Applying `now` and `waits` and asking again gives no change. Null for a new pupil who cannot be made. */
export function planPupil(
  file: PupilInFile,
  record: PupilOnRecord | null,
  rules: PlanRules,
): PupilPlan | null {
  if (!record && (!file.details.legalForename || !file.details.legalSurname)) return null;
  const now: PupilChange[] = [];
  const waits: PupilChange[] = [];
  planDetails(file, record, now, waits);
  const authorised = planPeople(file, record, now, waits);
  if (file.unclear && !record?.unclear) now.push({ kind: 'unclear' });
  if (record && (record.missing || (record.unclear && !file.unclear)) && !(file.unclear && record.missing))
    waits.push({ kind: 'back' });
  const bareKept = planAnswers(file, record, rules, authorised, now, waits);
  return { misId: file.misId, rows: file.rows, pupilId: record?.id ?? null, now, waits, bareKept };
}

/** A pupil on roll here whom a full file does not have. */
export const planMissing = (misId: string, record: PupilOnRecord): PupilPlan => ({
  misId,
  rows: [],
  pupilId: record.id,
  now: record.missing ? [] : [{ kind: 'missing' }],
  waits: [],
  bareKept: 0,
});

/** A later leaving day, an earlier first day or another birthday may give; every other detail neither gives nor takes. */
function planDetails(
  { details }: PupilInFile,
  record: PupilOnRecord | null,
  now: PupilChange[],
  waits: PupilChange[],
): void {
  if (!record) return void now.push({ kind: 'details', fields: details });
  const [atOnce, later]: [PupilDetails, PupilDetails] = [{}, {}];
  for (const [field, value] of Object.entries(details) as [keyof PupilDetails, string | null][]) {
    const before = record.details[field];
    if (value === before) continue;
    const gives =
      field === 'dateOfBirth' ||
      (field === 'startsOn' && value !== null && value < (before ?? '')) ||
      (field === 'leavesOn' && before !== null && (value === null || value > before));
    Object.assign(gives ? later : atOnce, { [field]: value });
  }
  if (Object.keys(atOnce).length > 0) now.push({ kind: 'details', fields: atOnce });
  if (Object.keys(later).length > 0) waits.push({ kind: 'details', fields: later });
}

function planAnswers(
  file: PupilInFile,
  record: PupilOnRecord | null,
  { meanings, types, isFull }: PlanRules,
  authorised: ReadonlyMap<string, boolean>,
  now: PupilChange[],
  waits: PupilChange[],
): number {
  const before = new Map(
    (record?.answers ?? []).map((answer) => [`${answer.type}\n${answer.giver}`, answer]),
  );
  const spoken = new Set(file.answers.map(({ type }) => type));
  let bareKept = 0;
  for (const said of file.answers) {
    const key = `${said.type}\n${said.giver}`;
    const known = before.get(key) ?? null;
    before.delete(key);
    const meaning = meanings.get(said.type);
    if (!meaning) {
      // Signed as not to be used any more: what it gave is taken back.
      if (known?.answer === 'granted') now.push(blank(known));
      continue;
    }
    const named = authorised.get(said.giver) === true;
    if (said.answer === 'not_answered') {
      if (known?.answer === 'granted') now.push(blank(known));
      continue;
    }
    const yes = said.answer === 'granted';
    const bare = yes && (!named || said.on === null);
    const scope = yes ? scopeOfYes(meaning, bare) : scopeOfNo(meaning);
    const text = `${scopeText(scope)}${yes ? (bare ? '/bare' : '/plain') : ''}${named ? '/named' : ''}`;
    if (known && known.answer === said.answer && known.on === said.on && known.meaning === text) continue;
    if (yes && known?.answer === 'granted' && known.meaning !== text) now.push(blank(known));
    if (yes && scope.channels.length === 0) {
      bareKept++;
      continue;
    }
    (yes ? waits : now).push({
      kind: 'answer',
      answer: changeOf(said, known, { named, scope, meaning: text, bare }),
    });
  }
  // What a source said before and says no more: for kinds that this file speaks of.
  for (const known of before.values()) {
    const silent = spoken.has(known.type) || (isFull && types.has(known.type));
    if (!file.unclear && silent && known.answer === 'granted') now.push(blank(known));
  }
  return bareKept;
}

function changeOf(
  said: AnswerInFile,
  known: AnswerOnRecord | null,
  how: Pick<AnswerChange, 'named' | 'scope' | 'meaning' | 'bare'>,
): AnswerChange {
  const { type, giver, giverName, answer, on } = said;
  const lifts = answer === 'granted' ? (known?.standingNoes ?? []) : [];
  return {
    type,
    giver,
    giverName,
    answer,
    on,
    ...how,
    lifts,
    flips: known?.answer !== 'granted',
    before: known,
  };
}

/** Takes back what this source's last yes gave, as far as it reached. */
function blank(known: AnswerOnRecord): PupilChange {
  const { type, giver, subjects, channels, purposes, accountScope, meaning } = known;
  return {
    kind: 'answer',
    answer: {
      type,
      giver,
      giverName: '',
      named: known.holderId !== null,
      answer: 'not_answered',
      on: null,
      scope: { subjects, channels, purposes, accountScope },
      meaning,
      bare: false,
      lifts: [],
      flips: false,
      before: known,
    },
  };
}
