// The first rows of an installation: its trust and schools. Only set-up and the practice world write them, one at a time.
import { eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { schools, trusts } from '#db/schema/school.ts';

/** The lock that set-up and the practice world take in turn; any number that nothing else uses. */
const FOUNDATION_LOCK = 7_305_420_262;

/** Waits until nobody else is setting this installation up, and keeps others out until the commit. */
export async function lockFoundation(db: Tx): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${FOUNDATION_LOCK})`);
}

/** The trusts of this installation: none before set-up. */
export async function trustsHere(
  db: Database | Tx,
): Promise<{ id: string; name: string; practice: boolean }[]> {
  return db.select({ id: trusts.id, name: trusts.name, practice: trusts.practice }).from(trusts);
}

export async function insertTrust(db: Tx, row: typeof trusts.$inferInsert): Promise<void> {
  await db.insert(trusts).values(row);
}

export async function insertSchools(db: Tx, rows: (typeof schools.$inferInsert)[]): Promise<void> {
  await db.insert(schools).values(rows);
}

/** How many accounts of this installation are not practice ones. */
export async function realAccountsHere(db: Database | Tx): Promise<number> {
  return db.$count(accounts, eq(accounts.practice, false));
}
