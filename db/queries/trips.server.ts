// Trips as rows: who is on them, when their first post went out, and the accounts opened for them. Always within one school.
import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import { SENT_STATES } from '#app/domain/posts/delivery-states.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import { consentAsks, consentRequests } from '#db/schema/consent-asking.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { tripPupils, trips } from '#db/schema/pupils.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type TripRow = typeof trips.$inferSelect;

const one = (scope: SchoolScope, tripId: string) =>
  and(eq(trips.schoolId, scope.schoolId), eq(trips.id, tripId));

/** The trip, locked until the commit. */
export async function lockTrip(db: Tx, scope: SchoolScope, tripId: string): Promise<TripRow | null> {
  const [row] = await db.select().from(trips).where(one(scope, tripId)).for('update');
  return row ?? null;
}

export async function tripsByIds(db: Db, scope: SchoolScope, ids: readonly string[]): Promise<TripRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(trips)
    .where(and(eq(trips.schoolId, scope.schoolId), inArray(trips.id, [...new Set(ids)])));
}

/** False when a trip with this id is there already (a form sent twice). */
export async function insertTrip(db: Tx, row: typeof trips.$inferInsert): Promise<boolean> {
  const rows = await db
    .insert(trips)
    .values(row)
    .onConflictDoNothing({ target: trips.id })
    .returning({ id: trips.id });
  return rows.length === 1;
}

export async function changeTripRow(
  db: Tx,
  scope: SchoolScope,
  tripId: string,
  changes: Partial<typeof trips.$inferInsert>,
): Promise<void> {
  await db.update(trips).set(changes).where(one(scope, tripId));
}

/** Ids of the pupils on the trip's list, sorted. */
export async function pupilIdsOfTrip(db: Db, scope: SchoolScope, tripId: string): Promise<string[]> {
  const rows = await db
    .select({ id: tripPupils.pupilId })
    .from(tripPupils)
    .where(and(eq(tripPupils.schoolId, scope.schoolId), eq(tripPupils.tripId, tripId)))
    .orderBy(asc(tripPupils.pupilId));
  return rows.map(({ id }) => id);
}

export async function addTripPupils(
  db: Tx,
  scope: SchoolScope,
  tripId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const rows = ids.map((pupilId) => ({ schoolId: scope.schoolId, tripId, pupilId }));
  await db.insert(tripPupils).values(rows).onConflictDoNothing();
}

export async function removeTripPupils(
  db: Tx,
  scope: SchoolScope,
  tripId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .delete(tripPupils)
    .where(
      and(
        eq(tripPupils.schoolId, scope.schoolId),
        eq(tripPupils.tripId, tripId),
        inArray(tripPupils.pupilId, [...ids]),
      ),
    );
}

/**
 * When the first post of the trip went out, by the moment that means "already sent"; null while none has. One that may have
 * gone out counts, one that was proved absent or refused does not.
 */
export async function firstPostOfTrip(db: Db, scope: SchoolScope, tripId: string): Promise<Date | null> {
  const [row] = await db
    .select({
      at: sql`min(coalesce(${deliveries.sentAt}, ${deliveries.publishedAt}))`.mapWith(deliveries.sentAt),
    })
    .from(deliveries)
    .innerJoin(posts, eq(posts.id, deliveries.postId))
    .where(
      and(
        eq(posts.schoolId, scope.schoolId),
        eq(posts.tripId, tripId),
        inArray(deliveries.state, [...SENT_STATES]),
      ),
    );
  return row?.at ?? null;
}

/** Ids of every post about the trip, sorted: the order in which they are locked. */
export async function postsOfTrip(db: Db, scope: SchoolScope, tripId: string): Promise<string[]> {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.schoolId, scope.schoolId), eq(posts.tripId, tripId)))
    .orderBy(asc(posts.id));
  return rows.map(({ id }) => id);
}

/** Trips of every school whose own account has come to its end and nobody has been told. */
export async function tripAccountsToClose(
  db: Db,
  at: Date,
  limit: number,
): Promise<{ schoolId: string; tripId: string }[]> {
  return db
    .select({ schoolId: trips.schoolId, tripId: trips.id })
    .from(trips)
    .innerJoin(accounts, eq(accounts.id, trips.accountId))
    .where(and(isNull(trips.accountClosedAt), lte(accounts.closesAt, at)))
    .orderBy(asc(accounts.closesAt))
    .limit(limit);
}

export async function changeAccount(
  db: Tx,
  scope: SchoolScope,
  accountId: string,
  changes: Partial<typeof accounts.$inferInsert>,
): Promise<void> {
  await db
    .update(accounts)
    .set(changes)
    .where(and(eq(accounts.schoolId, scope.schoolId), eq(accounts.id, accountId)));
}

/** Whether anybody, in whatever school, has this account on the platform. Handles are the same in capitals. */
export async function handleIsTaken(
  db: Db,
  platform: Platform,
  handle: string,
  exceptAccountId?: string,
): Promise<boolean> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.platform, platform), sql`lower(${accounts.handle}) = ${handle.toLowerCase()}`));
  return rows.some(({ id }) => id !== exceptAccountId);
}

/** Stores the account with its sealed access; false when its handle is taken. */
export async function insertAccount(
  db: Tx,
  account: typeof accounts.$inferInsert & { id: string },
  credential: Omit<typeof accountCredentials.$inferInsert, 'accountId' | 'schoolId'>,
): Promise<boolean> {
  const rows = await db.insert(accounts).values(account).onConflictDoNothing().returning({ id: accounts.id });
  if (rows.length === 0) return false;
  await db
    .insert(accountCredentials)
    .values({ ...credential, accountId: account.id, schoolId: account.schoolId });
  return true;
}

/** Pupils of the trip whose families were asked about it, and how many letters are still to be handed out. Says nothing of answers. */
export async function askedForTrip(
  db: Db,
  scope: SchoolScope,
  tripId: string,
): Promise<{ pupilIds: Set<string>; letters: number }> {
  const rows = await db
    .select({ pupilId: consentAsks.pupilId, way: consentAsks.way, sentAt: consentAsks.sentAt })
    .from(consentAsks)
    .innerJoin(consentRequests, eq(consentRequests.id, consentAsks.requestId))
    .where(and(eq(consentAsks.schoolId, scope.schoolId), eq(consentRequests.tripId, tripId)));
  return {
    pupilIds: new Set(rows.map(({ pupilId }) => pupilId)),
    letters: rows.filter(({ way, sentAt }) => way === 'letter' && sentAt === null).length,
  };
}
