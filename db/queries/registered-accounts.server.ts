// Accounts as they are put into the register, approved and closed.
import { and, asc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { roleGrants, users } from '#db/schema/people.ts';
import { schools } from '#db/schema/school.ts';
import type { Role } from '#app/domain/actor.ts';
import type { SchoolScope } from './posts.server.ts';

/** Stores an account that nobody has approved yet. */
export async function insertRegistered(
  db: Tx,
  row: typeof accounts.$inferInsert & { id: string },
): Promise<'stored' | 'there_already' | 'handle_taken'> {
  const rows = await db.insert(accounts).values(row).onConflictDoNothing().returning({ id: accounts.id });
  if (rows.length === 1) return 'stored';
  const [same] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.schoolId, row.schoolId), eq(accounts.id, row.id)));
  return same ? 'there_already' : 'handle_taken';
}

/** Whether another account of the installation already stands for this one on the platform. */
export async function platformUserIsTaken(
  db: Database | Tx,
  platform: typeof accounts.$inferSelect.platform,
  platformUserId: string,
  exceptAccountId: string,
): Promise<boolean> {
  const rows = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.platform, platform),
        eq(accounts.platformUserId, platformUserId),
        eq(accounts.practice, false),
      ),
    );
  return rows.some(({ id }) => id !== exceptAccountId);
}

/** People who hold one of the roles at this very school, by name. */
export async function staffOfSchool(
  db: Database | Tx,
  scope: SchoolScope,
  roles: readonly Role[],
  at: Date,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectDistinct({ id: users.id, name: users.name })
    .from(roleGrants)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .innerJoin(schools, eq(schools.trustId, roleGrants.trustId))
    .where(
      and(
        eq(schools.id, scope.schoolId),
        eq(roleGrants.schoolId, scope.schoolId),
        inArray(roleGrants.role, [...roles]),
        lte(roleGrants.startsAt, at),
        or(isNull(roleGrants.endsAt), gt(roleGrants.endsAt, at)),
        or(isNull(users.leftAt), gt(users.leftAt, at)),
      ),
    )
    .orderBy(asc(users.name), asc(users.id));
}
