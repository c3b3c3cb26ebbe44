// What the posts that show a pupil rest on, all of them in one query: what was sent for approval, the account, the trip, and the answers
// that their going out rested on.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { trips } from '#db/schema/pupils.ts';
import { revisions } from '#db/schema/revisions.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { AccountKind } from '#app/domain/consent/consent-vocabulary.ts';
import { SENT_STATES } from '#app/domain/posts/delivery-states.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import type { SchoolScope } from './posts.server.ts';

export interface GroundOfPost {
  postId: string;
  content: PostContent;
  /** when it was sent for approval */
  cutAt: Date;
  platform: Platform;
  kind: AccountKind;
  trip: { id: string; name: string; place: string; placeWords: string[] } | null;
  /** when the trip's first post went out */
  firstPostAt: Date | null;
  removedAt: Date | null;
  /** the answers on which it went out */
  usedDecisionIds: string[];
}

/** Of each post with a revision, by its id; others are absent. */
export async function groundsOfPosts(
  db: Database | Tx,
  scope: SchoolScope,
  postIds: readonly string[],
  pupilId: string,
): Promise<Map<string, GroundOfPost>> {
  if (postIds.length === 0) return new Map();
  const firstPostAt = sql`(
    select min(coalesce(d.sent_at, d.published_at)) from deliveries d join posts p on p.id = d.post_id
    where p.trip_id = ${posts.tripId} and p.school_id = ${posts.schoolId}
      and ${inArray(sql`d.state`, [...SENT_STATES])})`.mapWith((value: string | null) =>
    value === null ? null : (deliveries.sentAt.mapFromDriverValue(value) as Date),
  );
  const usedDecisionIds = sql<string[]>`coalesce((
    select array_agg(distinct x.id)::text[] from usages u cross join unnest(u.decision_ids) as x(id)
    where u.post_id = ${posts.id} and u.pupil_id = ${pupilId}), '{}')`;
  const rows = await db
    .select({
      postId: posts.id,
      content: revisions.content,
      cutAt: revisions.cutAt,
      platform: accounts.platform,
      kind: accounts.kind,
      trip: { id: trips.id, name: trips.name, place: trips.place, placeWords: trips.placeWords },
      firstPostAt,
      removedAt: deliveries.removedAt,
      usedDecisionIds,
    })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.revisionId))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .leftJoin(trips, eq(trips.id, posts.tripId))
    .leftJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.id, [...postIds])));
  return new Map(rows.map((row) => [row.postId, row]));
}
