// The one lock order of everything that publishes, approves or changes a permission:
// school → account → staff → pupils → post → delivery → (head of the log, last). Out of order means deadlock.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { users } from '#db/schema/people.ts';
import { schools } from '#db/schema/school.ts';
import { lockPupils } from './pupils.server.ts';
import type { SchoolScope } from './posts.server.ts';

/** Takes shared locks on everything a post leans on, in order; ids are sorted here. */
export async function shareGround(
  db: Tx,
  scope: SchoolScope,
  on: { accountIds: readonly string[]; staffIds: readonly string[]; pupilIds: readonly string[] },
): Promise<void> {
  await db.select({ id: schools.id }).from(schools).where(eq(schools.id, scope.schoolId)).for('share');
  await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.schoolId, scope.schoolId), inArray(accounts.id, [...new Set(on.accountIds)])))
    .orderBy(asc(accounts.id))
    .for('share');
  const staff = [...new Set(on.staffIds)].sort();
  if (staff.length > 0)
    await db
      .select({ id: users.id })
      .from(users)
      .where(inArray(users.id, staff))
      .orderBy(asc(users.id))
      .for('share');
  await lockPupils(db, scope, [...new Set(on.pupilIds)], 'share');
}
