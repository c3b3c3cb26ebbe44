// What is late without anybody having stopped it, so that nothing waits unseen (PF1).
import { and, asc, eq, exists, gt, inArray, isNull, lte, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { schoolPaused } from './pauses.server.ts';
import { toldOfPostSince } from './told-notices.server.ts';

type Db = Database | Tx;

/** The delivery of what stands approved is like this. */
const deliveryIs = (db: Db, ...like: SQL[]): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(deliveries)
      .where(and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId), ...like)),
  );

/** Due before `limit`, and neither out nor stopped by anybody: on its way, not known, or still where it was placed. */
function lateSince(db: Db, limit: Date) {
  const spaced = deliveryIs(
    db,
    eq(deliveries.state, 'waiting'),
    eq(deliveries.lastWhy, 'spaced'),
    gt(deliveries.retryAt, limit),
  );
  return and(
    inArray(posts.status, ['scheduled', 'publishing', 'unknown']),
    lte(posts.dueAt, limit),
    or(ne(posts.status, 'scheduled'), and(not(schoolPaused(db)), not(spaced))),
    // Whoever publishes by hand is asked for it, and chased, apart from this; once nobody knows what became of it, it counts.
    or(eq(posts.status, 'unknown'), not(deliveryIs(db, eq(deliveries.kind, 'by_hand')))),
  );
}

export interface Late {
  count: number;
  /** seconds since the oldest due time; 0 when nothing is late */
  oldestSeconds: number;
}

/** How many posts are late by more than `graceMs`, here or (without a scope) anywhere (PF1). */
export async function latePosts(
  db: Db,
  at: Date,
  graceMs: number,
  scope?: { schoolId: string },
): Promise<Late> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int`, oldest: sql<Date | string | null>`min(${posts.dueAt})` })
    .from(posts)
    .innerJoin(schools, eq(schools.id, posts.schoolId))
    .where(
      and(
        lateSince(db, new Date(at.getTime() - graceMs)),
        ...(scope ? [eq(posts.schoolId, scope.schoolId)] : []),
      ),
    );
  const oldest = row?.oldest ? new Date(row.oldest) : null;
  return {
    count: row?.count ?? 0,
    oldestSeconds: oldest ? Math.floor((at.getTime() - oldest.getTime()) / 1_000) : 0,
  };
}

/** Ids of the school's posts that are late by more than `graceMs`, `limit` at most. */
export async function lateIds(
  db: Db,
  scope: { schoolId: string },
  { at, graceMs, limit }: { at: Date; graceMs: number; limit: number },
): Promise<Set<string>> {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(schools, eq(schools.id, posts.schoolId))
    .where(and(lateSince(db, new Date(at.getTime() - graceMs)), eq(posts.schoolId, scope.schoolId)))
    .limit(limit);
  return new Set(rows.map(({ id }) => id));
}

/**
 * Late posts whose people have not been told since the time they were due. What is not known is told when it becomes so, and is
 * not told again.
 */
export async function lateUntold(
  db: Db,
  at: Date,
  graceMs: number,
  limit: number,
): Promise<{ schoolId: string; postId: string }[]> {
  const told = toldOfPostSince(db, 'post_late', posts.dueAt);
  return db
    .select({ schoolId: posts.schoolId, postId: posts.id })
    .from(posts)
    .innerJoin(schools, eq(schools.id, posts.schoolId))
    .where(and(lateSince(db, new Date(at.getTime() - graceMs)), ne(posts.status, 'unknown'), not(told)))
    .orderBy(asc(posts.dueAt))
    .limit(limit);
}

/**
 * Deliveries whose worker was gone long ago and that no sweep has freed, and takedowns past their deadline; `urgentLateTakedowns`: without
 * those of posts whose time is merely over.
 */
export async function stuckAndLate(
  db: Db,
  at: Date,
  graceMs: number,
): Promise<{ stuck: number; lateTakedowns: number; urgentLateTakedowns: number }> {
  const before = new Date(at.getTime() - graceMs);
  const [stuck] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(inArray(deliveries.state, ['preparing', 'sending']), lte(deliveries.leaseUntil, before)));
  const [late] = await db
    .select({
      count: sql<number>`count(*)::int`,
      urgent: sql<number>`(count(*) filter (where ${takedowns.cause} <> 'time_over'))::int`,
    })
    .from(takedowns)
    .where(and(isNull(takedowns.endedAt), lte(takedowns.deadlineAt, before)));
  return {
    stuck: stuck?.count ?? 0,
    lateTakedowns: late?.count ?? 0,
    urgentLateTakedowns: late?.urgent ?? 0,
  };
}
