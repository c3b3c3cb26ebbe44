// To which keys of the installation accounts' access is sealed. These questions are about the installation, not about one school: a key is
// everybody's.
import { and, asc, count, eq, gt, isNotNull, ne } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accountConnections, accountCredentials } from '#db/schema/account-connections.ts';
import type { CredentialRow } from './account-credentials.server.ts';
import type { ConnectionRow } from './account-connections.server.ts';

/** Every key that a token or the secret of a try is sealed to, and how many are. What was destroyed needs none. */
export async function tokenKeysInUse(db: Database): Promise<{ keyId: string; sealed: number }[]> {
  const tokens = await db
    .select({ keyId: accountCredentials.keyId, sealed: count() })
    .from(accountCredentials)
    .where(ne(accountCredentials.sealedToken, ''))
    .groupBy(accountCredentials.keyId);
  const tries = await db
    .select({ keyId: accountConnections.keyId, sealed: count() })
    .from(accountConnections)
    .where(isNotNull(accountConnections.sealedSecret))
    .groupBy(accountConnections.keyId);
  const counts = new Map<string, number>();
  for (const { keyId, sealed } of [...tokens, ...tries])
    counts.set(keyId ?? '', (counts.get(keyId ?? '') ?? 0) + sealed);
  return [...counts]
    .map(([keyId, sealed]) => ({ keyId, sealed }))
    .sort((a, b) => (a.keyId < b.keyId ? -1 : 1));
}

/** Credentials sealed to any key but `current`, by account after `after`. */
export async function credentialsOfOtherKeys(
  db: Database,
  current: string,
  after: string | null,
  limit: number,
): Promise<CredentialRow[]> {
  return db
    .select()
    .from(accountCredentials)
    .where(
      and(
        ne(accountCredentials.keyId, current),
        ne(accountCredentials.sealedToken, ''),
        after === null ? undefined : gt(accountCredentials.accountId, after),
      ),
    )
    .orderBy(asc(accountCredentials.accountId))
    .limit(limit);
}

/** Tries whose secret is sealed to any key but `current`: few at any time, and over within minutes. */
export async function triesOfOtherKeys(db: Database, current: string): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(accountConnections)
    .where(and(isNotNull(accountConnections.sealedSecret), ne(accountConnections.keyId, current)));
}

/** Puts new boxes in the place of those that were read; false when they are not the same any more. */
export async function replaceTrySecret(
  db: Database | Tx,
  row: ConnectionRow,
  sealed: { sealedSecret: string; keyId: string },
): Promise<boolean> {
  const rows = await db
    .update(accountConnections)
    .set(sealed)
    .where(
      and(
        eq(accountConnections.id, row.id),
        eq(accountConnections.schoolId, row.schoolId),
        eq(accountConnections.sealedSecret, row.sealedSecret ?? ''),
      ),
    )
    .returning({ id: accountConnections.id });
  return rows.length === 1;
}
