// The one lock order of everything that publishes, approves or changes a permission:
// school → account → staff → pupils → post → delivery → (head of the log, last). Out of order means deadlock.
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
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
  const { schoolId } = scope;
  const ofSchool = (table: typeof accounts | typeof pupils, ids: readonly string[]) =>
    and(eq(table.schoolId, schoolId), amongThem(table, ids));
  const inOrder = [
    sharing(schools, eq(schools.id, schoolId)),
    sharing(accounts, ofSchool(accounts, on.accountIds)),
    sharing(users, amongThem(users, on.staffIds)),
    sharing(pupils, ofSchool(pupils, on.pupilIds)),
  ].map((locks, at) => sql`select count(*) from (${locks}) ${sql.raw(`locked_${at}`)}`);
  await db.execute(sql.join(inOrder, sql` union all `));
}

type Locked = typeof schools | typeof accounts | typeof users | typeof pupils;

const amongThem = (table: Locked, ids: readonly string[]) => inArray(table.id, [...new Set(ids)].sort());

const sharing = (table: Locked, which: SQL | undefined): SQL =>
  sql`select ${table.id} from ${table} where ${which} order by ${table.id} for share`;
