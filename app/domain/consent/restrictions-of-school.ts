// Every restriction in force at a school, for the safeguarding leads alone: those to be looked at again come first. The reasons
// are not here.
import type { Database } from '#db/client.server.ts';
import { openRestrictions } from '#db/queries/restrictions.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { RestrictionType } from './consent-types.ts';
import { requireMay } from './may-here.ts';
import { pupilName } from './pupil-name.ts';

export interface OpenRestriction {
  id: string;
  pupilId: string;
  name: string;
  group: string;
  type: RestrictionType;
  startsAt: Date;
  setBy: string;
  /** null = no date was set */
  reviewOn: Date | null;
  /** it is to be looked at now */
  due: boolean;
}

/** Errors: AppError forbidden without `restriction.set`; not_found for another school. */
export async function restrictionsOfSchool(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<OpenRestriction[]> {
  requireMay(person, 'restriction.set', schoolId, at);
  const rows = await openRestrictions(db, { schoolId });
  const names = await namesOf(
    db,
    person.trustId,
    rows.map(({ setBy }) => setBy),
  );
  return rows.map(({ id, type, startsAt, reviewOn, setBy, pupil }) => ({
    ...{ id, type, startsAt, reviewOn },
    pupilId: pupil.id,
    name: pupilName(pupil),
    group: pupil.registrationGroup,
    setBy: names.get(setBy) ?? 'somebody who has left',
    due: reviewOn !== null && reviewOn <= at,
  }));
}
