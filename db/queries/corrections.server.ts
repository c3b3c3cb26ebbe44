// Which drafts put right which posts that were taken down, as rows. Every read names its school.
import { and, desc, eq, notInArray } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { corrections } from '#db/schema/corrections.ts';
import { posts } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type CorrectionRow = typeof corrections.$inferSelect;

export async function insertCorrection(db: Tx, row: CorrectionRow): Promise<void> {
  await db.insert(corrections).values(row);
}

/** What this post puts right; null for a post that was started by itself. */
export async function correctionMadeBy(
  db: Db,
  scope: SchoolScope,
  postId: string,
): Promise<CorrectionRow | null> {
  const [row] = await db
    .select()
    .from(corrections)
    .where(and(eq(corrections.schoolId, scope.schoolId), eq(corrections.postId, postId)));
  return row ?? null;
}

/** The newest post that puts this one right and has not come to nothing, as far as who may see it goes by it; null when there is none. */
export async function correctionOf(db: Db, scope: SchoolScope, fromPostId: string) {
  const [row] = await db
    .select({
      id: posts.id,
      schoolId: posts.schoolId,
      authorId: posts.authorId,
      status: posts.status,
      submittedAt: posts.submittedAt,
      startedAt: corrections.startedAt,
    })
    .from(corrections)
    .innerJoin(posts, and(eq(posts.schoolId, corrections.schoolId), eq(posts.id, corrections.postId)))
    .where(
      and(
        eq(corrections.schoolId, scope.schoolId),
        eq(corrections.fromPostId, fromPostId),
        notInArray(posts.status, ['cancelled', 'rejected']),
      ),
    )
    .orderBy(desc(corrections.startedAt), desc(corrections.postId))
    .limit(1);
  return row ?? null;
}
