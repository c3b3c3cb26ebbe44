// Why posts are stopped: one row a cause, closed when it no longer stands.
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { holds } from '#db/schema/posts.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

export async function openHolds(db: Db, scope: SchoolScope, postId: string) {
  return db
    .select()
    .from(holds)
    .where(and(eq(holds.schoolId, scope.schoolId), eq(holds.postId, postId), isNull(holds.closedAt)))
    .orderBy(asc(holds.openedAt));
}

export async function insertHold(db: Tx, row: typeof holds.$inferInsert): Promise<void> {
  await db.insert(holds).values(row);
}

export async function closeHolds(
  db: Tx,
  scope: SchoolScope,
  holdIds: string[],
  by: string,
  at: Date,
): Promise<void> {
  if (holdIds.length === 0) return;
  await db
    .update(holds)
    .set({ closedAt: at, closedBy: by })
    .where(and(eq(holds.schoolId, scope.schoolId), inArray(holds.id, holdIds), isNull(holds.closedAt)));
}
