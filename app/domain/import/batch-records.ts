// The plans of some pupils as rows to write: pupils, people, answers, and what the source is remembered to have said. Pure, so that
// a batch begun again after a crash writes the same.
import { randomUUID } from 'node:crypto';
import type { DecisionInsert } from '#db/queries/consent-decisions.server.ts';
import type { HolderInsert } from '#db/queries/many-pupils.server.ts';
import type { ImportedAnswerRow } from '#db/queries/pupils-on-record.server.ts';
import type { PupilRow } from '#db/queries/pupils.server.ts';
import type { ChangeKind } from '#app/domain/consent/permission-change.ts';
import { startOf, writeAnswer } from './answer-records.ts';
import type { PupilChange, PupilOnRecord, PupilPlan } from './plan-pupil.ts';
import { giverKey } from './giver-key.ts';

export interface AnswerDays {
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
  /** holder ids whose authority begins anew, and addresses by holder id */
  back: string[];
  emails: { id: string; email: string }[];
  decisions: DecisionInsert[];
  answers: ImportedAnswerRow[];
  /** pupil id, the kind that reaches furthest (null: reaches no post), and what was written */
  changed: { pupilId: string; kind: ChangeKind | null; records: unknown[] }[];
}

/** Changes of those who may answer, which leave the pupil's own row as it is. */
const ABOUT_PEOPLE: ReadonlySet<PupilChange['kind']> = new Set([
  'person',
  'person_email',
  'authority_ended',
  'authority_back',
]);

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
    back: [],
    emails: [],
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
    if (change.kind === 'authority_back') out.back.push(change.holderId);
    if (change.kind === 'person_email') out.emails.push({ id: change.holderId, email: change.email });
    if (change.kind === 'person') {
      const holder = holderOf(change, pupil.id, context);
      people.set(giverKey(change.person.name), holder.id);
      out.holders.push(holder);
    } else if (!ABOUT_PEOPLE.has(change.kind)) touched = true;
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
    knownAs: null,
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
    email: person.email,
    verifiedBy: by,
    verifiedAt: at,
  };
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
  if (answers.includes('granted') || has('back') || has('authority_back')) return 'grant';
  return dates ? 'leaving' : null;
}
