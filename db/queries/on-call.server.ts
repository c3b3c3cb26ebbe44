// The on-call list of each school as rows, and takedowns whose next call is due.
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, notExists, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { onCall } from '#db/schema/on-call.ts';
import { roleGrants, users } from '#db/schema/people.ts';
import { schools } from '#db/schema/school.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import type { Role } from '#app/domain/actor.ts';
import type { SchoolScope } from './posts.server.ts';
import type { TakedownRow } from './takedowns.server.ts';

export type OnCallRow = typeof onCall.$inferSelect;

/** The list as it was set, the first to be asked first; empty where nobody has set it. */
export async function onCallOf(db: Database | Tx, scope: SchoolScope): Promise<OnCallRow[]> {
  return db.select().from(onCall).where(eq(onCall.schoolId, scope.schoolId)).orderBy(asc(onCall.position));
}

/** Replaces the list in one transaction; the school's row is locked, so that two changes come one after the other. */
export async function lockOnCall(db: Tx, scope: SchoolScope): Promise<void> {
  await db.select({ id: schools.id }).from(schools).where(eq(schools.id, scope.schoolId)).for('update');
}

/** After {@link lockOnCall}. In: everybody on it, in their order. */
export async function writeOnCall(
  db: Tx,
  scope: SchoolScope,
  userIds: readonly string[],
  by: { setBy: string; setAt: Date },
): Promise<void> {
  await db.delete(onCall).where(eq(onCall.schoolId, scope.schoolId));
  if (userIds.length === 0) return;
  await db
    .insert(onCall)
    .values(userIds.map((userId, position) => ({ schoolId: scope.schoolId, userId, position, ...by })));
}

/**
 * Open takedowns in every school whose next call is due, and those that somebody has who may take nothing down there any more; the
 * longest waiting first.
 */
export async function takedownsToCall(
  db: Database,
  { at, roles, limit }: { at: Date; roles: readonly Role[]; limit: number },
): Promise<TakedownRow[]> {
  const inRole = db
    .select({ one: sql`1` })
    .from(roleGrants)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .where(
      and(
        eq(roleGrants.userId, takedowns.acknowledgedBy),
        inArray(roleGrants.role, [...roles]),
        or(eq(roleGrants.schoolId, takedowns.schoolId), isNull(roleGrants.schoolId)),
        lte(roleGrants.startsAt, at),
        or(isNull(roleGrants.endsAt), gt(roleGrants.endsAt, at)),
        or(isNull(users.leftAt), gt(users.leftAt, at)),
      ),
    );
  return db
    .select()
    .from(takedowns)
    .where(
      and(
        isNotNull(takedowns.nextCallAt),
        isNull(takedowns.endedAt),
        or(lte(takedowns.nextCallAt, at), and(isNotNull(takedowns.acknowledgedBy), notExists(inRole))),
      ),
    )
    .orderBy(asc(takedowns.nextCallAt))
    .limit(limit);
}
