// Posts that lost a permission: what is coming down, and what is stopped. Always within one school.
import { and, asc, count, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { holds } from '#db/schema/holds.ts';
import { posts } from '#db/schema/posts.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import type { SchoolScope } from './posts.server.ts';

const shown = {
  id: posts.id,
  words: posts.words,
  handle: accounts.handle,
  platform: accounts.platform,
  photoCount: sql<number>`(select count(*)::int from post_photos pp where pp.post_id = ${posts.id})`,
};

/** Posts whose takedown for a permission is open, earliest deadline first. */
export async function postsComingDown(db: Database, scope: SchoolScope) {
  return db
    .select({
      ...shown,
      status: posts.status,
      deadlineAt: takedowns.deadlineAt,
      requestedAt: takedowns.requestedAt,
      byHandSince: takedowns.byHandSince,
    })
    .from(takedowns)
    .innerJoin(posts, and(eq(posts.schoolId, takedowns.schoolId), eq(posts.id, takedowns.postId)))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .where(
      and(
        eq(takedowns.schoolId, scope.schoolId),
        isNull(takedowns.endedAt),
        eq(takedowns.cause, 'permission_changed'),
      ),
    )
    .orderBy(asc(takedowns.deadlineAt), asc(takedowns.requestedAt), asc(posts.id));
}

/** Posts held because of a permission, also one for the same picture in another post; the one that was to go out first on top. */
export async function postsStopped(db: Database, scope: SchoolScope) {
  return db
    .select({ ...shown, dueAt: posts.dueAt })
    .from(holds)
    .innerJoin(posts, and(eq(posts.schoolId, holds.schoolId), eq(posts.id, holds.postId)))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .where(
      and(
        eq(holds.schoolId, scope.schoolId),
        eq(posts.status, 'held'),
        inArray(holds.cause, ['permission_changed', 'looks_alike']),
        isNull(holds.closedAt),
      ),
    )
    .groupBy(posts.id, accounts.handle, accounts.platform)
    .orderBy(asc(sql`coalesce(${posts.dueAt}, 'infinity')`), asc(sql`min(${holds.openedAt})`), asc(posts.id));
}

/** How many takedowns for a permission have ended, the post gone, since a moment. */
export async function countGone(db: Database, scope: SchoolScope, since: Date): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(takedowns)
    .where(
      and(
        eq(takedowns.schoolId, scope.schoolId),
        eq(takedowns.cause, 'permission_changed'),
        eq(takedowns.outcome, 'removed'),
        gt(takedowns.endedAt, since),
      ),
    );
  return row?.count ?? 0;
}
