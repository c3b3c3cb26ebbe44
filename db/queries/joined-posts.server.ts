// Posts on any of the school's accounts that are of one event with a post, or near it in time: what was sent of each.
import { and, between, eq, inArray, ne, or, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { revisions } from '#db/schema/revisions.ts';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { SchoolScope } from './posts.server.ts';

/** What a post was submitted as: posts made from one revision for several accounts say the same, and are not held against each other. */
const submission = sql`coalesce((select c.lead_revision_id from cross_posts c where c.post_id = ${posts.id}), ${posts.revisionId})`;
const submissionOf = (postId: Placeholder) =>
  sql`(select coalesce(c.lead_revision_id, p.revision_id) from posts p left join cross_posts c on c.post_id = p.id where p.id = ${postId})`;

/** More of them, the nearest in time first, are not looked at. */
const MOST = 200;

/** What it is asked by: the moments between which a post is near, and the one in their middle. */
type Near = {
  schoolId: Placeholder;
  postId: Placeholder;
  tripId: Placeholder;
  from: Placeholder;
  until: Placeholder;
  middle: Placeholder;
  states: Placeholder[];
};

const moment = sql`coalesce(${deliveries.publishedAt}, ${posts.dueAt}, ${posts.submittedAt})`;

const askNear = keptSelect((db, near: Near) =>
  db
    .select({ content: revisions.content })
    .from(posts)
    .innerJoin(revisions, eq(revisions.id, posts.revisionId))
    .leftJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .where(
      and(
        eq(posts.schoolId, near.schoolId),
        ne(posts.id, near.postId),
        sql`${submission} is distinct from ${submissionOf(near.postId)}`,
        inArray(posts.status, near.states),
        inArray(posts.id, perhapsNear(db, near)),
        or(
          eq(posts.tripId, near.tripId),
          sql`${moment} between ${near.from}::timestamptz and ${near.until}::timestamptz`,
        ),
      ),
    )
    .orderBy(sql`abs(extract(epoch from ${moment} - ${near.middle}::timestamptz))`)
    .limit(MOST),
);

export async function postsNear(
  db: Database | Tx,
  { schoolId }: SchoolScope,
  near: { postId: string; tripId: string | null; from: Date; until: Date; states: readonly PostStatus[] },
): Promise<PostContent[]> {
  const { postId, tripId, from, until, states } = near;
  const middle = new Date((from.getTime() + until.getTime()) / 2).toISOString();
  const between = { from: from.toISOString(), until: until.toISOString(), middle };
  const rows = await askNear(db, { schoolId, postId, tripId, ...between, states });
  return rows.map(({ content }) => content);
}

/** Every post that has any of its moments then, or is of the trip: few, and each found by an index, in a school with years of posts. */
function perhapsNear(
  db: Database | Tx,
  { schoolId, tripId, from, until }: Pick<Near, 'schoolId' | 'tripId' | 'from' | 'until'>,
) {
  const found = (where: SQL | undefined) =>
    db
      .select({ id: posts.id })
      .from(posts)
      .where(and(eq(posts.schoolId, schoolId), where));
  const out = db
    .select({ id: deliveries.postId })
    .from(deliveries)
    .where(and(eq(deliveries.schoolId, schoolId), between(deliveries.publishedAt, from, until)));
  return unionAll(
    out,
    found(between(posts.dueAt, from, until)),
    found(between(posts.submittedAt, from, until)),
    found(eq(posts.tripId, tripId)),
  );
}
