// The members of a class as they are on roll today: who is meant when a photo is said to show all of it.
import type { Database, Tx } from '#db/client.server.ts';
import { type PupilRow, pupilsOfGroup } from '#db/queries/pupils.server.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';

/** Pupils of the class on roll on the day that `at` falls in, by name. Empty for a class that is none. */
export async function membersOfGroup(
  db: Database | Tx,
  school: { id: string; zone: string },
  group: string,
  at: Date,
): Promise<PupilRow[]> {
  const today = dateInSchool(at, school.zone);
  const rows = await pupilsOfGroup(db, { schoolId: school.id }, group);
  return rows.filter(
    ({ startsOn, leavesOn }) => startsOn <= today && (leavesOn === null || today <= leavesOn),
  );
}
