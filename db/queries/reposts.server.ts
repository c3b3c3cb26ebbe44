// Reposts of the school's posts by another of its accounts, as rows. Every read names its school.
import { and, asc, eq, inArray, isNull, not, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { posts } from '#db/schema/posts.ts';
import { reposts } from '#db/schema/reposts.ts';
import type { SchoolScope } from './posts.server.ts';
import { toldOfPostSince } from './told-notices.server.ts';

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

/**
 * How long nobody may say anything, and how often people are then asked again. What was said of the post before a repost's own first wait
 * was over was about another of it, or was the news itself.
 */
const SILENCE = {
  opened: { since: reposts.openedAt, first: '1 hour', again: '1 day', kind: 'repost_unanswered' },
  undo_wanted: { since: reposts.undoSince, first: '1 hour', again: '1 hour', kind: 'repost_undo' },
} as const;

/** Reposts that may be up, and of which nobody has said anything for too long at `at`; with `only`, those of that post. Oldest first. */
export async function silentReposts(
  db: Db,
  at: Date,
  limit: number,
  only?: { schoolId: string; postId: string },
): Promise<Pick<RepostRow, 'id' | 'schoolId' | 'postId'>[]> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const silent = Object.entries(SILENCE).map(([state, { since, first, again, kind }]) =>
    and(
      eq(reposts.state, state as RepostState),
      sql`${since} <= ${now} - ${first}::interval`,
      not(
        toldOfPostSince(
          db,
          kind,
          sql`greatest(${since} + ${first}::interval, ${now} - ${again}::interval + interval '1 ms')`,
        ),
      ),
    ),
  );
  return db
    .select({ id: reposts.id, schoolId: reposts.schoolId, postId: reposts.postId })
    .from(reposts)
    .innerJoin(posts, and(eq(posts.schoolId, reposts.schoolId), eq(posts.id, reposts.postId)))
    .where(
      and(
        isNull(reposts.endedAt),
        or(...silent),
        ...(only ? [eq(reposts.schoolId, only.schoolId), eq(reposts.postId, only.postId)] : []),
      ),
    )
    .orderBy(asc(reposts.askedAt))
    .limit(limit);
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
