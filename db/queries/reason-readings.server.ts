// Questions for the reason of a restriction, on their way between the web side that asks and the worker that can open it.
import { and, asc, eq, gte, isNull, lt } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { reasonReadings } from '#db/schema/consent.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type ReasonReadingRow = typeof reasonReadings.$inferSelect;

const oneOf = (scope: SchoolScope, readingId: string) =>
  and(eq(reasonReadings.schoolId, scope.schoolId), eq(reasonReadings.id, readingId));

export async function insertReading(db: Tx, row: typeof reasonReadings.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(reasonReadings).values(row).returning({ id: reasonReadings.id });
  if (!inserted) throw new Error('the question was not stored');
  return inserted.id;
}

/** The question while nobody has answered it, locked until the commit. */
export async function lockUnanswered(
  db: Tx,
  scope: SchoolScope,
  readingId: string,
): Promise<ReasonReadingRow | null> {
  const [row] = await db
    .select()
    .from(reasonReadings)
    .where(and(oneOf(scope, readingId), isNull(reasonReadings.box)))
    .for('update');
  return row ?? null;
}

export async function findReading(
  db: Db,
  scope: SchoolScope,
  readingId: string,
): Promise<ReasonReadingRow | null> {
  const [row] = await db.select().from(reasonReadings).where(oneOf(scope, readingId));
  return row ?? null;
}

export async function answerReading(
  db: Tx,
  scope: SchoolScope,
  readingId: string,
  box: string,
): Promise<void> {
  await db.update(reasonReadings).set({ box }).where(oneOf(scope, readingId));
}

export async function forgetReading(db: Db, scope: SchoolScope, readingId: string): Promise<void> {
  await db.delete(reasonReadings).where(oneOf(scope, readingId));
}

/** Questions asked since `since` that nobody has answered, of every school: what the sweep works through. */
export async function unansweredReadings(db: Db, since: Date, limit: number): Promise<ReasonReadingRow[]> {
  return db
    .select()
    .from(reasonReadings)
    .where(and(isNull(reasonReadings.box), gte(reasonReadings.askedAt, since)))
    .orderBy(asc(reasonReadings.askedAt))
    .limit(limit);
}

/** Removes what was asked before `before`, answered or not. */
export async function forgetReadingsBefore(db: Db, before: Date): Promise<void> {
  await db.delete(reasonReadings).where(lt(reasonReadings.askedAt, before));
}
