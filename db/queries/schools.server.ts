// Trusts, schools, accounts and trips as rows; `share` takes the locks that every publishing step shares.
import { and, asc, desc, eq, gte, inArray, lt } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import { adultPermissions, pupils, tripPupils, trips } from '#db/schema/pupils.ts';
import { schools, trusts } from '#db/schema/school.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type Lock = 'none' | 'share' | 'update';

export async function findSchool(db: Db, scope: SchoolScope, lock: Lock = 'none') {
  const query = db.select().from(schools).where(eq(schools.id, scope.schoolId));
  const [row] = lock === 'none' ? await query : await query.for(lock);
  return row ?? null;
}

export async function findTrust(db: Db, trustId: string) {
  const [row] = await db.select().from(trusts).where(eq(trusts.id, trustId));
  return row ?? null;
}

export async function schoolsOfTrust(db: Db, trustId: string) {
  return db.select().from(schools).where(eq(schools.trustId, trustId)).orderBy(asc(schools.name));
}

/** Every school of the installation, for work that goes through all of them. */
export async function schoolsEverywhere(db: Db): Promise<{ id: string }[]> {
  return db.select({ id: schools.id }).from(schools).orderBy(asc(schools.id));
}

export async function findAccount(db: Db, scope: SchoolScope, accountId: string, lock: Lock = 'none') {
  const query = db
    .select()
    .from(accounts)
    .where(and(eq(accounts.schoolId, scope.schoolId), eq(accounts.id, accountId)));
  const [row] = lock === 'none' ? await query : await query.for(lock);
  return row ?? null;
}

/** The school's registered accounts, by handle. */
export async function accountsOfSchool(db: Db, scope: SchoolScope) {
  return db
    .select()
    .from(accounts)
    .where(eq(accounts.schoolId, scope.schoolId))
    .orderBy(asc(accounts.handle));
}

export async function findCredential(db: Db, scope: SchoolScope, accountId: string) {
  const [row] = await db
    .select()
    .from(accountCredentials)
    .where(and(eq(accountCredentials.schoolId, scope.schoolId), eq(accountCredentials.accountId, accountId)));
  return row ?? null;
}

export async function findTrip(db: Db, scope: SchoolScope, tripId: string) {
  const [row] = await db
    .select()
    .from(trips)
    .where(and(eq(trips.schoolId, scope.schoolId), eq(trips.id, tripId)));
  return row ?? null;
}

export async function tripsOfSchool(db: Db, scope: SchoolScope, limit = 20) {
  return db
    .select()
    .from(trips)
    .where(eq(trips.schoolId, scope.schoolId))
    .orderBy(desc(trips.startsAt))
    .limit(limit);
}

/** Trips that touch the time between two moments, earliest first. */
export async function tripsBetween(db: Db, scope: SchoolScope, from: Date, until: Date) {
  const { id, name, startsAt, endsAt } = trips;
  return db
    .select({ id, name, startsAt, endsAt })
    .from(trips)
    .where(and(eq(trips.schoolId, scope.schoolId), lt(startsAt, until), gte(endsAt, from)))
    .orderBy(asc(startsAt), asc(id));
}

export async function pupilsOfTrip(db: Db, scope: SchoolScope, tripId: string) {
  const rows = await db
    .select({ pupil: pupils })
    .from(tripPupils)
    .innerJoin(pupils, eq(pupils.id, tripPupils.pupilId))
    .where(and(eq(tripPupils.schoolId, scope.schoolId), eq(tripPupils.tripId, tripId)))
    .orderBy(asc(pupils.legalForename), asc(pupils.legalSurname));
  return rows.map((row) => row.pupil);
}

export async function adultPermissionsByIds(db: Db, scope: SchoolScope, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(adultPermissions)
    .where(and(eq(adultPermissions.schoolId, scope.schoolId), inArray(adultPermissions.id, ids)));
}

export async function adultPermissionsOfSchool(db: Db, scope: SchoolScope) {
  return db
    .select()
    .from(adultPermissions)
    .where(eq(adultPermissions.schoolId, scope.schoolId))
    .orderBy(asc(adultPermissions.name));
}
