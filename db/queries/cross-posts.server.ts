// Which further accounts a post is for, and the posts made from it for them, as rows. Every read names its school.
import { and, asc, eq, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { crossPosts, postAccounts } from '#db/schema/cross-posts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type CrossPostRow = typeof crossPosts.$inferSelect;

/** What was said of a post counts for those made from it as well: the condition for a column that names the post. */
export const ofPostOrItsLead = (column: AnyPgColumn, postId: string | AnyPgColumn | Placeholder): SQL =>
  sql`(${column} = ${postId} or ${column} = (select c.lead_post_id from cross_posts c where c.post_id = ${postId}))`;

/** For lists in which a post with several accounts stands once. */
export const notMadeFromAnother: SQL = sql`not exists (select 1 from cross_posts c where c.post_id = ${posts.id})`;

/** Ids of the further accounts chosen for a post, sorted. */
export async function chosenAccounts(db: Db, scope: SchoolScope, postId: string): Promise<string[]> {
  const rows = await db
    .select({ accountId: postAccounts.accountId })
    .from(postAccounts)
    .where(and(eq(postAccounts.schoolId, scope.schoolId), eq(postAccounts.postId, postId)));
  return rows.map(({ accountId }) => accountId).sort();
}

/** Adds accounts to those chosen for a post; one that is chosen already stays as it was chosen. */
export async function insertChosen(db: Tx, rows: (typeof postAccounts.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(postAccounts).values(rows).onConflictDoNothing();
}

export async function removeChosen(
  db: Tx,
  scope: SchoolScope,
  postId: string,
  accountIds: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return;
  await db
    .delete(postAccounts)
    .where(
      and(
        eq(postAccounts.schoolId, scope.schoolId),
        eq(postAccounts.postId, postId),
        inArray(postAccounts.accountId, [...accountIds]),
      ),
    );
}

export async function insertCrossPost(db: Tx, row: CrossPostRow): Promise<void> {
  await db.insert(crossPosts).values(row);
}

const stoppedByPerson = sql<boolean>`exists (select 1 from holds h where h.school_id = ${crossPosts.schoolId}
  and h.post_id = ${crossPosts.leadPostId} and h.cause = 'stopped_by_person' and h.closed_at is null)`;

/** It was out, or perhaps out, when they said so: what turned out never to have been is held. */
const takenDownByPerson = sql<boolean>`exists (select 1 from takedowns t where t.school_id = ${crossPosts.schoolId}
  and t.post_id = ${crossPosts.leadPostId} and t.found_by = 'person' and coalesce(t.outcome, 'removed') in ('removed', 'failed'))`;

/** The leading post in a question about the one that follows it. */
export const leadingPosts = alias(posts, 'leading_posts');

/** What is known of the leading post as it stands, with the revision the other was made from: for {@link crossPosts} and its lead, joined. */
export const LEAD = {
  postId: crossPosts.leadPostId,
  madeFrom: crossPosts.leadRevisionId,
  revisionId: leadingPosts.revisionId,
  status: leadingPosts.status,
  stopped: stoppedByPerson,
  takenDown: takenDownByPerson,
};

export const leadsIt = and(
  eq(leadingPosts.schoolId, crossPosts.schoolId),
  eq(leadingPosts.id, crossPosts.leadPostId),
);

/** Id of the post that leads this one; its own where none does. */
export async function leadingId(db: Db, scope: SchoolScope, postId: string): Promise<string> {
  const [row] = await db
    .select({ postId: crossPosts.leadPostId })
    .from(crossPosts)
    .where(and(eq(crossPosts.schoolId, scope.schoolId), eq(crossPosts.postId, postId)));
  return row?.postId ?? postId;
}

/** Ids of every post ever made from this one, sorted. */
export async function postsLedBy(db: Db, scope: SchoolScope, leadPostId: string): Promise<string[]> {
  const rows = await db
    .select({ postId: crossPosts.postId })
    .from(crossPosts)
    .where(and(eq(crossPosts.schoolId, scope.schoolId), eq(crossPosts.leadPostId, leadPostId)));
  return rows.map(({ postId }) => postId).sort();
}

/** The leading post and every post made from it, each with its account and how far it is: the leading one first. */
export async function postsTogether(db: Db, scope: SchoolScope, leadPostId: string) {
  const led = await postsLedBy(db, scope, leadPostId);
  return db
    .select({
      postId: posts.id,
      status: posts.status,
      revisionId: posts.revisionId,
      dueAt: posts.dueAt,
      accountId: accounts.id,
      platform: accounts.platform,
      handle: accounts.handle,
      practice: accounts.practice,
      madeFrom: crossPosts.leadRevisionId,
      publishedAt: deliveries.publishedAt,
      platformId: deliveries.platformId,
      goneAt: deliveries.goneAt,
    })
    .from(posts)
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .leftJoin(crossPosts, eq(crossPosts.postId, posts.id))
    .leftJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.id, [leadPostId, ...led])))
    .orderBy(sql`${crossPosts.madeAt} asc nulls first`, asc(accounts.handle), asc(posts.id));
}
