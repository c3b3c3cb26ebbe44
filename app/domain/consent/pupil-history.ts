// Everything that was recorded about what a pupil may be shown in, with who and when: for the data lead and the safeguarding
// leads. Of a restriction it tells that there is one, and no more.
import type { Database } from '#db/client.server.ts';
import { currentForms, consentRows } from '#db/queries/pupils.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Answer, Channel, Condition, Purpose, Subject } from './consent-types.ts';
import { CONDITIONS } from './consent-types.ts';
import { saysNo } from './consent-scope.ts';
import { requireMay } from './may-here.ts';
import type { PupilRef } from './read-pupil-consent.ts';

export interface RecordedAnswer {
  kind: 'answer';
  id: string;
  decision: Answer;
  /** Who answered; null for anybody else's no, and for a tick without a giver. */
  by: { name: string; relationship: string } | null;
  subjects: readonly Subject[];
  channels: readonly Channel[];
  purposes: readonly Purpose[];
  conditions: Condition[];
  forOneTrip: boolean;
  decidedAt: Date;
  expiresAt: Date | null;
  recordedAt: Date;
  recordedBy: string;
  method: string;
  evidence: string;
  formTitle: string | null;
  legacyTick: boolean;
  /** an open provisional no, which may be lifted by name */
  liftable: boolean;
  /** it lifts another record */
  lifts: boolean;
}

export interface RecordedView {
  kind: 'pupil_said';
  id: string;
  answer: 'yes' | 'no' | 'not_asked';
  subjects: readonly Subject[];
  askedHow: string;
  recordedAt: Date;
  recordedBy: string;
}

export interface PupilHistory {
  /** newest first */
  entries: (RecordedAnswer | RecordedView)[];
  /** a restriction is in force, of whatever kind */
  restricted: boolean;
}

/** Errors: AppError forbidden without `consent.history`; not_found for another school. */
export async function readPupilHistory(
  db: Database,
  person: Person,
  ref: PupilRef,
  at: Date,
): Promise<PupilHistory> {
  requireMay(person, 'consent.history', ref.schoolId, at);
  const rows = await consentRows(db, ref, [ref.pupilId]);
  const recorders = [
    ...rows.decisions.map((row) => row.recordedBy),
    ...rows.views.map((row) => row.askedBy),
  ].filter((id) => id !== null);
  const names = await namesOf(db, person.trustId, recorders);
  const nameOf = (id: string | null) =>
    id === null ? 'themselves' : (names.get(id) ?? 'somebody who has left');
  const forms = new Map((await currentForms(db, ref)).map((form) => [form.id, form.title]));
  const holders = new Map(rows.holders.map((holder) => [holder.id, holder]));
  const lifted = new Set(rows.decisions.filter((row) => row.liftsProvisional).map((row) => row.supersedesId));
  const answers = rows.decisions.map((row): RecordedAnswer => {
    const holder = row.holderId === null ? undefined : holders.get(row.holderId);
    return {
      kind: 'answer',
      id: row.id,
      decision: row.decision,
      by: holder ? { name: holder.name, relationship: holder.relationship } : null,
      subjects: row.subjects,
      channels: row.channels,
      purposes: row.purposes,
      conditions: CONDITIONS.filter((condition) => row.conditions[condition]),
      forOneTrip: row.eventId !== null,
      decidedAt: row.decidedAt,
      expiresAt: row.expiresAt,
      recordedAt: row.recordedAt,
      recordedBy: nameOf(row.recordedBy),
      method: row.method,
      evidence: row.evidence,
      formTitle: row.formVersionId ? (forms.get(row.formVersionId) ?? null) : null,
      legacyTick: row.legacyTick,
      liftable: row.holderId === null && saysNo(row.decision) && !lifted.has(row.id),
      lifts: row.liftsProvisional,
    };
  });
  return {
    entries: [...answers, ...viewsOf(rows.views, nameOf)].sort(
      (a, b) => b.recordedAt.getTime() - a.recordedAt.getTime(),
    ),
    restricted: rows.restrictions.some((row) => row.liftedAt === null || row.liftedAt > at),
  };
}

/** What was asked at one moment is one entry, however many subjects it was about. */
function viewsOf(
  rows: Awaited<ReturnType<typeof consentRows>>['views'],
  nameOf: (id: string | null) => string,
): RecordedView[] {
  const asked = new Map<string, RecordedView & { subjects: Subject[] }>();
  for (const row of rows) {
    const key = `${row.recordedAt.getTime()} ${row.answer} ${row.askedBy}`;
    const entry = asked.get(key);
    if (entry) entry.subjects.push(row.subject);
    else
      asked.set(key, {
        kind: 'pupil_said',
        id: row.id,
        answer: row.answer,
        subjects: [row.subject],
        askedHow: row.askedHow,
        recordedAt: row.recordedAt,
        recordedBy: nameOf(row.askedBy),
      });
  }
  return [...asked.values()];
}
