// The register of takedowns as rows: what was asked for in a span of time, when it was gone, and how that is known. No pupil is in it.
import { and, asc, desc, eq, gte, lt, max, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import type { SchoolScope } from './posts.server.ts';

export type RegisterRow = Awaited<ReturnType<typeof takedownsAskedFor>>[number];

/** Takedowns of the school asked for from `from` until before `until`, the newest first. */
export async function takedownsAskedFor(
  db: Database | Tx,
  scope: SchoolScope,
  { from, until }: { from: Date; until: Date },
  limit: number,
) {
  // A post is live once: whatever comes down anew was found there after an earlier takedown had ended.
  const newest = db
    .select({ deliveryId: takedowns.deliveryId, requestedAt: max(takedowns.requestedAt).as('newest_at') })
    .from(takedowns)
    .where(eq(takedowns.schoolId, scope.schoolId))
    .groupBy(takedowns.deliveryId)
    .as('newest');
  return db
    .select({
      id: takedowns.id,
      postId: takedowns.postId,
      cause: takedowns.cause,
      requestedAt: takedowns.requestedAt,
      deadlineAt: takedowns.deadlineAt,
      endedAt: takedowns.endedAt,
      outcome: takedowns.outcome,
      provedBy: takedowns.provedBy,
      /** it ended, and had to come down from the same place once more */
      foundAgain: sql<boolean>`coalesce(${newest.requestedAt} > ${takedowns.requestedAt} and ${newest.requestedAt} >= ${takedowns.endedAt}, false)`,
      /** the platform has said so too since a person did; of the newest takedown of its delivery */
      seenGone: sql<boolean>`coalesce((${deliveries.proof}->>'seenGone')::boolean, false)`,
      handle: accounts.handle,
      platform: accounts.platform,
      words: posts.words,
      photoCount: sql<number>`(select count(*)::int from post_photos pp where pp.post_id = ${posts.id})`,
    })
    .from(takedowns)
    .innerJoin(newest, eq(newest.deliveryId, takedowns.deliveryId))
    .innerJoin(deliveries, eq(deliveries.id, takedowns.deliveryId))
    .innerJoin(accounts, eq(accounts.id, deliveries.accountId))
    .innerJoin(posts, eq(posts.id, takedowns.postId))
    .where(
      and(
        eq(takedowns.schoolId, scope.schoolId),
        gte(takedowns.requestedAt, from),
        lt(takedowns.requestedAt, until),
      ),
    )
    .orderBy(desc(takedowns.requestedAt), asc(takedowns.postId), desc(takedowns.id))
    .limit(limit);
}
