// People, read: who they are, what they hold and since when, whole enough for a decision.
import { and, asc, desc, eq, exists, gt, inArray, isNull, lte, max, or } from 'drizzle-orm';
import type { Delegation, RoleGrant } from '#app/domain/actor.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { delegations, roleGrants, users } from '#db/schema/people.ts';
import { acknowledgements, policyVersions, trainingRecords } from '#db/schema/policy.ts';

export interface PersonRow {
  userId: string;
  name: string;
  trustId: string;
  leftAt: Date | null;
  /** the newest policy version of the person's trust in force at the moment asked for, acknowledged with its very text */
  policyAcknowledged: boolean;
  trainedUntil: Date | null;
}

/** Locks people against a change of what they may do, in order of id, until the commit. */
export async function lockPeople(
  db: Tx,
  userIds: readonly string[],
  strength: 'share' | 'update',
): Promise<void> {
  if (userIds.length === 0) return;
  await db
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, [...userIds]))
    .orderBy(asc(users.id))
    .for(strength);
}

/** The people with these ids as they stand at `at`; unknown ids are absent. */
export async function peopleByIds(
  db: Database | Tx,
  userIds: readonly string[],
  at: Date,
): Promise<PersonRow[]> {
  if (userIds.length === 0) return [];
  const trained = db
    .select({ userId: trainingRecords.userId, until: max(trainingRecords.expiresAt).as('until') })
    .from(trainingRecords)
    .where(and(eq(trainingRecords.course, 'drafting'), lte(trainingRecords.completedAt, at)))
    .groupBy(trainingRecords.userId)
    .as('trained');
  const current = db
    .selectDistinctOn([policyVersions.trustId])
    .from(policyVersions)
    .where(lte(policyVersions.effectiveFrom, at))
    .orderBy(policyVersions.trustId, desc(policyVersions.effectiveFrom), desc(policyVersions.version))
    .as('current');
  const rows = await db
    .select({
      userId: users.id,
      name: users.name,
      trustId: users.trustId,
      leftAt: users.leftAt,
      acknowledgedAt: acknowledgements.acknowledgedAt,
      trainedUntil: trained.until,
    })
    .from(users)
    .leftJoin(trained, eq(trained.userId, users.id))
    .leftJoin(current, eq(current.trustId, users.trustId))
    .leftJoin(
      acknowledgements,
      and(
        eq(acknowledgements.policyVersionId, current.id),
        eq(acknowledgements.userId, users.id),
        eq(acknowledgements.bodyHash, current.bodyHash),
        lte(acknowledgements.acknowledgedAt, at),
      ),
    )
    .where(inArray(users.id, [...userIds]));
  return rows.map(({ acknowledgedAt, ...row }) => ({ ...row, policyAcknowledged: acknowledgedAt !== null }));
}

/** Every grant these people ever had or will have. */
export async function grantsOf(
  db: Database | Tx,
  userIds: readonly string[],
): Promise<(RoleGrant & { userId: string })[]> {
  if (userIds.length === 0) return [];
  const { userId, role, schoolId, startsAt, endsAt } = roleGrants;
  return db
    .select({ userId, role, schoolId, startsAt, endsAt })
    .from(roleGrants)
    .where(inArray(userId, [...userIds]))
    .orderBy(asc(startsAt), asc(role));
}

/** Every delegation given to these people by somebody who is headteacher of that school at `at`: power ends with its giver's. */
export async function delegationsTo(
  db: Database | Tx,
  userIds: readonly string[],
  at: Date,
): Promise<Delegation[]> {
  if (userIds.length === 0) return [];
  const { id, schoolId, fromUserId, toUserId, startsAt, endsAt } = delegations;
  return db
    .select({ id, schoolId, fromUserId, toUserId, startsAt, endsAt })
    .from(delegations)
    .where(
      and(
        inArray(toUserId, [...userIds]),
        exists(
          db
            .select({ id: roleGrants.id })
            .from(roleGrants)
            .innerJoin(users, eq(users.id, roleGrants.userId))
            .where(
              and(
                eq(roleGrants.userId, fromUserId),
                eq(roleGrants.schoolId, schoolId),
                eq(roleGrants.role, 'headteacher'),
                lte(roleGrants.startsAt, at),
                or(isNull(roleGrants.endsAt), gt(roleGrants.endsAt, at)),
                or(isNull(users.leftAt), gt(users.leftAt, at)),
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(startsAt));
}

/** Errors: throws when there is no such person. */
export async function personContact(
  db: Database | Tx,
  userId: string,
): Promise<{ name: string; email: string }> {
  const [row] = await db
    .select({ name: users.name, email: users.email })
    .from(users)
    .where(eq(users.id, userId));
  if (!row) throw new Error('a session without its person');
  return row;
}
