// Who holds which role in a school at a moment: for notices and for naming who may approve.
import { and, asc, eq, gt, inArray, isNull, lte, or, type Placeholder } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { roleGrants, users } from '#db/schema/people.ts';
import { schools } from '#db/schema/school.ts';
import type { Role } from '#app/domain/actor.ts';
import type { SchoolScope } from './posts.server.ts';

const askWithRole = keptSelect(
  (db, { schoolId, roles, at }: { schoolId: Placeholder; roles: Placeholder[]; at: Placeholder }) =>
    db
      .selectDistinct({ userId: roleGrants.userId })
      .from(roleGrants)
      .innerJoin(users, eq(users.id, roleGrants.userId))
      .innerJoin(schools, eq(schools.trustId, roleGrants.trustId))
      .where(
        and(
          eq(schools.id, schoolId),
          inArray(roleGrants.role, roles),
          or(eq(roleGrants.schoolId, schoolId), isNull(roleGrants.schoolId)),
          lte(roleGrants.startsAt, at),
          or(isNull(roleGrants.endsAt), gt(roleGrants.endsAt, at)),
          or(isNull(users.leftAt), gt(users.leftAt, at)),
        ),
      )
      .orderBy(asc(roleGrants.userId)),
);

/** Ids of people who hold one of the roles in the school (or, for trust roles, in its trust) at `at`, sorted. */
export async function peopleWithRole(
  db: Database | Tx,
  { schoolId }: SchoolScope,
  roles: readonly Role[],
  at: Date,
): Promise<string[]> {
  const rows = await askWithRole(db, { schoolId, roles, at: at.toISOString() });
  return rows.map((row) => row.userId);
}

/** Names of people by id, for sentences in histories. People of other trusts are absent. */
export async function namesOf(
  db: Database | Tx,
  trustId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(and(eq(users.trustId, trustId), inArray(users.id, [...new Set(ids)])));
  return new Map(rows.map((row) => [row.id, row.name]));
}
