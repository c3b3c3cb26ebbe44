// What people may do, written: new people, their roles and delegations, and the end of each. Nothing is deleted, only dated.
import { randomUUID } from 'node:crypto';
import { and, eq, gt, inArray, or, sql } from 'drizzle-orm';
import type { Delegation } from '#app/domain/actor.ts';
import type { Tx } from '#db/client.server.ts';
import { credentials, delegations, roleGrants, users } from '#db/schema/people.ts';
import { PASSWORD_PROVIDER } from './sessions.server.ts';

/**
 * Inserts a person and the password they sign in with, as the sign-in library expects to find it.
 * Returns the new id, or null when the e-mail is taken.
 */
export async function insertPerson(
  db: Tx,
  person: {
    id?: string;
    trustId: string;
    name: string;
    email: string;
    jobTitle?: string;
    passwordHash: string;
  },
  at: Date,
): Promise<string | null> {
  const { id = randomUUID(), trustId, name, email, jobTitle = '', passwordHash } = person;
  const stamps = { createdAt: at, updatedAt: at };
  const inserted = await db
    .insert(users)
    .values({ id, trustId, name: name.trim(), email: email.trim().toLowerCase(), jobTitle, ...stamps })
    .onConflictDoNothing({ target: users.email })
    .returning({ id: users.id });
  if (inserted.length === 0) return null;
  await db
    .insert(credentials)
    .values({ userId: id, accountId: id, providerId: PASSWORD_PROVIDER, password: passwordHash, ...stamps });
  return id;
}

export async function insertGrants(db: Tx, grants: (typeof roleGrants.$inferInsert)[]): Promise<void> {
  if (grants.length > 0) await db.insert(roleGrants).values(grants);
}

export async function insertDelegation(db: Tx, delegation: typeof delegations.$inferInsert): Promise<void> {
  await db.insert(delegations).values(delegation);
}

/** The delegations that involve these people on either side and have not ended at `at`. */
export async function openDelegations(
  db: Tx,
  userId: string,
  schoolId: string | null,
  at: Date,
): Promise<Delegation[]> {
  const { id, schoolId: school, fromUserId, toUserId, startsAt, endsAt } = delegations;
  return db
    .select({ id, schoolId: school, fromUserId, toUserId, startsAt, endsAt })
    .from(delegations)
    .where(
      and(
        or(eq(fromUserId, userId), eq(toUserId, userId)),
        schoolId === null ? undefined : eq(school, schoolId),
        gt(endsAt, at),
      ),
    );
}

/** Ends delegations at `at`; one that has not begun then never runs. */
export async function cutDelegations(db: Tx, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  const cut = sql`greatest(${delegations.startsAt}, least(${delegations.endsAt}, ${at.toISOString()}::timestamptz))`;
  await db
    .update(delegations)
    .set({ endsAt: cut })
    .where(inArray(delegations.id, [...ids]));
}

/** Ends a person's roles at `at`, in one school or (null) everywhere; one that has not begun then never runs. */
export async function cutGrants(db: Tx, userId: string, schoolId: string | null, at: Date): Promise<void> {
  const moment = sql`${at.toISOString()}::timestamptz`;
  await db
    .update(roleGrants)
    .set({
      endsAt: sql`greatest(${roleGrants.startsAt}, least(coalesce(${roleGrants.endsAt}, ${moment}), ${moment}))`,
    })
    .where(
      and(eq(roleGrants.userId, userId), schoolId === null ? undefined : eq(roleGrants.schoolId, schoolId)),
    );
}

export async function setLeavingTime(db: Tx, userId: string, at: Date): Promise<void> {
  await db.update(users).set({ leftAt: at, updatedAt: at }).where(eq(users.id, userId));
}
