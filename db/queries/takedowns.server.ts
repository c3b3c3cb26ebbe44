// Takedowns as rows: written down, changed, and read by their post.
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type TakedownRow = typeof takedowns.$inferSelect;

export async function insertTakedown(db: Tx, row: typeof takedowns.$inferInsert): Promise<TakedownRow> {
  const [inserted] = await db.insert(takedowns).values(row).returning();
  if (!inserted) throw new Error('the takedown was not stored');
  return inserted;
}

/** The post's takedown that has not ended, or null. */
export async function openTakedown(db: Db, scope: SchoolScope, postId: string): Promise<TakedownRow | null> {
  const [row] = await db
    .select()
    .from(takedowns)
    .where(
      and(eq(takedowns.schoolId, scope.schoolId), eq(takedowns.postId, postId), isNull(takedowns.endedAt)),
    )
    .orderBy(desc(takedowns.requestedAt))
    .limit(1);
  return row ?? null;
}

export async function takedownsOfPost(db: Db, scope: SchoolScope, postId: string): Promise<TakedownRow[]> {
  return db
    .select()
    .from(takedowns)
    .where(and(eq(takedowns.schoolId, scope.schoolId), eq(takedowns.postId, postId)))
    .orderBy(desc(takedowns.requestedAt));
}

export async function changeTakedown(
  db: Tx,
  scope: SchoolScope,
  takedownId: string,
  changes: Partial<typeof takedowns.$inferInsert>,
): Promise<void> {
  await db
    .update(takedowns)
    .set(changes)
    .where(and(eq(takedowns.schoolId, scope.schoolId), eq(takedowns.id, takedownId)));
}

/** How the takedowns of these posts stand: the newest of each post. */
export async function lastTakedowns(
  db: Db,
  scope: SchoolScope,
  postIds: readonly string[],
): Promise<Map<string, TakedownRow>> {
  if (postIds.length === 0) return new Map();
  const rows = await db
    .select()
    .from(takedowns)
    .where(and(eq(takedowns.schoolId, scope.schoolId), inArray(takedowns.postId, [...postIds])))
    .orderBy(asc(takedowns.requestedAt), asc(takedowns.id));
  return new Map(rows.map((row) => [row.postId, row]));
}
