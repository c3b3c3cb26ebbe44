// What a permission took back from one of several posts that were cut together, for the others: each of them lists the same people in
// the same photos, and its own account decides.
import { sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import type { SchoolScope } from './posts.server.ts';

/**
 * Ids of the pictures that were refused with somebody's no, and for nothing else, in a post that was cut with this one: made from the
 * same revision, or that one itself, as long as it is the one the leading post stands on. Of an earlier version others may be listed.
 */
export async function withdrawnTogether(
  db: Database | Tx,
  { schoolId }: SchoolScope,
  postId: string,
): Promise<Set<string>> {
  const cut = sql`select c.post_id, c.lead_post_id from cross_posts c
    join posts l on l.school_id = c.school_id and l.id = c.lead_post_id and l.revision_id = c.lead_revision_id
    where c.school_id = ${schoolId} and (c.post_id = ${postId} or c.lead_post_id = ${postId}
      or c.lead_revision_id = (select o.lead_revision_id from cross_posts o where o.post_id = ${postId}))`;
  const { rows } = (await db.execute(sql`
    with cut as (${cut})
    select r.id from refused_pictures r
    where r.school_id = ${schoolId} and r.cause = 'withdrawn'
      and exists (select 1 from cut where ${postId} in (cut.post_id, cut.lead_post_id))
      and r.post_id in (select post_id from cut union select lead_post_id from cut)
      and not exists (select 1 from takedowns t where t.school_id = r.school_id and t.post_id = r.post_id and t.found_by = 'person')`)) as {
    rows: { id: string }[];
  };
  return new Set(rows.map(({ id }) => id));
}
