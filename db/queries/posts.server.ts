// Posts, their photos, revisions, reviews and holds as rows. Every read names its school; the status is written by one function only.
import { and, asc, eq, inArray, isNull, lte, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptChange } from '#db/kept-change.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { photoPeople, postEditors, postPhotos, posts } from '#db/schema/posts.ts';
import { revisionPeople } from '#db/schema/revisions.ts';
import type { PostStatus } from '#app/domain/posts/post-status.ts';

export interface SchoolScope {
  schoolId: string;
}

type Db = Database | Tx;
export type PostRow = typeof posts.$inferSelect;
export type NewPost = typeof posts.$inferInsert;

const inSchool = (scope: SchoolScope, postId: string) =>
  and(eq(posts.schoolId, scope.schoolId), eq(posts.id, postId));

export async function findPost(db: Db, scope: SchoolScope, postId: string): Promise<PostRow | null> {
  const [row] = await db.select().from(posts).where(inSchool(scope, postId));
  return row ?? null;
}

const askLocked = keptSelect((db, { schoolId, postId }: Record<'schoolId' | 'postId', Placeholder>) =>
  db
    .select()
    .from(posts)
    .where(and(eq(posts.schoolId, schoolId), eq(posts.id, postId)))
    .for('update'),
);

/** The post, locked until the commit. */
export async function lockPost(db: Tx, { schoolId }: SchoolScope, postId: string): Promise<PostRow | null> {
  const [row] = await askLocked(db, { schoolId, postId });
  return row ?? null;
}

/** Inserts a post; a second insert with the same request key returns the first one's row (a double tap). */
export async function insertPost(db: Tx, post: NewPost): Promise<{ row: PostRow; isNew: boolean }> {
  const [row] = await db.insert(posts).values(post).onConflictDoNothing().returning();
  if (row) return { row, isNew: true };
  const [earlier] = await db
    .select()
    .from(posts)
    .where(and(eq(posts.schoolId, post.schoolId), eq(posts.requestKey, post.requestKey)));
  if (!earlier) throw new Error('a post with this id exists under another request');
  return { row: earlier, isNew: false };
}

/** Edits of the working copy; never the status. Compare-and-set on the version: false when it moved meanwhile. */
export async function updateWorkingCopy(
  db: Tx,
  scope: SchoolScope,
  postId: string,
  version: number,
  changes: Partial<
    Pick<
      NewPost,
      'words' | 'subject' | 'declarations' | 'windowFrom' | 'windowUntil' | 'purpose' | 'tripId' | 'updatedAt'
    >
  >,
): Promise<boolean> {
  const rows = await db
    .update(posts)
    .set({ ...changes, version: version + 1 })
    .where(and(inSchool(scope, postId), eq(posts.version, version)))
    .returning({ id: posts.id });
  return rows.length === 1;
}

export type MovePatch = Partial<
  Pick<
    NewPost,
    | 'submittedBy'
    | 'submittedAt'
    | 'revisionId'
    | 'dueAt'
    | 'dueWall'
    | 'dueZone'
    | 'dueWhich'
    | 'scheduledBy'
    | 'removeBy'
  >
>;

const askStatus = keptChange(
  posts,
  (db, [set], { schoolId, postId, from, to }: Record<'schoolId' | 'postId' | 'from' | 'to', Placeholder>) =>
    db
      .update(posts)
      .set({ ...set, status: sql`${to}` })
      .where(and(eq(posts.schoolId, schoolId), eq(posts.id, postId), eq(posts.status, from)))
      .returning({ id: posts.id }),
);

/** The only statement that writes `posts.status`; called by move-post alone (an architecture test says so). */
export async function writePostStatus(
  db: Tx,
  scope: SchoolScope,
  postId: string,
  from: PostStatus,
  to: PostStatus,
  patch: MovePatch,
  at: Date,
): Promise<boolean> {
  const asked = { schoolId: scope.schoolId, postId, from, to };
  const rows = await askStatus(db, [{ ...patch, updatedAt: at }], asked);
  return rows.length === 1;
}

/** Until when a live post that shows a pupil may stay. */
export async function writeRemoveBy(
  db: Tx,
  scope: SchoolScope,
  postId: string,
  removeBy: Date,
): Promise<void> {
  await db.update(posts).set({ removeBy }).where(inSchool(scope, postId));
}

/** Live posts of every school whose time is over. */
export async function postsPastTheirTime(
  db: Db,
  at: Date,
  limit: number,
): Promise<{ schoolId: string; postId: string }[]> {
  return db
    .select({ schoolId: posts.schoolId, postId: posts.id })
    .from(posts)
    .where(and(eq(posts.status, 'published'), lte(posts.removeBy, at)))
    .orderBy(asc(posts.removeBy))
    .limit(limit);
}

/** Live posts that show a pupil and were never given a time: those that went out before there was one. */
export async function livePostsWithoutTime(
  db: Db,
  limit: number,
): Promise<{ schoolId: string; postId: string }[]> {
  return db
    .select({ schoolId: posts.schoolId, postId: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.status, 'published'),
        isNull(posts.removeBy),
        sql`exists (select 1 from usages u where u.post_id = ${posts.id})`,
      ),
    )
    .orderBy(asc(posts.id))
    .limit(limit);
}

export async function editorsOf(db: Db, scope: SchoolScope, postId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: postEditors.userId })
    .from(postEditors)
    .where(and(eq(postEditors.schoolId, scope.schoolId), eq(postEditors.postId, postId)));
  return rows.map((row) => row.userId);
}

export async function rememberEditor(
  db: Tx,
  scope: SchoolScope,
  postId: string,
  userId: string,
  at: Date,
): Promise<void> {
  await db
    .insert(postEditors)
    .values({ schoolId: scope.schoolId, postId, userId, firstAt: at })
    .onConflictDoNothing();
}

/**
 * Posts that list each of the pupils, in the working copy or in any revision: sorted ids (the order in which they are locked) by
 * pupil. Pupils in no post are absent.
 */
export async function postsShowingPupils(
  db: Db,
  scope: SchoolScope,
  pupilIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (pupilIds.length === 0) return new Map();
  const ids = [...pupilIds];
  const working = db
    .select({ pupilId: photoPeople.pupilId, postId: postPhotos.postId })
    .from(photoPeople)
    .innerJoin(postPhotos, eq(postPhotos.id, photoPeople.postPhotoId))
    .where(and(eq(photoPeople.schoolId, scope.schoolId), inArray(photoPeople.pupilId, ids)));
  const cut = db
    .select({ pupilId: revisionPeople.pupilId, postId: revisionPeople.postId })
    .from(revisionPeople)
    .where(and(eq(revisionPeople.schoolId, scope.schoolId), inArray(revisionPeople.pupilId, ids)));
  const byPupil = new Map<string, string[]>();
  for (const { pupilId, postId } of await working.union(cut))
    if (pupilId) byPupil.set(pupilId, [...(byPupil.get(pupilId) ?? []), postId].sort());
  return byPupil;
}

/** The posts that list one pupil, as {@link postsShowingPupils}. */
export async function postsShowingPupil(db: Db, scope: SchoolScope, pupilId: string): Promise<string[]> {
  return (await postsShowingPupils(db, scope, [pupilId])).get(pupilId) ?? [];
}
