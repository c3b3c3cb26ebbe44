// The office keeps a pupil's own record by hand: names, class and dates, for a school without an export, or for a day on which one cannot
// be waited for. A date that takes away reaches posts like a leaver in an import.
import {
  changePupilRow,
  insertPupil,
  type PupilFields,
  pupilByMisId,
} from '#db/queries/pupil-records.server.ts';
import { findPupil, type PupilRow } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { changePupilPermission } from '#app/domain/consent/apply-permission-change.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Reached } from '#app/domain/consent/reach-posts.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { firstMomentOf } from '#app/domain/consent/written-dates.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { keepNames } from './keep-names.ts';

/** Longest of each name, class and number, in UTF-16 units; as an import takes them. */
export const MAX_NAME = 120;

/** The record as typed; dates `YYYY-MM-DD`, empty where there is none. */
export interface TypedPupil {
  misId: string;
  legalForename: string;
  legalSurname: string;
  preferredForename: string;
  preferredSurname: string;
  /** what everyone calls them, where that is neither of these; for finding names in words alone */
  knownAs: string;
  yearGroup: string;
  registrationGroup: string;
  dateOfBirth: string;
  startsOn: string;
  leavesOn: string;
}

export type PupilKept =
  { ok: true; pupilId: string; reached: Reached | null } | { ok: false; issues: Issue[] };

/** The pupil's record to be changed. Errors: AppError forbidden without `pupil.keep`; not_found. */
export async function readKeptPupil(
  db: Database,
  person: Person,
  ref: { schoolId: string; pupilId: string },
  at: Date,
): Promise<PupilRow> {
  requireMay(person, 'pupil.keep', ref.schoolId, at);
  return found(await findPupil(db, ref, ref.pupilId), 'pupil');
}

/**
 * Adds a pupil; `requestKey` becomes their id, so that a double tap adds one.
 * Errors: AppError forbidden without `pupil.keep`; not_found for another school.
 */
export async function addPupil(
  deps: WebDeps,
  actor: Person,
  schoolId: string,
  typed: TypedPupil,
  requestKey: string,
): Promise<PupilKept> {
  return inOneTransaction(deps, actor, async (work): Promise<PupilKept> => {
    requireMay(actor, 'pupil.keep', schoolId, work.at);
    const { zone } = found(await findSchool(work.db, { schoolId }), 'school');
    const fields = fieldsOf(typed);
    const misId = typed.misId.trim();
    const issues = issuesOf({ ...fields, misId }, dateInSchool(work.at, zone), zone);
    if (issues.length > 0) return { ok: false, issues };
    const row = { ...fields, id: requestKey, schoolId, misId, createdAt: work.at };
    if (await insertPupil(work.db, row)) {
      const recordHash = hashOf({ ...row, createdAt: work.at.toISOString() });
      work.record({ type: 'permission.changed', schoolId, pupilId: row.id, changeId: row.id, recordHash });
      return { ok: true, pupilId: row.id, reached: null };
    }
    const earlier = await pupilByMisId(work.db, { schoolId }, misId);
    return earlier?.id === requestKey
      ? { ok: true, pupilId: requestKey, reached: null }
      : { ok: false, issues: [block('pupil', 'mis_id_taken', 'misId', 'R-36')] };
  });
}

/**
 * Changes a pupil's names, class and dates; the record number stays. The same once more changes nothing.
 * Errors: AppError forbidden without `pupil.keep`; not_found for another school's pupil.
 */
export async function changePupil(
  deps: WebDeps,
  actor: Person,
  ref: { schoolId: string; pupilId: string },
  typed: Omit<TypedPupil, 'misId'>,
): Promise<PupilKept> {
  const { schoolId, pupilId } = ref;
  const at = deps.clock.now();
  requireMay(actor, 'pupil.keep', schoolId, at);
  const { zone } = found(await findSchool(deps.db, ref), 'school');
  const fields = fieldsOf(typed);
  const issues = issuesOf(fields, dateInSchool(at, zone), zone);
  if (issues.length > 0) return { ok: false, issues };
  const reached = await changePupilPermission(
    deps,
    actor,
    { ...ref, permission: 'pupil.keep' },
    async (work) => {
      const before = await findPupil(work.db, ref, pupilId);
      if (!before) throw new AppError('not_found', 'pupil');
      const changed = (Object.keys(fields) as (keyof PupilFields)[]).filter(
        (field) => fields[field] !== before[field],
      );
      if (changed.length === 0) return null;
      await changePupilRow(work.db, ref, pupilId, fields);
      await keepNames(work, deps.nameVault, schoolId, [{ pupilId, before, after: fields }]);
      const dated = changed.some((field) => DATES.includes(field));
      // The digest proves which record it became; names themselves are kept nowhere else.
      return { kind: dated ? 'leaving' : 'grant', row: { id: pupilId, ...fields } };
    },
  );
  return { ok: true, pupilId, reached };
}

const DATES: readonly (keyof PupilFields)[] = ['dateOfBirth', 'startsOn', 'leavesOn'];

function fieldsOf(typed: Omit<TypedPupil, 'misId'>): PupilFields {
  const text = (field: keyof typeof typed): string => typed[field].trim().replaceAll(/\s+/g, ' ');
  return {
    legalForename: text('legalForename'),
    legalSurname: text('legalSurname'),
    preferredForename: text('preferredForename') || null,
    preferredSurname: text('preferredSurname') || null,
    knownAs: text('knownAs') || null,
    yearGroup: text('yearGroup'),
    registrationGroup: text('registrationGroup'),
    dateOfBirth: text('dateOfBirth') || null,
    startsOn: text('startsOn'),
    leavesOn: text('leavesOn') || null,
  };
}

const NEEDED = ['misId', 'legalForename', 'legalSurname', 'yearGroup', 'registrationGroup'] as const;

/** In the order of the fields on the form. */
function issuesOf(fields: PupilFields & { misId?: string }, today: string, zone: string): Issue[] {
  const issue = (code: string, field: string) => block('pupil', code, field, 'R-36');
  const issues: Issue[] = [];
  for (const field of NEEDED) if (fields[field] === '') issues.push(issue(`${field}_missing`, field));
  for (const [field, value] of Object.entries(fields))
    if ((value?.length ?? 0) > MAX_NAME) issues.push(issue('too_long', field));
  const isDate = (date: string) => firstMomentOf(date, zone) !== null;
  const { dateOfBirth, startsOn, leavesOn } = fields;
  if (dateOfBirth !== null && (!isDate(dateOfBirth) || dateOfBirth > today))
    issues.push(issue('birth_date_unclear', 'dateOfBirth'));
  if (!isDate(startsOn)) issues.push(issue('first_day_unclear', 'startsOn'));
  if (leavesOn !== null && (!isDate(leavesOn) || leavesOn < startsOn))
    issues.push(issue('last_day_unclear', 'leavesOn'));
  return issues;
}
