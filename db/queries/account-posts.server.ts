// Which posts wait for their time on an account: what has to be held when its connection is gone.
import { and, asc, eq, lte, ne } from 'drizzle-orm';
import { accountCredentials } from '#db/schema/account-connections.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { posts } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

/** Ids of the account's posts that have a time, up to `until` (null: whenever), in the order in which posts are locked. */
export async function postsWithATime(
  db: Database | Tx,
  scope: SchoolScope,
  accountId: string,
  until: Date | null,
): Promise<string[]> {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.schoolId, scope.schoolId),
        eq(posts.accountId, accountId),
        eq(posts.status, 'scheduled'),
        until ? lte(posts.dueAt, until) : undefined,
      ),
    )
    .orderBy(asc(posts.id));
  return rows.map(({ id }) => id);
}

/** Accounts of every school that are not connected any more and still have posts with a time up to `until`. */
export async function accountsLeftBehind(
  db: Database,
  until: Date,
  limit: number,
): Promise<{ schoolId: string; accountId: string }[]> {
  return db
    .selectDistinct({ schoolId: posts.schoolId, accountId: posts.accountId })
    .from(posts)
    .innerJoin(accountCredentials, eq(accountCredentials.accountId, posts.accountId))
    .where(
      and(eq(posts.status, 'scheduled'), lte(posts.dueAt, until), ne(accountCredentials.status, 'connected')),
    )
    .limit(limit);
}
