// The pauses that stop a school: its own, and its trust's.
import { and, asc, eq, exists, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { pauses, schools } from '#db/schema/school.ts';

export type PauseRow = typeof pauses.$inferSelect;

/** Open, and of this school or of its whole trust. */
const openFor = (trustId: string | SQLWrapper, schoolId: string | SQLWrapper) =>
  and(
    eq(pauses.trustId, trustId),
    isNull(pauses.endedAt),
    or(isNull(pauses.schoolId), eq(pauses.schoolId, schoolId)),
  );

/** In a question about schools: the school is paused, by itself or with its trust. */
export const schoolPaused = (db: Database | Tx): SQL =>
  exists(
    db
      .select({ one: sql`1` })
      .from(pauses)
      .where(openFor(schools.trustId, schools.id)),
  );

/** In the same: since when; null while it is not paused. */
export const pausedSince: SQL<Date | null> = sql<Date | null>`(select min(${pauses.startedAt}) from ${pauses}
  where ${openFor(schools.trustId, schools.id)})`.mapWith(pauses.startedAt);

/** Open pauses that stop the school, oldest first; `schoolId` is null on one of the whole trust. */
export async function openPauses(
  db: Database | Tx,
  scope: { trustId: string; schoolId: string },
): Promise<PauseRow[]> {
  return db
    .select()
    .from(pauses)
    .where(openFor(scope.trustId, scope.schoolId))
    .orderBy(asc(pauses.startedAt));
}

export async function insertPause(db: Tx, row: typeof pauses.$inferInsert) {
  const [inserted] = await db.insert(pauses).values(row).returning();
  if (!inserted) throw new Error('the pause was not stored');
  return inserted;
}

export async function endPause(
  db: Tx,
  trustId: string,
  pauseId: string,
  by: string,
  at: Date,
): Promise<void> {
  await db
    .update(pauses)
    .set({ endedAt: at, endedBy: by })
    .where(and(eq(pauses.trustId, trustId), eq(pauses.id, pauseId), isNull(pauses.endedAt)));
}
