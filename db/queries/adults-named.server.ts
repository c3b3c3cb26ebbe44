// Adults by name, for finding them in words: who works in a school, and who gave it a permission; always within one school.
import { and, eq, inArray, isNull, or, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { roleGrants, users } from '#db/schema/people.ts';
import { adultPermissions } from '#db/schema/pupils.ts';
import { schools } from '#db/schema/school.ts';
import type { AdultPermissionRow } from './adults.server.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

export interface StaffName {
  userId: string;
  name: string;
  jobTitle: string;
  email: string;
  leftAt: Date | null;
}

const askStaff = keptSelect((db, { schoolId }: Record<'schoolId', Placeholder>) => {
  const { id, name, jobTitle, email, leftAt } = users;
  return db
    .selectDistinct({ userId: id, name, jobTitle, email, leftAt })
    .from(roleGrants)
    .innerJoin(users, eq(users.id, roleGrants.userId))
    .innerJoin(schools, eq(schools.trustId, roleGrants.trustId))
    .where(and(eq(schools.id, schoolId), or(eq(roleGrants.schoolId, schoolId), isNull(roleGrants.schoolId))));
});

/** Everybody who holds or ever held a role in the school, or in the whole of its trust. */
export const staffNames = (db: Db, { schoolId }: SchoolScope): Promise<StaffName[]> =>
  askStaff(db, { schoolId });

/**
 * Permissions that were not taken back, of these people or of anybody with one of these words (folded, lower case) in the name. A name
 * with a letter that is not English is given too, for the caller to fold and compare.
 */
export async function permissionsByName(
  db: Db,
  scope: SchoolScope,
  words: readonly string[],
  userIds: readonly string[],
): Promise<AdultPermissionRow[]> {
  const { name, schoolId, userId, withdrawnAt } = adultPermissions;
  const among = sql`regexp_split_to_array(replace(replace(lower(${name}), '''', ''), '’', ''), '[^a-z]+') && ${sql.param([...words])}::text[]`;
  return db
    .select()
    .from(adultPermissions)
    .where(
      and(
        eq(schoolId, scope.schoolId),
        isNull(withdrawnAt),
        or(
          userIds.length > 0 ? inArray(userId, [...userIds]) : undefined,
          words.length > 0 ? among : undefined,
          sql`${name} ~ '[^ -~’]'`,
        ),
      ),
    );
}
