// People, read: who they are, what they hold and since when, whole enough for a decision.
import {
  and,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNull,
  lte,
  max,
  or,
  type Placeholder,
  sql,
  type SQLWrapper,
} from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Delegation, RoleGrant } from '#app/domain/actor.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { delegations, roleGrants, users } from '#db/schema/people.ts';
import { acknowledgements, policyVersions, trainingRecords } from '#db/schema/policy.ts';
import { rowsAsValue } from './rows-as-value.server.ts';

export interface PersonRow {
  userId: string;
  name: string;
  trustId: string;
  leftAt: Date | null;
  /** the newest policy version of the person's trust in force at the moment asked for, acknowledged with its very text */
  policyAcknowledged: boolean;
  trainedUntil: Date | null;
  grants: RoleGrant[];
  delegations: Delegation[];
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

/** Every grant the person ever had or will have. */
const GRANTS = rowsAsValue(
  {
    ...{ role: roleGrants.role, schoolId: roleGrants.schoolId },
    ...{ startsAt: roleGrants.startsAt, endsAt: roleGrants.endsAt },
  },
  sql`${roleGrants} where ${roleGrants.userId} = ${users.id}`,
  [roleGrants.startsAt, roleGrants.role],
);

const giver = alias(users, 'giver');
const givers = alias(roleGrants, 'givers');

/** Every delegation given to the person by somebody who is headteacher of that school at `at`: power ends with its giver's. */
const delegationsTo = (at: SQLWrapper) => {
  const { id, schoolId, fromUserId, toUserId, startsAt, endsAt } = delegations;
  const givenByHead = and(
    eq(givers.userId, fromUserId),
    eq(givers.schoolId, schoolId),
    eq(givers.role, 'headteacher'),
    lte(givers.startsAt, at),
    or(isNull(givers.endsAt), gt(givers.endsAt, at)),
    or(isNull(giver.leftAt), gt(giver.leftAt, at)),
  );
  return rowsAsValue(
    { id, schoolId, fromUserId, toUserId, startsAt, endsAt },
    sql`${delegations} where ${toUserId} = ${users.id} and exists (select 1 from ${roleGrants} ${sql.identifier('givers')}
      join ${users} ${sql.identifier('giver')} on ${giver.id} = ${givers.userId} where ${givenByHead})`,
    [startsAt],
  );
};

const askPeople = keptSelect((db, { userIds, at }: { at: Placeholder; userIds: Placeholder[] }) => {
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
  return db
    .select({
      userId: users.id,
      name: users.name,
      trustId: users.trustId,
      leftAt: users.leftAt,
      acknowledgedAt: acknowledgements.acknowledgedAt,
      trainedUntil: trained.until,
      grants: GRANTS,
      delegations: delegationsTo(at),
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
    .where(inArray(users.id, userIds));
});

/** The people with these ids as they stand at `at`, with all they hold, in one statement; unknown ids are absent. */
export async function peopleByIds(
  db: Database | Tx,
  userIds: readonly string[],
  at: Date,
): Promise<PersonRow[]> {
  if (userIds.length === 0) return [];
  const rows = await askPeople(db, { userIds, at: at.toISOString() });
  return rows.map(({ acknowledgedAt, ...row }) => ({ ...row, policyAcknowledged: acknowledgedAt !== null }));
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
