// Names that pupils no longer have, sealed, and what a change of name left live, always within one school.
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { nameChanges, previousNames } from '#db/schema/consent-ground.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { postPhotos, posts } from '#db/schema/posts.ts';
import { revisionPeople } from '#db/schema/revisions.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type NameChangeRow = typeof nameChanges.$inferSelect;

export async function insertPreviousNames(
  db: Tx,
  rows: (typeof previousNames.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await db.insert(previousNames).values(rows);
}

export async function insertNameChange(db: Tx, row: typeof nameChanges.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(nameChanges).values(row).returning({ id: nameChanges.id });
  if (!inserted) throw new Error('the change of name was not stored');
  return inserted.id;
}

/** Posts in one of these states whose sent revision shows one of the pupils: post ids by pupil. */
export async function postsInStateShowing(
  db: Db,
  scope: SchoolScope,
  pupilIds: readonly string[],
  states: readonly PostStatus[],
): Promise<Map<string, string[]>> {
  if (pupilIds.length === 0) return new Map();
  const rows = await db
    .selectDistinct({ pupilId: revisionPeople.pupilId, postId: posts.id })
    .from(posts)
    .innerJoin(revisionPeople, eq(revisionPeople.revisionId, posts.revisionId))
    .where(
      and(
        eq(posts.schoolId, scope.schoolId),
        inArray(posts.status, [...states]),
        inArray(revisionPeople.pupilId, [...pupilIds]),
      ),
    );
  const byPupil = new Map<string, string[]>();
  for (const { pupilId, postId } of rows)
    if (pupilId) byPupil.set(pupilId, [...(byPupil.get(pupilId) ?? []), postId]);
  return byPupil;
}

/** Everything that can be read in posts of these states: their words and the descriptions of their photos. */
export async function textsInState(
  db: Db,
  scope: SchoolScope,
  states: readonly PostStatus[],
): Promise<{ postId: string; text: string }[]> {
  const described = sql<string>`coalesce((
    select string_agg(${postPhotos.altText}, ' ') from ${postPhotos} where ${postPhotos.postId} = ${posts.id}), '')`;
  return db
    .select({ postId: posts.id, text: sql<string>`${posts.words} || ' ' || ${described}` })
    .from(posts)
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.status, [...states])));
}

export async function findNameChange(
  db: Db,
  scope: SchoolScope,
  nameChangeId: string,
): Promise<NameChangeRow | null> {
  const [row] = await db
    .select()
    .from(nameChanges)
    .where(and(eq(nameChanges.schoolId, scope.schoolId), eq(nameChanges.id, nameChangeId)));
  return row ?? null;
}

/** Changes that nobody has looked through yet, the newest first. */
export async function openNameChanges(db: Db, scope: SchoolScope, limit: number): Promise<NameChangeRow[]> {
  return db
    .select()
    .from(nameChanges)
    .where(and(eq(nameChanges.schoolId, scope.schoolId), isNull(nameChanges.doneAt)))
    .orderBy(desc(nameChanges.changedAt))
    .limit(limit);
}

/** False when somebody had settled it before. */
export async function settleNameChangeRow(
  db: Tx,
  scope: SchoolScope,
  nameChangeId: string,
  by: string,
  at: Date,
): Promise<boolean> {
  const rows = await db
    .update(nameChanges)
    .set({ doneAt: at, doneBy: by })
    .where(
      and(
        eq(nameChanges.schoolId, scope.schoolId),
        eq(nameChanges.id, nameChangeId),
        isNull(nameChanges.doneAt),
      ),
    )
    .returning({ id: nameChanges.id });
  return rows.length === 1;
}

/** A post as a line that says nothing of what is written in it. */
export interface PostWithoutWords {
  id: string;
  status: PostStatus;
  platform: Platform;
  handle: string;
  photoCount: number;
  publishedAt: Date | null;
}

/** These posts, the oldest first. */
export async function postsWithoutWords(
  db: Db,
  scope: SchoolScope,
  ids: readonly string[],
): Promise<PostWithoutWords[]> {
  if (ids.length === 0) return [];
  return db
    .select({
      id: posts.id,
      status: posts.status,
      handle: accounts.handle,
      platform: accounts.platform,
      photoCount: sql<number>`(select count(*)::int from post_photos pp where pp.post_id = ${posts.id})`,
      publishedAt: deliveries.publishedAt,
    })
    .from(posts)
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .leftJoin(deliveries, and(eq(deliveries.postId, posts.id), eq(deliveries.revisionId, posts.revisionId)))
    .where(and(eq(posts.schoolId, scope.schoolId), inArray(posts.id, [...ids])))
    .orderBy(asc(posts.createdAt), asc(posts.id));
}
