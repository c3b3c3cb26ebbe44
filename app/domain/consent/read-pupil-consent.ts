// A pupil's position as a page shows it: what may be shown where. Those two roles that may know also see who answered, when
// and on which wording; everybody else the effective answer and nothing more.
import type { Database } from '#db/client.server.ts';
import { findPupil, type PupilRow } from '#db/queries/pupils.server.ts';
import { noteMonitoring } from '#db/queries/monitoring.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { may, type Permission } from '#app/domain/permissions.ts';
import { type CellStanding, cellAnswer } from './cell-answer.ts';
import { resolve } from './consent-decision.ts';
import { explain, type Explanation } from './consent-explanation.ts';
import {
  type Channel,
  type ConsentInputs,
  type ConsentNeed,
  type Purpose,
  type Subject,
} from './consent-types.ts';
import { schoolSentence } from './consent-words.ts';
import { loadConsentInputs } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import { pupilName } from './pupil-name.ts';
import { dateInSchool } from './school-days.ts';
import type { ConsentSchool } from './load-consent.ts';

export interface PupilRef {
  schoolId: string;
  pupilId: string;
}

export interface GridAsked {
  subjects: readonly Subject[];
  channels: readonly Channel[];
  purpose: Purpose;
}

export interface GridCell extends CellStanding {
  subject: Subject;
  channel: Channel;
  /** why, and on which answers it rests; only for those who may know */
  because: { explanations: readonly Explanation[]; decisionIds: readonly string[] } | null;
}

export interface PupilPage {
  id: string;
  name: string;
  /** a short name that everyone uses; null without one */
  knownAs: string | null;
  group: string;
  year: string;
  /** no longer on roll today */
  left: boolean;
}

export interface PupilConsent {
  pupil: PupilPage;
  cells: GridCell[];
  /** what stops every pupil of the school alike; said once */
  schoolSentence: string | null;
}

/** Who the pupil is, for a page on which something is recorded. Errors: AppError forbidden, not_found. */
export async function readPupil(
  db: Database,
  person: Person,
  school: ConsentSchool,
  ref: PupilRef,
  at: Date,
  permission: Permission,
): Promise<PupilPage> {
  requireMay(person, permission, ref.schoolId, at);
  return pageOf(found(await findPupil(db, ref, ref.pupilId), 'pupil'), school, at);
}

/**
 * The grid as it stands at `at`, on the school's own accounts.
 * Errors: AppError forbidden without `pupil.find`; not_found for a pupil of another school.
 */
export async function readPupilConsent(
  db: Database,
  person: Person,
  school: ConsentSchool,
  ref: PupilRef,
  asked: GridAsked,
  at: Date,
): Promise<PupilConsent> {
  requireMay(person, 'pupil.find', ref.schoolId, at);
  const row = found(await findPupil(db, ref, ref.pupilId), 'pupil');
  const inputs = found((await loadConsentInputs(db, ref, school, [row.id])).get(row.id), 'pupil');
  const mayKnow = may(person, 'consent.history', ref.schoolId, at);
  const answers = asked.subjects.flatMap((subject) =>
    asked.channels.map((channel) => {
      const resolution = answerFor(inputs, { subject, channel, purpose: asked.purpose, at });
      const because = { explanations: explain(resolution), decisionIds: resolution.decisionIds };
      return {
        resolution,
        cell: { subject, channel, ...cellAnswer(resolution), because: mayKnow ? because : null },
      };
    }),
  );
  return {
    pupil: pageOf(row, school, at),
    cells: answers.map(({ cell }) => cell),
    schoolSentence: schoolSentence(answers.map(({ resolution }) => resolution)),
  };
}

/** The decision without a photo, so that every condition of a yes shows up in it. */
export const answerFor = (
  inputs: ConsentInputs,
  use: Pick<ConsentNeed, 'subject' | 'channel' | 'purpose' | 'at'> & { event?: ConsentNeed['event'] },
) => resolve(inputs, { event: null, ...use, accountKind: 'school', scene: null });

/** Who the pupil is, in the words of a page. */
export function pageOf(row: PupilRow, school: ConsentSchool, at: Date): PupilPage {
  const left = row.leavesOn !== null && row.leavesOn < dateInSchool(at, school.zone);
  const { id, knownAs, registrationGroup: group, yearGroup: year } = row;
  return { id, name: pupilName(row), knownAs, group, year, left };
}

/** Notes that this person opened this pupil's record, for the monitoring that people are told of. */
export async function notePupilViewed(db: Database, person: Person, ref: PupilRef, at: Date): Promise<void> {
  await noteMonitoring(db, {
    at,
    userId: person.userId,
    schoolId: ref.schoolId,
    what: 'viewed_pupil',
    subjectId: ref.pupilId,
  });
}
