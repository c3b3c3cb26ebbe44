// What is due, taken so that several workers never do one post's work at the same time; and what is late without anybody having
// stopped it (PF1, PF2).
import { and, asc, eq, exists, gt, inArray, isNull, lte, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { type Database, transact, type Tx } from '#db/client.server.ts';
import { deliveries, takedowns } from '#db/schema/deliveries.ts';
import { notices } from '#db/schema/notices.ts';
import { posts } from '#db/schema/posts.ts';
import { pauses, schools } from '#db/schema/school.ts';

type Db = Database | Tx;

export interface DueDelivery {
  schoolId: string;
  deliveryId: string;
  postId: string;
  accountId: string;
  attempt: number;
  /** from when it counts as late: its time, or the turn it was given among its account's posts */
  countsFrom: Date;
  /** beyond this moment it is missed */
  latest: Date;
  /** least time between two posts of its account, ms */
  spacingMs: number;
}

export interface TakeDue {
  at: Date;
  limit: number;
  /** nobody else takes these before this moment */
  until: Date;
  /** for schools that set none */
  defaults: { latenessMinutes: number; spacingSeconds: number };
  /** this delivery alone, when it is due */
  only?: { schoolId: string; deliveryId: string };
}

const latestOf = (minutes: number) =>
  sql<Date>`${posts.dueAt} + make_interval(mins => coalesce((${schools.settings} ->> 'latenessMinutes')::int, ${minutes}))`;

/** A pause of the post's school or of its whole trust that has not ended. */
const paused = (db: Db): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(pauses)
      .where(
        and(
          eq(pauses.trustId, schools.trustId),
          isNull(pauses.endedAt),
          or(isNull(pauses.schoolId), eq(pauses.schoolId, schools.id)),
        ),
      ),
  );

function dueNow(db: Db, { at, limit, defaults, only }: TakeDue) {
  const late = sql`${latestOf(defaults.latenessMinutes)} < ${at.toISOString()}::timestamptz`;
  const may = or(late, and(or(isNull(deliveries.retryAt), lte(deliveries.retryAt, at)), not(paused(db))));
  return db
    .select({
      schoolId: posts.schoolId,
      deliveryId: deliveries.id,
      postId: posts.id,
      accountId: deliveries.accountId,
      attempt: deliveries.attempt,
      dueAt: sql<Date>`${posts.dueAt}`.mapWith(posts.dueAt),
      spacedTo:
        sql<Date | null>`case when ${deliveries.lastWhy} = 'spaced' then ${deliveries.retryAt} end`.mapWith(
          deliveries.retryAt,
        ),
      spacingMs: sql<number>`(1000 * coalesce((${schools.settings} ->> 'spacingSeconds')::int, ${defaults.spacingSeconds}))::int`,
      latest: latestOf(defaults.latenessMinutes).mapWith(posts.dueAt),
    })
    .from(posts)
    .innerJoin(schools, eq(schools.id, posts.schoolId))
    .innerJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .where(
      and(
        eq(posts.status, 'scheduled'),
        lte(posts.dueAt, at),
        inArray(deliveries.state, ['waiting', 'failed']),
        // What a person publishes is never taken by a worker, except to call it missed.
        or(eq(deliveries.kind, 'api'), late),
        or(isNull(deliveries.leaseUntil), lte(deliveries.leaseUntil, at)),
        may,
        ...(only ? [eq(deliveries.schoolId, only.schoolId), eq(deliveries.id, only.deliveryId)] : []),
      ),
    )
    .orderBy(asc(posts.dueAt), asc(posts.createdAt))
    .limit(limit);
}

/**
 * Takes due posts for this worker until `until`, oldest first; what another worker has in its hands is passed over, never waited
 * for. A post of a paused school is left where it is until it is too late for it.
 */
export async function takeDue(db: Database, asked: TakeDue): Promise<DueDelivery[]> {
  const [any] = await dueNow(db, { ...asked, limit: 1 });
  if (!any) return [];
  return transact(db, async (tx) => {
    const rows = await dueNow(tx, asked).for('update', { of: deliveries, skipLocked: true });
    if (rows.length === 0) return [];
    await tx
      .update(deliveries)
      .set({ leaseUntil: asked.until })
      .where(
        inArray(
          deliveries.id,
          rows.map(({ deliveryId }) => deliveryId),
        ),
      );
    return rows.map(({ dueAt, spacedTo, ...row }) => ({
      ...row,
      countsFrom: spacedTo && spacedTo > dueAt ? spacedTo : dueAt,
    }));
  });
}

/** Lets a delivery that was taken and is still waiting be taken again, at `retryAt` at the earliest. */
export async function putBack(
  db: Database,
  due: DueDelivery,
  wait: { retryAt: Date; why: string },
): Promise<void> {
  await db
    .update(deliveries)
    .set({ leaseUntil: null, retryAt: wait.retryAt, lastWhy: wait.why })
    .where(
      and(
        eq(deliveries.schoolId, due.schoolId),
        eq(deliveries.id, due.deliveryId),
        eq(deliveries.attempt, due.attempt),
        inArray(deliveries.state, ['waiting', 'failed']),
      ),
    );
}

/** The post goes out by a person's hand. */
const byHand = (db: Db): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.postId, posts.id),
          eq(deliveries.revisionId, posts.revisionId),
          eq(deliveries.kind, 'by_hand'),
        ),
      ),
  );

/** Due before `limit`, and neither out nor stopped by anybody: on its way, not known, or still where it was placed. */
function lateSince(db: Db, limit: Date) {
  const spaced = exists(
    db
      .select({ one: sql`1` })
      .from(deliveries)
      .where(
        and(
          eq(deliveries.postId, posts.id),
          eq(deliveries.revisionId, posts.revisionId),
          eq(deliveries.state, 'waiting'),
          eq(deliveries.lastWhy, 'spaced'),
          gt(deliveries.retryAt, limit),
        ),
      ),
  );
  return and(
    inArray(posts.status, ['scheduled', 'publishing', 'unknown']),
    lte(posts.dueAt, limit),
    or(ne(posts.status, 'scheduled'), and(not(paused(db)), not(spaced))),
    // Whoever publishes by hand is asked for it, and chased, apart from this; once nobody knows what became of it, it counts.
    or(eq(posts.status, 'unknown'), not(byHand(db))),
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
  const told = exists(
    db
      .select({ one: sql`1` })
      .from(notices)
      .where(
        and(
          eq(notices.schoolId, posts.schoolId),
          eq(notices.postId, posts.id),
          eq(notices.kind, 'post_late'),
          sql`${notices.createdAt} >= ${posts.dueAt}`,
        ),
      ),
  );
  return db
    .select({ schoolId: posts.schoolId, postId: posts.id })
    .from(posts)
    .innerJoin(schools, eq(schools.id, posts.schoolId))
    .where(and(lateSince(db, new Date(at.getTime() - graceMs)), ne(posts.status, 'unknown'), not(told)))
    .orderBy(asc(posts.dueAt))
    .limit(limit);
}

/** Deliveries whose worker was gone long ago and that no sweep has freed, and takedowns past their deadline. */
export async function stuckAndLate(
  db: Db,
  at: Date,
  graceMs: number,
): Promise<{ stuck: number; lateTakedowns: number }> {
  const before = new Date(at.getTime() - graceMs);
  const [stuck] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(inArray(deliveries.state, ['preparing', 'sending']), lte(deliveries.leaseUntil, before)));
  const [late] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(takedowns)
    .where(and(isNull(takedowns.endedAt), lte(takedowns.deadlineAt, before)));
  return { stuck: stuck?.count ?? 0, lateTakedowns: late?.count ?? 0 };
}
