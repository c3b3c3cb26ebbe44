// The one lock order of everything that publishes, approves or changes a permission:
// school → account → staff → pupils → post → delivery → (head of the log, last). Out of order means deadlock.
import { and, eq, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { users } from '#db/schema/people.ts';
import { pupils } from '#db/schema/pupils.ts';
import { schools } from '#db/schema/school.ts';
import type { SchoolScope } from './posts.server.ts';

/**
 * Takes shared locks on everything a post leans on, in order; ids are sorted here. One statement: its parts run one after the other as
 * they stand, each wholly before the next, since what locks is never run in parallel nor turned round. Rows are known by their ids
 * alone, so that one that changes while another is waited for is locked as it then is.
 */
export async function shareGround(
  db: Tx,
  scope: SchoolScope,
  on: { accountIds: readonly string[]; staffIds: readonly string[]; pupilIds: readonly string[] },
): Promise<void> {
  await askGround(db, {
    schoolId: scope.schoolId,
    accountIds: inOrder(on.accountIds),
    staffIds: inOrder(on.staffIds),
    pupilIds: inOrder(on.pupilIds),
  });
}

/**
 * The school alone, shared: taken before any other lock by whoever writes to people without leaning on more, since what is written to them
 * points at their school, which whoever changes a trip locks before its posts.
 */
export const shareSchool = (db: Tx, scope: SchoolScope): Promise<void> =>
  shareGround(db, scope, { accountIds: [], staffIds: [], pupilIds: [] });

const inOrder = (ids: readonly string[]) => [...new Set(ids)].sort();

type Ground = Record<'accountIds' | 'staffIds' | 'pupilIds', Placeholder[]> & Record<'schoolId', Placeholder>;

const askGround = keptSelect((db, { schoolId, accountIds, staffIds, pupilIds }: Ground) => {
  const ofSchool = (table: typeof accounts | typeof pupils, ids: Placeholder[]) =>
    and(eq(table.schoolId, schoolId), inArray(table.id, ids));
  const taken = [
    sharing(schools, eq(schools.id, schoolId)),
    sharing(accounts, ofSchool(accounts, accountIds)),
    sharing(users, inArray(users.id, staffIds)),
    sharing(pupils, ofSchool(pupils, pupilIds)),
  ].map((locks, at) => sql`select count(*) as locked from (${locks}) ${sql.raw(`locked_${at}`)}`);
  return db
    .select({ locked: sql<string>`ground.locked` })
    .from(sql`(${sql.join(taken, sql` union all `)}) ground`);
});

type Locked = typeof schools | typeof accounts | typeof users | typeof pupils;

const sharing = (table: Locked, which: SQL | undefined): SQL =>
  sql`select ${table.id} from ${table} where ${which} order by ${table.id} for share`;
