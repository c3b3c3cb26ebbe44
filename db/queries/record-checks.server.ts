// Looks into the school's own records for the pupils of one post, and the posts that wait for one. Always within one school.
import { and, asc, countDistinct, desc, eq, gt, inArray, isNotNull, max, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { recordChecks } from '#db/schema/consent-ground.ts';
import { users } from '#db/schema/people.ts';
import { photoPeople, postPhotos, posts } from '#db/schema/posts.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { notMadeFromAnother, ofPostOrItsLead } from './cross-posts.server.ts';
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
  handle: string;
  dueAt: Date | null;
  pupils: number;
  /** until when the last look counts; null when none does */
  lookedUntil: Date | null;
}

/** Posts in one of the states that list a pupil in a photo: those with a time first, the soonest of them at the top. */
export async function postsToLookUp(
  db: Db,
  scope: SchoolScope,
  statuses: readonly PostStatus[],
  at: Date,
): Promise<PostToLookUp[]> {
  const rows = await db
    .select({
      postId: posts.id,
      authorName: users.name,
      handle: accounts.handle,
      dueAt: posts.dueAt,
      pupils: countDistinct(photoPeople.pupilId),
      lookedUntil: max(recordChecks.validUntil),
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.authorId))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .innerJoin(postPhotos, eq(postPhotos.postId, posts.id))
    .innerJoin(photoPeople, and(eq(photoPeople.postPhotoId, postPhotos.id), isNotNull(photoPeople.pupilId)))
    .leftJoin(recordChecks, and(eq(recordChecks.postId, posts.id), gt(recordChecks.validUntil, at)))
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.status, [...statuses]), notMadeFromAnother))
    .groupBy(posts.id, users.name, accounts.handle, posts.dueAt, posts.updatedAt)
    .orderBy(sql`${posts.dueAt} asc nulls last`, desc(posts.updatedAt), asc(posts.id))
    .limit(50);
  return rows;
}
