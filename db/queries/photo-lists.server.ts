// Numbered copies of trips' photo lists as rows. Always within one school (R-06).
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { photoLists } from '#db/schema/photo-lists.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type PhotoListRow = typeof photoLists.$inferSelect;

const one = (scope: SchoolScope, id: string) =>
  and(eq(photoLists.schoolId, scope.schoolId), eq(photoLists.id, id));

/** The trip's copies, by number. */
export async function photoListsOfTrip(db: Db, scope: SchoolScope, tripId: string): Promise<PhotoListRow[]> {
  return db
    .select()
    .from(photoLists)
    .where(and(eq(photoLists.schoolId, scope.schoolId), eq(photoLists.tripId, tripId)))
    .orderBy(asc(photoLists.number));
}

export async function findPhotoList(db: Db, scope: SchoolScope, id: string): Promise<PhotoListRow | null> {
  const [row] = await db.select().from(photoLists).where(one(scope, id));
  return row ?? null;
}

/** The copy, locked until the commit. */
export async function lockPhotoList(db: Tx, scope: SchoolScope, id: string): Promise<PhotoListRow | null> {
  const [row] = await db.select().from(photoLists).where(one(scope, id)).for('update');
  return row ?? null;
}

/**
 * Stores a copy under the trip's next number. Out: the row, or null when the number or the id was taken meanwhile: ask whether
 * the id is there, and try again if not.
 */
export async function insertPhotoList(
  db: Tx,
  row: Omit<typeof photoLists.$inferInsert, 'number'>,
): Promise<PhotoListRow | null> {
  const [last] = await db
    .select({ number: sql<number>`coalesce(max(${photoLists.number}), 0)::int` })
    .from(photoLists)
    .where(and(eq(photoLists.schoolId, row.schoolId), eq(photoLists.tripId, row.tripId)));
  const [inserted] = await db
    .insert(photoLists)
    .values({ ...row, number: (last?.number ?? 0) + 1 })
    .onConflictDoNothing()
    .returning();
  return inserted ?? null;
}

export async function updatePhotoList(
  db: Tx,
  scope: SchoolScope,
  id: string,
  change: Partial<Omit<typeof photoLists.$inferInsert, 'id' | 'schoolId' | 'tripId' | 'number'>>,
): Promise<void> {
  await db.update(photoLists).set(change).where(one(scope, id));
}
