// Who can be asked for consent: pupils on roll or on a trip, the people who may answer for them, and on which days nobody is asked.
// Always within one school.
import { and, asc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { closedDates } from '#db/schema/consent-ground.ts';
import { pupils, tripPupils } from '#db/schema/pupils.ts';
import type { HolderRow } from './consent.server.ts';
import type { SchoolScope } from './posts.server.ts';
import type { PupilRow } from './pupils.server.ts';

type Db = Database | Tx;

/** Pupils on roll on a date, of all classes or the given ones, by class and surname. */
export async function pupilsToAsk(
  db: Db,
  scope: SchoolScope,
  date: string,
  groups: readonly string[] | null,
): Promise<PupilRow[]> {
  return db
    .select()
    .from(pupils)
    .where(
      and(
        eq(pupils.schoolId, scope.schoolId),
        isNull(pupils.missingSince),
        lte(pupils.startsOn, date),
        or(isNull(pupils.leavesOn), gte(pupils.leavesOn, date)),
        groups ? inArray(pupils.registrationGroup, [...groups]) : undefined,
      ),
    )
    .orderBy(asc(pupils.registrationGroup), asc(pupils.legalSurname), asc(pupils.legalForename));
}

/** Pupils of a trip; one who joins or leaves the school around it is asked like the others. */
export async function tripPupilsToAsk(db: Db, scope: SchoolScope, tripId: string): Promise<PupilRow[]> {
  const rows = await db
    .select({ pupil: pupils })
    .from(tripPupils)
    .innerJoin(pupils, and(eq(pupils.schoolId, tripPupils.schoolId), eq(pupils.id, tripPupils.pupilId)))
    .where(
      and(
        eq(tripPupils.schoolId, scope.schoolId),
        eq(tripPupils.tripId, tripId),
        isNull(pupils.missingSince),
      ),
    )
    .orderBy(asc(pupils.registrationGroup), asc(pupils.legalSurname), asc(pupils.legalForename));
  return rows.map(({ pupil }) => pupil);
}

/** Everybody on record who may answer for any pupil of the school, by name: a whole school's in one look. */
export async function holdersOfSchool(db: Db, scope: SchoolScope): Promise<HolderRow[]> {
  return db
    .select()
    .from(authorityHolders)
    .where(eq(authorityHolders.schoolId, scope.schoolId))
    .orderBy(asc(authorityHolders.name), asc(authorityHolders.id));
}

/** Whether the school is closed on a day, weekends apart. */
export async function isClosedDate(db: Db, scope: SchoolScope, day: string): Promise<boolean> {
  const [row] = await db
    .select({ day: closedDates.day })
    .from(closedDates)
    .where(and(eq(closedDates.schoolId, scope.schoolId), eq(closedDates.day, day)));
  return row !== undefined;
}
