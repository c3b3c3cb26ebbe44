// The plans of some pupils as rows to write: pupils, people, answers, and what the source is remembered to have said. Pure, so that
// a batch begun again after a crash writes the same.
import { randomUUID } from 'node:crypto';
import type { DecisionInsert } from '#db/queries/consent-decisions.server.ts';
import type { HolderInsert } from '#db/queries/many-pupils.server.ts';
import type { ImportedAnswerRow } from '#db/queries/pupils-on-record.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import { yesRunsUntil } from '#app/domain/consent/consent-expiry.ts';
import { ACCOUNT_SCOPES, EVERY_USE } from '#app/domain/consent/consent-types.ts';
import type { ChangeKind } from '#app/domain/consent/permission-change.ts';
import { firstMomentOf, momentAnswered } from '#app/domain/consent/written-dates.ts';
import type { AnswerChange, PupilChange, PupilOnRecord, PupilPlan } from './plan-pupil.ts';
import { giverKey } from './read-rows.ts';

interface AnswerDays {
  decidedAt: Date;
  expiresAt: Date;
}

export interface BatchContext {
  schoolId: string;
  source: `import:${string}`;
  zone: string;
  /** `YYYY-MM-DD` */
  exportedOn: string;
  at: Date;
  /** who started it, or let the yeses in */
  by: string;
  /** filled as days and year groups are met */
  days: Map<string, AnswerDays>;
}

export interface BatchRecords {
  newPupils: PupilRow[];
  changedPupils: PupilRow[];
  holders: HolderInsert[];
  ended: string[];
  decisions: DecisionInsert[];
  answers: ImportedAnswerRow[];
  /** pupil id, the kind that reaches furthest (null: reaches no post), and what was written */
  changed: { pupilId: string; kind: ChangeKind | null; records: unknown[] }[];
}

const WIDEST_YES = ACCOUNT_SCOPES[ACCOUNT_SCOPES.length - 1] ?? 'own_school';

/** The rows of one phase for plans that have something in it. */
export function batchRecords(
  plans: readonly PupilPlan[],
  phase: 'now' | 'waits',
  rows: ReadonlyMap<string, PupilRow>,
  record: ReadonlyMap<string, PupilOnRecord>,
  context: BatchContext,
): BatchRecords {
  const out: BatchRecords = {
    newPupils: [],
    changedPupils: [],
    holders: [],
    ended: [],
    decisions: [],
    answers: [],
    changed: [],
  };
  for (const plan of plans) {
    const changes = plan[phase];
    // A new pupil is made at once, even when nothing else is known.
    if (changes.length === 0) continue;
    const before = rows.get(plan.misId) ?? null;
    if (!before && phase === 'waits') continue;
    write(out, plan.misId, changes, before, record.get(plan.misId) ?? null, context);
  }
  return out;
}

function write(
  out: BatchRecords,
  misId: string,
  changes: readonly PupilChange[],
  before: PupilRow | null,
  record: PupilOnRecord | null,
  context: BatchContext,
): void {
  const pupil = before ? { ...before } : newPupil(misId, context);
  const people = new Map((record?.people ?? []).map(({ id, name }) => [giverKey(name), id]));
  const records: unknown[] = [];
  let touched = before === null;
  for (const change of changes) {
    if (change.kind === 'answer') continue;
    records.push(change);
    if (change.kind === 'details') Object.assign(pupil, change.fields);
    if (change.kind === 'missing') pupil.missingSince = context.at;
    if (change.kind === 'unclear') pupil.unclearSince = context.at;
    if (change.kind === 'back') Object.assign(pupil, { missingSince: null, unclearSince: null });
    if (change.kind === 'authority_ended') out.ended.push(change.holderId);
    if (change.kind === 'person') {
      const holder = holderOf(change, pupil.id, context);
      people.set(giverKey(change.person.name), holder.id);
      out.holders.push(holder);
    } else if (change.kind !== 'authority_ended') touched = true;
  }
  // Blanks first: a yes of the same source comes after what it replaces.
  for (const change of changes)
    if (change.kind === 'answer') records.push(...writeAnswer(out, change.answer, pupil, people, context));
  if (before === null) out.newPupils.push(pupil);
  else if (touched) out.changedPupils.push(pupil);
  out.changed.push({ pupilId: pupil.id, kind: kindOf(changes, before === null), records });
}

function newPupil(misId: string, { schoolId, exportedOn, at }: BatchContext): PupilRow {
  return {
    id: randomUUID(),
    schoolId,
    misId,
    legalForename: '',
    legalSurname: '',
    preferredForename: null,
    preferredSurname: null,
    yearGroup: '',
    registrationGroup: '',
    dateOfBirth: null,
    startsOn: exportedOn,
    leavesOn: null,
    missingSince: null,
    unclearSince: null,
    createdAt: at,
  };
}

function holderOf(
  { person, since }: Extract<PupilChange, { kind: 'person' }>,
  pupilId: string,
  { schoolId, source, exportedOn, zone, at, by }: BatchContext,
): HolderInsert & { id: string } {
  return {
    id: randomUUID(),
    schoolId,
    pupilId,
    name: person.name,
    relationship: person.relationship || 'parent or carer',
    authority: 'parental_responsibility',
    authorityFrom: startOf(since ?? exportedOn, zone, at),
    evidence: `${source}, as of ${exportedOn}`,
    verifiedBy: by,
    verifiedAt: at,
  };
}

const startOf = (date: string, zone: string, otherwise: Date): Date => firstMomentOf(date, zone) ?? otherwise;

/**
 * When an answer of that date was given by somebody of that year group, and when a yes of it runs out; the days and the year groups of
 * a batch are few, and its answers many.
 */
function daysOf(
  on: string | null,
  yearGroup: string,
  { days, zone, at, exportedOn }: BatchContext,
): AnswerDays {
  const key = `${on ?? ''} ${yearGroup}`;
  const known = days.get(key);
  if (known) return known;
  const decidedAt = (on && momentAnswered(on, at, zone)) || startOf(exportedOn, zone, at);
  const found = { decidedAt, expiresAt: yesRunsUntil({ from: decidedAt, yearGroup, asOf: at }, zone) };
  days.set(key, found);
  return found;
}

function writeAnswer(
  out: BatchRecords,
  change: AnswerChange,
  { id: pupilId, yearGroup }: Pick<PupilRow, 'id' | 'yearGroup'>,
  people: ReadonlyMap<string, string>,
  context: BatchContext,
): DecisionInsert[] {
  const { schoolId, source, exportedOn, at, by } = context;
  const { type, giver, giverName, named, answer, on, scope, meaning, bare, before } = change;
  const holderId =
    answer === 'not_answered' ? (before?.holderId ?? null) : named ? (people.get(giver) ?? null) : null;
  const { decidedAt, expiresAt } = daysOf(on, yearGroup, context);
  const shared = {
    schoolId,
    pupilId,
    formVersionId: null,
    eventId: null,
    conditions: {},
    method: 'import' as const,
    source,
    recordedBy: by,
    recordedAt: at,
    requestKey: null,
  };
  const lifts = change.lifts.map((no): DecisionInsert => ({
    ...shared,
    ...EVERY_USE,
    subjects: [...EVERY_USE.subjects],
    channels: [...EVERY_USE.channels],
    purposes: [...EVERY_USE.purposes],
    accountScope: WIDEST_YES,
    id: randomUUID(),
    holderId: null,
    decision: 'not_answered',
    evidence: `The answer in the export of ${exportedOn} replaces the one that this export gave before.`,
    legacyTick: false,
    decidedAt: at,
    effectiveFrom: at,
    expiresAt: null,
    sourceRowHash: null,
    supersedesId: no,
    liftsProvisional: true,
  }));
  const decision: DecisionInsert = {
    ...shared,
    ...scope,
    id: randomUUID(),
    holderId,
    decision: answer,
    evidence: giverName && !named ? `Named in the export: ${giverName}` : '',
    legacyTick: bare,
    decidedAt: answer === 'not_answered' ? at : decidedAt,
    effectiveFrom: answer === 'not_answered' ? at : decidedAt,
    expiresAt: answer === 'granted' ? expiresAt : null,
    sourceRowHash: `${type}/${meaning}`,
    supersedesId: null,
    liftsProvisional: false,
  };
  out.decisions.push(...lifts, decision);
  const isLooseNo = holderId === null && (answer === 'refused' || answer === 'withdrawn');
  const standing = answer === 'granted' ? [] : (before?.standingNoes ?? []);
  out.answers.push({
    schoolId,
    pupilId,
    source,
    type,
    giver,
    holderId,
    answer,
    answeredOn: on,
    meaning,
    ...scope,
    standingNoes: isLooseNo ? [...standing, decision.id as string] : [...standing],
  });
  return [...lifts, decision];
}

/** The kind that reaches furthest: somebody's no takes down what is live, everything else that takes away only stops. */
function kindOf(changes: readonly PupilChange[], isNew: boolean): ChangeKind | null {
  if (isNew) return null;
  const answers = changes.flatMap((change) => (change.kind === 'answer' ? [change.answer.answer] : []));
  const has = (kind: PupilChange['kind']) => changes.some((change) => change.kind === kind);
  const dates = changes.some(
    ({ kind, ...change }) =>
      kind === 'details' &&
      'fields' in change &&
      ['startsOn', 'leavesOn', 'dateOfBirth'].some((field) => field in change.fields),
  );
  if (answers.includes('withdrawn')) return 'withdrawal';
  if (answers.includes('refused')) return 'refusal';
  if (has('missing')) return 'leaving';
  if (has('unclear')) return 'stale_import';
  if (answers.includes('not_answered')) return 'unanswered';
  if (has('authority_ended')) return 'authority_ended';
  if (answers.includes('granted') || has('back')) return 'grant';
  return dates ? 'leaving' : null;
}
