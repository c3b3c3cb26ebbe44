// How fast each account may be posted to, as rows: locked after the delivery, so that two workers never take one turn.
import { and, eq, inArray, type Placeholder } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptChange } from '#db/kept-change.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { accountPace } from '#db/schema/pace.ts';
import type { SchoolScope } from './posts.server.ts';

export type PaceRow = typeof accountPace.$inferSelect;

type Given = Record<'schoolId' | 'accountId', Placeholder>;

const asked = (db: Database | Tx, { schoolId, accountId }: Given) =>
  db
    .select()
    .from(accountPace)
    .where(and(eq(accountPace.schoolId, schoolId), eq(accountPace.accountId, accountId)));

const askPace = keptSelect((db, given: Given) => asked(db, given));
const askLockedPace = keptSelect((db, given: Given) => asked(db, given).for('update'));

/** The account's pace for looking only; null when it was never posted to. */
export async function readPace(
  db: Database | Tx,
  { schoolId }: SchoolScope,
  accountId: string,
): Promise<PaceRow | null> {
  const [row] = await askPace(db, { schoolId, accountId });
  return row ?? null;
}

/** The paces of several accounts for looking only, by account; one that was never posted to is absent. */
export async function readPaces(
  db: Database | Tx,
  of: readonly (SchoolScope & { accountId: string })[],
): Promise<Map<string, PaceRow>> {
  const schoolIds = [...new Set(of.map(({ schoolId }) => schoolId))];
  const accountIds = [...new Set(of.map(({ accountId }) => accountId))];
  const rows = await db
    .select()
    .from(accountPace)
    .where(and(inArray(accountPace.schoolId, schoolIds), inArray(accountPace.accountId, accountIds)));
  return new Map(rows.map((row) => [row.accountId, row]));
}

/** The account's pace, locked until the transaction ends; the first time it is made. Lock the delivery first. */
export async function lockPace(db: Tx, { schoolId }: SchoolScope, accountId: string): Promise<PaceRow> {
  const locked = () => askLockedPace(db, { schoolId, accountId });
  let [row] = await locked();
  if (!row) {
    await db.insert(accountPace).values({ schoolId, accountId }).onConflictDoNothing();
    [row] = await locked();
  }
  if (!row) throw new Error('the pace of an account was not stored');
  return row;
}

const askWrite = keptChange(accountPace, (db, [set], { schoolId, accountId }: Given) =>
  db
    .update(accountPace)
    .set(set)
    .where(and(eq(accountPace.schoolId, schoolId), eq(accountPace.accountId, accountId)))
    .returning({ accountId: accountPace.accountId }),
);

/** Changes a pace that this transaction has locked. */
export async function writePace(
  db: Tx,
  { schoolId }: SchoolScope,
  accountId: string,
  changes: Partial<typeof accountPace.$inferInsert>,
): Promise<void> {
  if (Object.values(changes).some((value) => value !== undefined))
    await askWrite(db, [changes], { schoolId, accountId });
}
