// Pupils about whom the last export left a doubt, decided by a person: whoever is missing from it has left or is still here; what an
// unreadable row meant is put on record first. Until then they are not shown.
import { changePupilRow, pupilsInDoubt } from '#db/queries/pupil-records.server.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { changePupilPermission } from '#app/domain/consent/apply-permission-change.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { pupilName } from '#app/domain/consent/pupil-name.ts';
import { MAX_EVIDENCE } from '#app/domain/consent/write-decision.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { firstMomentOf } from '#app/domain/consent/written-dates.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { keepWords } from '#app/domain/free-words.ts';
import { block, type Issue } from '#app/domain/issues.ts';

export interface PupilInDoubt {
  id: string;
  name: string;
  group: string;
  misId: string;
  missingSince: Date | null;
  unclearSince: Date | null;
}

/** More are shown once these are decided. */
const MOST_LISTED = 200;

/** By class and name. Errors: AppError forbidden without `pupil.keep`; not_found for another school. */
export async function readDoubts(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<PupilInDoubt[]> {
  requireMay(person, 'pupil.keep', schoolId, at);
  const rows = await pupilsInDoubt(db, { schoolId }, MOST_LISTED);
  return rows.map((row) => ({
    id: row.id,
    name: pupilName(row),
    group: row.registrationGroup,
    misId: row.misId,
    missingSince: row.missingSince,
    unclearSince: row.unclearSince,
  }));
}

export interface Doubt {
  schoolId: string;
  pupilId: string;
}

export type DoubtAnswer =
  /** the pupil's last day on roll, `YYYY-MM-DD`: today at the latest */
  | { is: 'left'; lastDay: string }
  /** until a later full export misses them again; what shows that they are here */
  | { is: 'still_here'; evidence: string }
  /** what the row meant is on record now; where it was looked up */
  | { is: 'recorded'; evidence: string };

export type DoubtSettled = { ok: true } | { ok: false; issues: Issue[] };

/**
 * Writes the answer and deals with the posts that show the pupil. Answering a doubt that is gone changes nothing.
 * Errors: AppError forbidden without `pupil.keep`; not_found for another school's pupil.
 */
export async function settleDoubt(
  deps: Deps,
  actor: Person,
  ref: Doubt,
  answer: DoubtAnswer,
): Promise<DoubtSettled> {
  const { schoolId, pupilId } = ref;
  const now = deps.clock.now();
  requireMay(actor, 'pupil.keep', schoolId, now);
  const { zone } = found(await findSchool(deps.db, ref), 'school');
  const before = found(await findPupil(deps.db, ref, pupilId), 'pupil');
  const issues = issuesOf(answer, before.startsOn, dateInSchool(now, zone), zone);
  if (issues.length > 0) return { ok: false, issues };
  await changePupilPermission(deps, actor, { ...ref, permission: 'pupil.keep' }, async (work) => {
    const pupil = found(await findPupil(work.db, ref, pupilId), 'pupil');
    if (answer.is === 'recorded') {
      if (pupil.unclearSince === null) return null;
      await changePupilRow(work.db, ref, pupilId, { unclearSince: null });
    } else {
      if (pupil.missingSince === null) return null;
      const leaves = answer.is === 'left' ? { leavesOn: answer.lastDay } : {};
      await changePupilRow(work.db, ref, pupilId, { missingSince: null, ...leaves });
    }
    if (answer.is === 'left') return { kind: 'leaving', row: { id: pupilId, ...answer } };
    const words = await keepWords(work, schoolId, answer.evidence.trim());
    return { kind: 'grant', row: { id: pupilId, is: answer.is, words } };
  });
  return { ok: true };
}

function issuesOf(answer: DoubtAnswer, startsOn: string, today: string, zone: string): Issue[] {
  const issue = (code: string, field: string) => [block('doubt', code, field, 'R-36')];
  if (answer.is === 'left') {
    if (!firstMomentOf(answer.lastDay, zone) || answer.lastDay < startsOn)
      return issue('last_day_unclear', 'lastDay');
    // A day to come would show them again until then, with nothing to prove that they are here.
    return answer.lastDay > today ? issue('last_day_to_come', 'lastDay') : [];
  }
  if (answer.evidence.trim() === '') return issue('doubt_evidence_missing', 'evidence');
  return answer.evidence.length > MAX_EVIDENCE ? issue('evidence_too_long', 'evidence') : [];
}
