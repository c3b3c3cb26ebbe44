// Takedowns as people and the worker see to them: which wait for a look, which nobody is working on, which are late, which were
// confirmed by a person alone, and every one that is open with its clock.
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { users } from '#db/schema/people.ts';
import { posts } from '#db/schema/posts.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import type { SchoolScope } from './posts.server.ts';
import type { TakedownRow } from './takedowns.server.ts';

type Db = Database | Tx;

/** Live posts of the school that come down unless somebody says that they show another picture, the soonest first. */
export async function takedownsThatWait(
  db: Db,
  scope: SchoolScope,
): Promise<{ postId: string; removesAt: Date | null }[]> {
  return db
    .select({ postId: takedowns.postId, removesAt: takedowns.removesAt })
    .from(takedowns)
    .where(
      and(eq(takedowns.schoolId, scope.schoolId), isNull(takedowns.endedAt), isNotNull(takedowns.removesAt)),
    )
    .orderBy(asc(takedowns.removesAt));
}

/** Those whose time for looking is over, in every school. */
export async function takedownsToBegin(db: Db, at: Date, limit: number): Promise<TakedownRow[]> {
  return db
    .select()
    .from(takedowns)
    .where(and(isNull(takedowns.endedAt), lte(takedowns.removesAt, at)))
    .orderBy(asc(takedowns.removesAt))
    .limit(limit);
}

/** Open takedowns past their time of which nobody has been told, in every school. */
export async function lateTakedowns(db: Db, at: Date, limit: number): Promise<TakedownRow[]> {
  return db
    .select()
    .from(takedowns)
    .where(and(isNull(takedowns.endedAt), lt(takedowns.deadlineAt, at), isNull(takedowns.lateToldAt)))
    .orderBy(asc(takedowns.deadlineAt))
    .limit(limit);
}

/** What a person asked for goes first, then what a permission took back, then what has merely been there long enough. */
const urgency = sql`case ${takedowns.cause} when 'time_over' then 2 when 'permission_changed' then 1 else 0 end`;

/**
 * Open takedowns of live posts that nobody is working on: what the sweep finds, the most urgent first. `asked`: only those that a
 * person asked for.
 */
export async function waitingTakedowns(
  db: Db,
  at: Date,
  limit: number,
  { asked = false }: { asked?: boolean } = {},
): Promise<TakedownRow[]> {
  const rows = await db
    .select({ takedown: takedowns })
    .from(takedowns)
    .innerJoin(posts, eq(posts.id, takedowns.postId))
    .where(
      and(
        isNull(takedowns.endedAt),
        inArray(posts.status, ['takedown_requested', 'takedown_failed']),
        or(isNull(takedowns.leaseUntil), lt(takedowns.leaseUntil, at)),
        ...(asked ? [sql`${urgency} = 0`] : []),
      ),
    )
    .orderBy(urgency, asc(takedowns.requestedAt))
    .limit(limit);
  return rows.map((row) => row.takedown);
}

/**
 * Deliveries of posts that are said to be gone, to be looked at again: on a person's word since `since`, or because the platform itself
 * proved it between `proved.from` and `proved.until`. Those looked at since `before` wait; those seen to be gone since are left.
 */
export async function saidToBeGone(
  db: Db,
  { before, since, proved }: { before: Date; since: Date; proved?: { from: Date; until: Date } },
  limit: number,
): Promise<{ schoolId: string; deliveryId: string }[]> {
  return db
    .select({ schoolId: deliveries.schoolId, deliveryId: deliveries.id })
    .from(deliveries)
    .innerJoin(posts, eq(posts.id, deliveries.postId))
    .where(
      and(
        eq(posts.status, 'taken_down'),
        eq(deliveries.kind, 'api'),
        sql`${deliveries.proof}->'seenGone' is null`,
        or(
          and(sql`${deliveries.proof}->>'by' = 'person'`, gt(deliveries.removedAt, since)),
          proved &&
            and(
              sql`${deliveries.proof}->>'by' = 'platform'`,
              gt(deliveries.removedAt, proved.from),
              lte(deliveries.removedAt, proved.until),
            ),
        ),
        or(isNull(deliveries.lastLookAt), lt(deliveries.lastLookAt, before)),
      ),
    )
    .orderBy(asc(deliveries.lastLookAt))
    .limit(limit);
}

/** Every open takedown of the school, the most pressing first, as a list shows it. */
export async function openTakedowns(db: Db, scope: SchoolScope, limit: number) {
  return db
    .select({
      id: takedowns.id,
      postId: takedowns.postId,
      status: posts.status,
      words: posts.words,
      handle: accounts.handle,
      platform: accounts.platform,
      photoCount: sql<number>`(select count(*)::int from post_photos pp where pp.post_id = ${posts.id})`,
      deadlineAt: takedowns.deadlineAt,
      byHandSince: takedowns.byHandSince,
      removesAt: takedowns.removesAt,
      foundBy: takedowns.foundBy,
      ownerId: takedowns.ownerId,
      ownerName: users.name,
      calls: takedowns.calls,
      acknowledgedAt: takedowns.acknowledgedAt,
    })
    .from(takedowns)
    .innerJoin(posts, eq(posts.id, takedowns.postId))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .leftJoin(users, eq(users.id, takedowns.ownerId))
    .where(and(eq(takedowns.schoolId, scope.schoolId), isNull(takedowns.endedAt)))
    .orderBy(asc(takedowns.deadlineAt), asc(takedowns.requestedAt), asc(takedowns.postId))
    .limit(limit);
}
