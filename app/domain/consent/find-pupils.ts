// Finding a pupil, for those who keep the consent record: by what they type, or by class.
import type { Database } from '#db/client.server.ts';
import { groupsOfSchool, type PupilRow, pupilsOfGroup, searchPupils } from '#db/queries/pupils.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from './may-here.ts';
import { pupilName } from './pupil-name.ts';

export interface FoundPupil {
  id: string;
  name: string;
  group: string;
  year: string;
}

export interface ClassOfSchool {
  group: string;
  year: string;
  count: number;
}

/** Most pupils that one search shows. */
export const MOST_FOUND = 30;

const foundPupil = (row: PupilRow): FoundPupil => ({
  id: row.id,
  name: pupilName(row),
  group: row.registrationGroup,
  year: row.yearGroup,
});

/**
 * Pupils whose names or class match every word typed, by surname; `more` when there are others besides.
 * Errors: AppError forbidden without `pupil.find`; not_found for another school.
 */
export async function findPupils(
  db: Database,
  person: Person,
  schoolId: string,
  typed: string,
  at: Date,
): Promise<{ pupils: FoundPupil[]; more: boolean }> {
  requireMay(person, 'pupil.find', schoolId, at);
  if (typed.trim() === '') return { pupils: [], more: false };
  const rows = await searchPupils(db, { schoolId }, typed, MOST_FOUND + 1);
  return { pupils: rows.slice(0, MOST_FOUND).map(foundPupil), more: rows.length > MOST_FOUND };
}

/** The pupils of one class, by name; empty for a class that is not there. Errors: as {@link findPupils}. */
export async function pupilsOfClass(
  db: Database,
  person: Person,
  schoolId: string,
  group: string,
  at: Date,
): Promise<FoundPupil[]> {
  requireMay(person, 'pupil.find', schoolId, at);
  return (await pupilsOfGroup(db, { schoolId }, group)).map(foundPupil);
}

/** The school's classes with how many are in each. Errors: as {@link findPupils}. */
export async function classesOfSchool(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<ClassOfSchool[]> {
  requireMay(person, 'pupil.find', schoolId, at);
  return groupsOfSchool(db, { schoolId });
}
