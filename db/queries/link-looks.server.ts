// Looks at the addresses in posts, as rows that are only added: the last one, the last good one, and the one an approval stood on.
import { and, asc, desc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { linkLooks } from '#db/schema/words.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type LinkLookRow = typeof linkLooks.$inferSelect;

export async function insertLook(db: Db, row: typeof linkLooks.$inferInsert): Promise<void> {
  await db.insert(linkLooks).values(row);
}

/** For each address: its last look, and its last one that reached it. */
export async function lastLooks(
  db: Db,
  scope: SchoolScope,
  urls: readonly string[],
): Promise<{ last: LinkLookRow[]; reached: LinkLookRow[] }> {
  if (urls.length === 0) return { last: [], reached: [] };
  const those = and(eq(linkLooks.schoolId, scope.schoolId), inArray(linkLooks.url, [...urls]));
  const newest = [linkLooks.url, desc(linkLooks.lookedAt), desc(linkLooks.id)];
  return {
    last: await db
      .selectDistinctOn([linkLooks.url])
      .from(linkLooks)
      .where(those)
      .orderBy(...newest),
    reached: await db
      .selectDistinctOn([linkLooks.url])
      .from(linkLooks)
      .where(and(those, eq(linkLooks.outcome, 'reached')))
      .orderBy(...newest),
  };
}

/** For each address: the look that stood at `at`, or, where there was none yet, the first one after. */
export async function looksThatStood(
  db: Db,
  scope: SchoolScope,
  urls: readonly string[],
  at: Date,
): Promise<LinkLookRow[]> {
  if (urls.length === 0) return [];
  const those = and(eq(linkLooks.schoolId, scope.schoolId), inArray(linkLooks.url, [...urls]));
  const before = await db
    .selectDistinctOn([linkLooks.url])
    .from(linkLooks)
    .where(and(those, lte(linkLooks.lookedAt, at)))
    .orderBy(linkLooks.url, desc(linkLooks.lookedAt), desc(linkLooks.id));
  const after = await db
    .selectDistinctOn([linkLooks.url])
    .from(linkLooks)
    .where(and(those, gt(linkLooks.lookedAt, at)))
    .orderBy(linkLooks.url, asc(linkLooks.lookedAt), asc(linkLooks.id));
  return [...new Map([...after, ...before].map((look) => [look.url, look])).values()];
}
