// Why a pupil may or may not be shown in one use today, worked through for the two roles that may know.
import type { Database } from '#db/client.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { found } from '#app/domain/errors.ts';
import { type PupilHistory, readPupilHistory } from './pupil-history.ts';
import { type ConsentSchool, loadConsentInputs } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import type { Channel, Purpose, Subject, Verdict } from './consent-types.ts';
import { type PupilPage, type PupilRef, answerFor, pageOf } from './read-pupil-consent.ts';
import { type WorkedRule, workedExplanation } from './worked-explanation.ts';

export interface ExplainedUse {
  pupil: PupilPage;
  verdict: Verdict;
  rules: readonly WorkedRule[];
  /** what the rules' records are, to be put into words */
  history: PupilHistory;
  exportedAt: Date | null;
}

/**
 * The use as the grid asks it: on the school's own account, without a photo, so that every condition shows.
 * Errors: AppError forbidden without `consent.history`; not_found for a pupil of another school.
 */
export async function explainUse(
  db: Database,
  person: Person,
  school: ConsentSchool,
  ref: PupilRef,
  use: { subject: Subject; channel: Channel; purpose: Purpose },
  at: Date,
): Promise<ExplainedUse> {
  requireMay(person, 'consent.history', ref.schoolId, at);
  const row = found(await findPupil(db, ref, ref.pupilId), 'pupil');
  const inputs = found((await loadConsentInputs(db, ref, school, [row.id])).get(row.id), 'pupil');
  return {
    pupil: pageOf(row, school, at),
    verdict: answerFor(inputs, { ...use, at }).verdict,
    rules: workedExplanation(inputs, { ...use, at, event: null, accountKind: 'school', scene: null }),
    history: await readPupilHistory(db, person, ref, at),
    exportedAt: school.consentExportedAt,
  };
}
