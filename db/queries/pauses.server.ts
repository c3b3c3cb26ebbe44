// The pauses that stop a school now: its own, and its trust's.
import { and, asc, eq, isNull, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { pauses } from '#db/schema/school.ts';

export type PauseRow = typeof pauses.$inferSelect;

/** Open pauses that stop the school, oldest first; `schoolId` is null on one of the whole trust. */
export async function openPauses(
  db: Database | Tx,
  scope: { trustId: string; schoolId: string },
): Promise<PauseRow[]> {
  return db
    .select()
    .from(pauses)
    .where(
      and(
        eq(pauses.trustId, scope.trustId),
        isNull(pauses.endedAt),
        or(isNull(pauses.schoolId), eq(pauses.schoolId, scope.schoolId)),
      ),
    )
    .orderBy(asc(pauses.startedAt));
}
