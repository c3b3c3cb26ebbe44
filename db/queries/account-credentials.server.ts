// What accounts prove themselves with, as rows. Every change of a token is a compare-and-set on its version; a lease lets one
// process at a time ask the platform for a new one, and is never a lock held while somebody waits for a network.
import { and, asc, eq, gt, inArray, isNull, lte, ne, or, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import { posts } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type CredentialRow = typeof accountCredentials.$inferSelect;
type Change = Partial<Omit<typeof accountCredentials.$inferInsert, 'accountId' | 'schoolId'>>;

const one = (scope: SchoolScope, accountId: string) =>
  and(eq(accountCredentials.schoolId, scope.schoolId), eq(accountCredentials.accountId, accountId));

const askCredential = keptSelect((db, given: Record<'schoolId' | 'accountId', Placeholder>) =>
  db
    .select()
    .from(accountCredentials)
    .where(
      and(eq(accountCredentials.schoolId, given.schoolId), eq(accountCredentials.accountId, given.accountId)),
    ),
);

/** The credential as it stands now; null when the account never had one. */
export async function readCredential(
  db: Db,
  { schoolId }: SchoolScope,
  accountId: string,
): Promise<CredentialRow | null> {
  const [row] = await askCredential(db, { schoolId, accountId });
  return row ?? null;
}

/**
 * Takes the lease of a connected credential of exactly this version, unless somebody holds it at `at`.
 * Returns: the row as it stands under the lease; null when another was first, in whichever way.
 */
export async function takeLease(
  db: Db,
  scope: SchoolScope,
  accountId: string,
  of: { version: number; at: Date; until: Date },
): Promise<CredentialRow | null> {
  const free = or(isNull(accountCredentials.leaseUntil), lte(accountCredentials.leaseUntil, of.at));
  const [row] = await db
    .update(accountCredentials)
    .set({ leaseUntil: of.until })
    .where(
      and(
        one(scope, accountId),
        eq(accountCredentials.version, of.version),
        eq(accountCredentials.status, 'connected'),
        free,
      ),
    )
    .returning();
  return row ?? null;
}

/** Changes a credential that is still of this version; false when it is not, and then nothing is changed. */
export async function changeCredential(
  db: Db,
  scope: SchoolScope,
  accountId: string,
  version: number,
  change: Change,
): Promise<boolean> {
  const rows = await db
    .update(accountCredentials)
    .set(change)
    .where(and(one(scope, accountId), eq(accountCredentials.version, version)))
    .returning({ accountId: accountCredentials.accountId });
  return rows.length === 1;
}

/** Puts a new credential in place of whatever the account had; its version goes on counting. */
export async function replaceCredential(
  db: Tx,
  row: Omit<typeof accountCredentials.$inferInsert, 'version'>,
): Promise<void> {
  const { accountId: _, schoolId: __, ...change } = row;
  const fresh = { sealedRefresh: null, accessExpiresAt: null, leaseUntil: null, failCode: null };
  await db
    .insert(accountCredentials)
    .values(row)
    .onConflictDoUpdate({
      target: accountCredentials.accountId,
      set: { ...fresh, lastFailedAt: null, ...change, version: sql`${accountCredentials.version} + 1` },
    });
}

/** Ended connections of every school whose tokens are still kept, and that nobody tried to revoke just now. */
export async function revocable(db: Db, at: Date, limit: number): Promise<CredentialRow[]> {
  return db
    .select()
    .from(accountCredentials)
    .where(
      and(
        eq(accountCredentials.status, 'disconnected'),
        ne(accountCredentials.sealedToken, ''),
        or(isNull(accountCredentials.leaseUntil), lte(accountCredentials.leaseUntil, at)),
      ),
    )
    .orderBy(asc(accountCredentials.accountId))
    .limit(limit);
}

export interface CredentialToTend {
  schoolId: string;
  accountId: string;
  version: number;
  accessExpiresAt: Date | null;
  sealedAt: Date;
  lastOkAt: Date | null;
  lastFailedAt: Date | null;
  hasRefresh: boolean;
  /** when the account's next post is due; null = none within `until` */
  nextDueAt: Date | null;
}

/** Connected credentials that nobody holds, with the account's next post until `until`, in the order in which access runs out. */
export async function credentialsToTend(
  db: Db,
  asked: { at: Date; until: Date; idleSince: Date; limit: number },
): Promise<CredentialToTend[]> {
  const next = db
    .select({
      accountId: posts.accountId,
      dueAt: sql`min(${posts.dueAt})`.mapWith(posts.dueAt).as('next_due'),
    })
    .from(posts)
    .where(and(inArray(posts.status, ['scheduled', 'publishing']), lte(posts.dueAt, asked.until)))
    .groupBy(posts.accountId)
    .as('next');
  const lastOk = sql`coalesce(${accountCredentials.lastOkAt}, ${accountCredentials.sealedAt})`;
  return db
    .select({
      schoolId: accountCredentials.schoolId,
      accountId: accountCredentials.accountId,
      version: accountCredentials.version,
      accessExpiresAt: accountCredentials.accessExpiresAt,
      sealedAt: accountCredentials.sealedAt,
      lastOkAt: accountCredentials.lastOkAt,
      lastFailedAt: accountCredentials.lastFailedAt,
      hasRefresh: sql<boolean>`${accountCredentials.sealedRefresh} is not null`,
      nextDueAt: next.dueAt,
    })
    .from(accountCredentials)
    .innerJoin(accounts, eq(accounts.id, accountCredentials.accountId))
    .leftJoin(next, eq(next.accountId, accountCredentials.accountId))
    .where(
      and(
        eq(accountCredentials.status, 'connected'),
        or(isNull(accountCredentials.leaseUntil), lte(accountCredentials.leaseUntil, asked.at)),
        or(isNull(accounts.closesAt), gt(accounts.closesAt, asked.at)),
        or(sql`${next.dueAt} is not null`, sql`${lastOk} <= ${asked.idleSince}`),
      ),
    )
    .orderBy(asc(accountCredentials.accessExpiresAt), asc(accountCredentials.accountId))
    .limit(asked.limit);
}
