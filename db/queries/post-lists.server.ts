// Posts as lists show them: one row each with its author, trip and account, in one query whatever the number.
import { and, asc, desc, eq, gte, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { holds } from '#db/schema/holds.ts';
import { users } from '#db/schema/people.ts';
import { postEditors, posts } from '#db/schema/posts.ts';
import { trips } from '#db/schema/pupils.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import { notMadeFromAnother } from './cross-posts.server.ts';
import type { SchoolScope } from './posts.server.ts';

export interface PostsAsked {
  statuses?: readonly PostStatus[];
  /** none but these */
  ids?: readonly string[];
  authorId?: string;
  /** everybody's but this person's */
  notAuthorId?: string;
  /**
   * Of a post for several accounts: `leading` lists the one that leads, `not_yet_with_lead` leaves out those that still go along with
   * an approved one that leads them.
   */
  ofSeveral?: 'leading' | 'not_yet_with_lead';
  /** due at or after / before */
  dueFrom?: Date;
  dueBefore?: Date;
  /** `oldest` submitted first, `soonest` due first, or `newest` change first */
  order: 'oldest' | 'soonest' | 'newest';
  limit: number;
}

const photoCount = sql<number>`(select count(*)::int from post_photos pp where pp.post_id = ${posts.id})`;

/** It was live, is not on the platform any more, and nobody took it down here. */
const gone = sql<boolean>`exists (
  select 1 from deliveries d where d.revision_id = ${posts.revisionId} and d.gone_at is not null and ${posts.status} = 'published')`;

/** The last reason somebody gave for sending the post back or turning it down. */
const lastReason = sql<string | null>`(
  select r.reason from reviews r where r.post_id = ${posts.id} and r.decision <> 'approved'
  order by r.decided_at desc, r.id desc limit 1)`;

/** The leading post is not waiting for a time itself, so that this one has to be placed alone. */
const leadNotApproved = sql`not exists (
  select 1 from cross_posts c join posts l on l.id = c.lead_post_id where c.post_id = ${posts.id} and l.status = 'approved')`;

export async function listPosts(db: Database, scope: SchoolScope, asked: PostsAsked) {
  const conditions: SQL[] = [eq(posts.schoolId, scope.schoolId)];
  if (asked.statuses) conditions.push(inArray(posts.status, [...asked.statuses]));
  if (asked.ids) conditions.push(inArray(posts.id, [...asked.ids]));
  if (asked.authorId) conditions.push(eq(posts.authorId, asked.authorId));
  if (asked.notAuthorId) conditions.push(ne(posts.authorId, asked.notAuthorId));
  if (asked.dueFrom) conditions.push(gte(posts.dueAt, asked.dueFrom));
  if (asked.dueBefore) conditions.push(lt(posts.dueAt, asked.dueBefore));
  if (asked.ofSeveral === 'leading') conditions.push(notMadeFromAnother);
  if (asked.ofSeveral === 'not_yet_with_lead') conditions.push(leadNotApproved);
  const order = {
    oldest: [asc(posts.submittedAt), asc(posts.createdAt)],
    soonest: [asc(posts.dueAt), asc(posts.createdAt)],
    newest: [desc(posts.updatedAt)],
  }[asked.order];
  return db
    .select({
      id: posts.id,
      status: posts.status,
      words: posts.words,
      purpose: posts.purpose,
      authorId: posts.authorId,
      authorName: users.name,
      submittedBy: posts.submittedBy,
      submittedAt: posts.submittedAt,
      dueAt: posts.dueAt,
      windowFrom: posts.windowFrom,
      windowUntil: posts.windowUntil,
      tripId: posts.tripId,
      updatedAt: posts.updatedAt,
      handle: accounts.handle,
      platform: accounts.platform,
      tripName: trips.name,
      photoCount,
      gone,
      lastReason,
    })
    .from(posts)
    .innerJoin(users, eq(users.id, posts.authorId))
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .leftJoin(trips, eq(trips.id, posts.tripId))
    .where(and(...conditions))
    .orderBy(...order, asc(posts.id))
    .limit(asked.limit);
}

export type ListedRow = Awaited<ReturnType<typeof listPosts>>[number];

/** How many posts of the school stand in each state; states without posts are absent. */
export async function countByStatus(db: Database, scope: SchoolScope): Promise<Map<PostStatus, number>> {
  const rows = await db
    .select({ status: posts.status, count: sql<number>`count(*)::int` })
    .from(posts)
    .where(eq(posts.schoolId, scope.schoolId))
    .groupBy(posts.status);
  return new Map(rows.map((row) => [row.status, row.count]));
}

/** Causes of the open holds of several posts, by post. */
export async function openHoldCauses(
  db: Database,
  scope: SchoolScope,
  postIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (postIds.length === 0) return new Map();
  const rows = await db
    .select({ postId: holds.postId, cause: holds.cause })
    .from(holds)
    .where(
      and(
        eq(holds.schoolId, scope.schoolId),
        inArray(holds.postId, [...postIds]),
        sql`${holds.closedAt} is null`,
      ),
    )
    .orderBy(asc(holds.openedAt));
  const causes = new Map<string, string[]>();
  for (const { postId, cause } of rows) causes.set(postId, [...(causes.get(postId) ?? []), cause]);
  return causes;
}

/** Everyone who ever changed each of these posts. */
export async function editorsOfPosts(
  db: Database,
  scope: SchoolScope,
  postIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (postIds.length === 0) return new Map();
  const rows = await db
    .select({ postId: postEditors.postId, userId: postEditors.userId })
    .from(postEditors)
    .where(and(eq(postEditors.schoolId, scope.schoolId), inArray(postEditors.postId, [...postIds])));
  const editors = new Map<string, string[]>();
  for (const { postId, userId } of rows) editors.set(postId, [...(editors.get(postId) ?? []), userId]);
  return editors;
}

/** What each of these posts is about: its trip, else its purpose. Posts of other schools are absent. */
export async function aboutPosts(
  db: Database,
  scope: SchoolScope,
  postIds: readonly string[],
): Promise<Map<string, { tripName: string | null; purpose: string }>> {
  if (postIds.length === 0) return new Map();
  const rows = await db
    .select({ id: posts.id, purpose: posts.purpose, tripName: trips.name })
    .from(posts)
    .leftJoin(trips, eq(trips.id, posts.tripId))
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.id, [...postIds])));
  return new Map(rows.map(({ id, ...about }) => [id, about]));
}

export interface PostInShort {
  status: PostStatus;
  words: string;
  handle: string;
  photoCount: number;
}

/** What each of these posts is, in a line. Posts of other schools are absent. */
export async function postsInShort(
  db: Database,
  scope: SchoolScope,
  postIds: readonly string[],
): Promise<Map<string, PostInShort>> {
  if (postIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: posts.id,
      status: posts.status,
      words: posts.words,
      handle: accounts.handle,
      photoCount,
    })
    .from(posts)
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.id, [...postIds])));
  return new Map(rows.map(({ id, ...post }) => [id, post]));
}
