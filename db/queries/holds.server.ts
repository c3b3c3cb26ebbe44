// Why posts are stopped: one row a cause, closed when it no longer stands.
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '#db/client.server.ts';
import { holds } from '#db/schema/holds.ts';
import type { SchoolScope } from './posts.server.ts';

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
