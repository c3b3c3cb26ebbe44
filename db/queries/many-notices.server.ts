// What a person was told of changed permissions within an hour, so that hundreds of withdrawals do not write hundreds of notices.
import { and, count, eq, gt, inArray, or, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { notices } from '#db/schema/notices.ts';
import type { SchoolScope } from './posts.server.ts';

/**
 * Until the commit nobody else writes such notices for the school, so that what is counted is exact. Taken after every other lock
 * but the head of the log.
 */
export async function lockNotices(db: Tx, { schoolId }: SchoolScope): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`notices/${schoolId}`}, 0))`);
}

/**
 * By person, since `after`: how many notices of posts held or coming down for one of these codes, whether a summary of them was
 * written, and whether one is still to be read.
 */
export async function toldOfChanges(
  db: Tx,
  { schoolId }: SchoolScope,
  userIds: readonly string[],
  { after, codes }: { after: Date; codes: readonly string[] },
): Promise<Map<string, { single: number; summary: boolean; unread: boolean }>> {
  const rows = await db
    .select({
      userId: notices.userId,
      summary: sql<boolean>`${notices.kind} = 'permissions_surge'`,
      unread: sql<boolean>`bool_or(${notices.readAt} is null)`,
      count: count(),
    })
    .from(notices)
    .where(
      and(
        eq(notices.schoolId, schoolId),
        inArray(notices.userId, [...userIds]),
        gt(notices.createdAt, after),
        or(
          eq(notices.kind, 'permissions_surge'),
          and(inArray(notices.kind, ['takedown_requested', 'post_held']), inArray(notices.code, [...codes])),
        ),
      ),
    )
    .groupBy(notices.userId, sql`2`);
  const told = new Map<string, { single: number; summary: boolean; unread: boolean }>();
  for (const row of rows) {
    const known = told.get(row.userId) ?? { single: 0, summary: false, unread: false };
    if (row.summary) Object.assign(known, { summary: true, unread: row.unread });
    else known.single += row.count;
    told.set(row.userId, known);
  }
  return told;
}
