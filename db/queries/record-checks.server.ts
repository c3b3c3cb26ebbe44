// Looks into the school's own records for the pupils of one post, and the posts that wait for one. Always within one school.
import { and, asc, countDistinct, desc, eq, exists, gt, inArray, isNotNull, not, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { recordChecks } from '#db/schema/consent-ground.ts';
import { crossPosts } from '#db/schema/cross-posts.ts';
import { users } from '#db/schema/people.ts';
import { photoPeople, postPhotos, posts } from '#db/schema/posts.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { ofPostOrItsLead } from './cross-posts.server.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type RecordCheckRow = typeof recordChecks.$inferSelect;

/** Looks for one post's pupils, or for those of the post that leads it, that still count at a moment; the newest first. */
export async function recordChecksOf(
  db: Db,
  scope: SchoolScope,
  postId: string,
  at: Date,
): Promise<RecordCheckRow[]> {
  return db
    .select()
    .from(recordChecks)
    .where(
      and(
        eq(recordChecks.schoolId, scope.schoolId),
        ofPostOrItsLead(recordChecks.postId, postId),
        gt(recordChecks.validUntil, at),
      ),
    )
    .orderBy(desc(recordChecks.checkedAt));
}

/** The new record's id; null when the form was sent before. */
export async function insertRecordCheck(
  db: Tx,
  row: typeof recordChecks.$inferInsert,
): Promise<string | null> {
  const [inserted] = await db
    .insert(recordChecks)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: recordChecks.id });
  return inserted?.id ?? null;
}

/** A post that shows pupils, as much of it as whoever looks them up may know. */
export interface PostToLookUp {
  postId: string;
  authorName: string;
  platform: Platform;
  handle: string;
  dueAt: Date | null;
  pupils: number;
  /** until when the last look counts; null when none does */
  lookedUntil: Date | null;
}

/**
 * Posts in one of the states that list a pupil in a photo: those with a time first, the soonest of them at the top. One that was made
 * from another is among them once the leading one is in none of the states: until then the look at that one counts for both.
 */
export async function postsToLookUp(
  db: Db,
  scope: SchoolScope,
  statuses: readonly PostStatus[],
  at: Date,
): Promise<PostToLookUp[]> {
  const lead = alias(posts, 'lead');
  const leadIsListed = db
    .select({ one: sql`1` })
    .from(crossPosts)
    .innerJoin(lead, eq(lead.id, crossPosts.leadPostId))
    .where(and(eq(crossPosts.postId, posts.id), inArray(lead.status, [...statuses])));
  const looked = sql`select max(r.valid_until) from record_checks r
    where r.school_id = ${scope.schoolId} and r.valid_until > ${at.toISOString()}::timestamptz
    and (r.post_id = ${posts.id} or r.post_id = (select c.lead_post_id from cross_posts c where c.post_id = ${posts.id}))`;
  const rows = await db
    .select({
      postId: posts.id,
      authorName: users.name,
      handle: accounts.handle,
      platform: accounts.platform,
      dueAt: posts.dueAt,
      pupils: countDistinct(photoPeople.pupilId),
      lookedUntil: sql<Date | null>`(${looked})`.mapWith(recordChecks.validUntil),
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.authorId))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .innerJoin(postPhotos, eq(postPhotos.postId, posts.id))
    .innerJoin(photoPeople, and(eq(photoPeople.postPhotoId, postPhotos.id), isNotNull(photoPeople.pupilId)))
    .where(
      and(
        eq(posts.schoolId, scope.schoolId),
        inArray(posts.status, [...statuses]),
        not(exists(leadIsListed)),
      ),
    )
    .groupBy(posts.id, users.name, accounts.handle, accounts.platform, posts.dueAt, posts.updatedAt)
    .orderBy(sql`${posts.dueAt} asc nulls last`, desc(posts.updatedAt), asc(posts.id))
    .limit(50);
  return rows;
}
