// Who may no longer be shown since this morning, and where that was felt: one line for each pupil, the same for a withdrawal,
// a refusal, a pupil's own no and a restriction.
import type { Database } from '#db/client.server.ts';
import { restrictiveMoments } from '#db/queries/consent.server.ts';
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { dayBounds } from '#app/domain/school/school-clock.ts';
import type { ConsentSchool } from './load-consent.ts';
import { requireMay } from './may-here.ts';
import { type PupilPosts, postsShowingPupil } from './posts-showing-pupil.ts';
import { pupilName } from './pupil-name.ts';

export interface ChangedPupil {
  pupilId: string;
  name: string;
  group: string;
  /** the last such change today */
  at: Date;
  posts: PupilPosts;
}

/** Latest first. Errors: AppError forbidden without `consent.history`; not_found for another school. */
export async function changesToday(
  db: Database,
  person: Person,
  school: ConsentSchool & { id: string },
  at: Date,
): Promise<ChangedPupil[]> {
  const scope = { schoolId: school.id };
  requireMay(person, 'consent.history', school.id, at);
  const { from, until } = dayBounds(at, school.zone);
  const last = new Map<string, Date>();
  for (const moment of await restrictiveMoments(db, scope, from, until)) {
    const known = last.get(moment.pupilId);
    if (!known || known < moment.at) last.set(moment.pupilId, moment.at);
  }
  const changed: ChangedPupil[] = [];
  for (const row of await pupilsByIds(db, scope, [...last.keys()])) {
    changed.push({
      pupilId: row.id,
      name: pupilName(row),
      group: row.registrationGroup,
      at: last.get(row.id) ?? at,
      posts: await postsShowingPupil(db, person, school, { ...scope, pupilId: row.id }, at),
    });
  }
  return changed.sort((a, b) => b.at.getTime() - a.at.getTime());
}
