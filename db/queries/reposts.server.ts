// Reposts of the school's posts by another of its accounts, as rows. Every read names its school.
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { reposts } from '#db/schema/reposts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type RepostRow = typeof reposts.$inferSelect;
export type RepostState = RepostRow['state'];

/** Null when one that has not ended is there already (a double tap). */
export async function insertRepost(db: Tx, row: typeof reposts.$inferInsert): Promise<RepostRow | null> {
  const [inserted] = await db.insert(reposts).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

/** Every repost of a post with its account, oldest first. */
export async function repostsOf(db: Db, scope: SchoolScope, postId: string) {
  const rows = await db
    .select({ repost: reposts, platform: accounts.platform, handle: accounts.handle })
    .from(reposts)
    .innerJoin(accounts, eq(accounts.id, reposts.accountId))
    .where(and(eq(reposts.schoolId, scope.schoolId), eq(reposts.postId, postId)))
    .orderBy(asc(reposts.askedAt), asc(reposts.id));
  return rows.map(({ repost, platform, handle }) => ({ ...repost, platform, handle }));
}

/** One of them, locked until the commit. */
export async function lockRepost(db: Tx, scope: SchoolScope, repostId: string): Promise<RepostRow | null> {
  const [row] = await db
    .select()
    .from(reposts)
    .where(and(eq(reposts.schoolId, scope.schoolId), eq(reposts.id, repostId)))
    .for('update');
  return row ?? null;
}

/** Those of these posts that have not ended, by post and account; locked until the commit. */
export async function lockOpenReposts(
  db: Tx,
  scope: SchoolScope,
  postIds: readonly string[],
): Promise<RepostRow[]> {
  if (postIds.length === 0) return [];
  return db
    .select()
    .from(reposts)
    .where(
      and(
        eq(reposts.schoolId, scope.schoolId),
        inArray(reposts.postId, [...postIds]),
        isNull(reposts.endedAt),
      ),
    )
    .orderBy(asc(reposts.postId), asc(reposts.accountId))
    .for('update');
}

/** Compare-and-set on the state: false when it moved meanwhile. */
export async function writeRepost(
  db: Tx,
  scope: SchoolScope,
  { id, state }: Pick<RepostRow, 'id' | 'state'>,
  change: Partial<Omit<RepostRow, 'id' | 'schoolId' | 'postId' | 'accountId' | 'digest'>>,
): Promise<boolean> {
  const rows = await db
    .update(reposts)
    .set(change)
    .where(and(eq(reposts.schoolId, scope.schoolId), eq(reposts.id, id), eq(reposts.state, state)))
    .returning({ id: reposts.id });
  return rows.length === 1;
}

/** How many of each post went with it, by post id; posts without any are absent. */
export async function repostsGoneWith(
  db: Db,
  scope: SchoolScope,
  postIds: readonly string[],
): Promise<Map<string, number>> {
  if (postIds.length === 0) return new Map();
  const rows = await db
    .select({ postId: reposts.postId, gone: sql<number>`count(*)::int` })
    .from(reposts)
    .where(
      and(
        eq(reposts.schoolId, scope.schoolId),
        inArray(reposts.postId, [...postIds]),
        eq(reposts.ended, 'with_original'),
      ),
    )
    .groupBy(reposts.postId);
  return new Map(rows.map(({ postId, gone }) => [postId, gone]));
}
