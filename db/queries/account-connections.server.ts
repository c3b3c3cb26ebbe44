// Requests to connect accounts, as rows: asked, approved, tried, ended. A row changes only from the state that whoever changes it saw.
import { and, asc, desc, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import {
  accountConnections,
  accountCredentials,
  type CONNECTION_STATES,
} from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type ConnectionRow = typeof accountConnections.$inferSelect;
export type ConnectionState = (typeof CONNECTION_STATES)[number];
type Change = Partial<Omit<typeof accountConnections.$inferInsert, 'id' | 'schoolId' | 'accountId'>>;

/** False when a request with this id is there already (a form sent twice). */
export async function insertConnection(
  db: Tx,
  row: typeof accountConnections.$inferInsert & { id: string },
): Promise<boolean> {
  const rows = await db
    .insert(accountConnections)
    .values(row)
    .onConflictDoNothing({ target: accountConnections.id })
    .returning({ id: accountConnections.id });
  return rows.length === 1;
}

export async function findConnection(
  db: Db,
  scope: SchoolScope,
  connectionId: string,
): Promise<ConnectionRow | null> {
  const [row] = await db
    .select()
    .from(accountConnections)
    .where(and(eq(accountConnections.schoolId, scope.schoolId), eq(accountConnections.id, connectionId)));
  return row ?? null;
}

/** The account's requests: the one that is not over first, then the newest. */
export async function connectionsOfAccount(
  db: Db,
  scope: SchoolScope,
  accountId: string,
  limit = 10,
): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(accountConnections)
    .where(and(eq(accountConnections.schoolId, scope.schoolId), eq(accountConnections.accountId, accountId)))
    .orderBy(
      desc(isNull(accountConnections.endedAt)),
      desc(accountConnections.askedAt),
      desc(accountConnections.id),
    )
    .limit(limit);
}

/** The one request of the account that is not over; null when there is none. */
export async function openConnection(
  db: Db,
  scope: SchoolScope,
  accountId: string,
): Promise<ConnectionRow | null> {
  const [row] = await db
    .select()
    .from(accountConnections)
    .where(
      and(
        eq(accountConnections.schoolId, scope.schoolId),
        eq(accountConnections.accountId, accountId),
        isNull(accountConnections.endedAt),
      ),
    )
    .orderBy(desc(accountConnections.askedAt))
    .limit(1);
  return row ?? null;
}

/** Open requests of a school that wait for somebody's decision. */
export async function connectionsToDecide(db: Db, scope: SchoolScope): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(accountConnections)
    .where(
      and(
        eq(accountConnections.schoolId, scope.schoolId),
        eq(accountConnections.state, 'asked'),
        isNull(accountConnections.endedAt),
      ),
    )
    .orderBy(asc(accountConnections.askedAt));
}

/** Changes a request that is still in `from`; null when it is not, and then nothing is changed. */
export async function changeConnection(
  db: Db,
  scope: SchoolScope,
  connectionId: string,
  from: readonly ConnectionState[],
  change: Change,
): Promise<ConnectionRow | null> {
  const [row] = await db
    .update(accountConnections)
    .set(change)
    .where(
      and(
        eq(accountConnections.schoolId, scope.schoolId),
        eq(accountConnections.id, connectionId),
        inArray(accountConnections.state, [...from]),
        isNull(accountConnections.endedAt),
      ),
    )
    .returning();
  return row ?? null;
}

/** The started try that belongs to a digest of what the platform hands back. The digest is the key: no school is known yet. */
export async function connectionByState(db: Db, stateDigest: string): Promise<ConnectionRow | null> {
  const [row] = await db
    .select()
    .from(accountConnections)
    .where(and(eq(accountConnections.stateDigest, stateDigest), isNull(accountConnections.endedAt)));
  return row ?? null;
}

/** Tries of every school that wait for the worker, oldest first. */
export async function connectionsToCarryOut(db: Db, limit: number): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(accountConnections)
    .where(
      and(isNull(accountConnections.endedAt), inArray(accountConnections.state, ['returned', 'granted'])),
    )
    .orderBy(asc(accountConnections.expiresAt))
    .limit(limit);
}

/** Requests and tries of every school whose time is over. */
export async function connectionsOverdue(db: Db, at: Date, limit: number): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(accountConnections)
    .where(and(isNull(accountConnections.endedAt), lte(accountConnections.expiresAt, at)))
    .orderBy(asc(accountConnections.expiresAt))
    .limit(limit);
}

/** Accounts of a school whose request waits for a person, or whose platform wants them connected again and nobody has asked yet. */
export async function accountsInNeed(db: Db, scope: SchoolScope) {
  const { id: accountId, platform, handle } = accounts;
  const rows = await db
    .select({ accountId, platform, handle, status: accountCredentials.status, request: accountConnections })
    .from(accounts)
    .leftJoin(accountCredentials, eq(accountCredentials.accountId, accounts.id))
    .leftJoin(
      accountConnections,
      and(eq(accountConnections.accountId, accounts.id), isNull(accountConnections.endedAt)),
    )
    .where(
      and(
        eq(accounts.schoolId, scope.schoolId),
        isNull(accounts.closesAt),
        or(
          inArray(accountConnections.state, ['asked', 'approved']),
          and(isNull(accountConnections.id), eq(accountCredentials.status, 'reconnect_needed')),
        ),
      ),
    )
    .orderBy(asc(accountConnections.askedAt), asc(accounts.handle));
  return rows.map(({ status: _, ...row }) => row);
}
