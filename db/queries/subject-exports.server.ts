// Exports of one pupil's records on their way: asked for, in one worker's hands, ready for a day, gone; and the questions with which
// one is fetched.
import { and, asc, desc, eq, gte, isNull, lt, lte, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { subjectExportFetches, subjectExports } from '#db/schema/subject-exports.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type SubjectExportRow = typeof subjectExports.$inferSelect;
export type ExportFetchRow = typeof subjectExportFetches.$inferSelect;

const oneOf = (scope: SchoolScope, exportId: string) =>
  and(eq(subjectExports.schoolId, scope.schoolId), eq(subjectExports.id, exportId));

/** Null when the form's key has asked before. */
export async function insertExport(
  db: Tx,
  row: typeof subjectExports.$inferInsert,
): Promise<SubjectExportRow | null> {
  const [inserted] = await db.insert(subjectExports).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

export async function exportByRequest(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<SubjectExportRow | null> {
  const [row] = await db
    .select()
    .from(subjectExports)
    .where(and(eq(subjectExports.schoolId, scope.schoolId), eq(subjectExports.requestKey, requestKey)));
  return row ?? null;
}

export async function findExport(
  db: Db,
  scope: SchoolScope,
  exportId: string,
): Promise<SubjectExportRow | null> {
  const [row] = await db.select().from(subjectExports).where(oneOf(scope, exportId));
  return row ?? null;
}

/** The export, locked until the commit. */
export async function lockExport(
  db: Tx,
  scope: SchoolScope,
  exportId: string,
): Promise<SubjectExportRow | null> {
  const [row] = await db.select().from(subjectExports).where(oneOf(scope, exportId)).for('update');
  return row ?? null;
}

/** The school's exports that are not made yet, the oldest first, locked: whoever takes one waits here for the other. */
export async function lockWaitingExports(db: Tx, scope: SchoolScope): Promise<SubjectExportRow[]> {
  return db
    .select()
    .from(subjectExports)
    .where(and(eq(subjectExports.schoolId, scope.schoolId), eq(subjectExports.state, 'waiting')))
    .orderBy(asc(subjectExports.askedAt), asc(subjectExports.id))
    .for('update');
}

export async function changeExport(
  db: Tx,
  scope: SchoolScope,
  exportId: string,
  changes: Partial<typeof subjectExports.$inferInsert>,
): Promise<void> {
  await db.update(subjectExports).set(changes).where(oneOf(scope, exportId));
}

/** The school's exports, the newest first. */
export async function exportsOfSchool(
  db: Db,
  scope: SchoolScope,
  { limit, offset }: { limit: number; offset: number },
): Promise<SubjectExportRow[]> {
  return db
    .select()
    .from(subjectExports)
    .where(eq(subjectExports.schoolId, scope.schoolId))
    .orderBy(desc(subjectExports.askedAt), asc(subjectExports.id))
    .limit(limit)
    .offset(offset);
}

/** Exports of every school that wait for a worker and are in nobody's hands. */
export async function exportsToWork(db: Db, at: Date, limit: number): Promise<SubjectExportRow[]> {
  return db
    .select()
    .from(subjectExports)
    .where(
      and(
        eq(subjectExports.state, 'waiting'),
        or(isNull(subjectExports.leaseUntil), lte(subjectExports.leaseUntil, at)),
      ),
    )
    .orderBy(asc(subjectExports.askedAt))
    .limit(limit);
}

/** Files whose day is over, of every school. */
export async function exportsToDestroy(db: Db, at: Date, limit: number): Promise<SubjectExportRow[]> {
  return db
    .select()
    .from(subjectExports)
    .where(and(eq(subjectExports.state, 'ready'), lte(subjectExports.expiresAt, at)))
    .orderBy(asc(subjectExports.expiresAt))
    .limit(limit);
}

const fetchOf = (scope: SchoolScope, fetchId: string) =>
  and(eq(subjectExportFetches.schoolId, scope.schoolId), eq(subjectExportFetches.id, fetchId));

export async function insertFetch(db: Tx, row: typeof subjectExportFetches.$inferInsert): Promise<string> {
  const [inserted] = await db
    .insert(subjectExportFetches)
    .values(row)
    .returning({ id: subjectExportFetches.id });
  if (!inserted) throw new Error('the question was not stored');
  return inserted.id;
}

export async function findFetch(db: Db, scope: SchoolScope, fetchId: string): Promise<ExportFetchRow | null> {
  const [row] = await db.select().from(subjectExportFetches).where(fetchOf(scope, fetchId));
  return row ?? null;
}

/** The question while nobody has answered it, locked until the commit. */
export async function lockUnansweredFetch(
  db: Tx,
  scope: SchoolScope,
  fetchId: string,
): Promise<ExportFetchRow | null> {
  const [row] = await db
    .select()
    .from(subjectExportFetches)
    .where(and(fetchOf(scope, fetchId), isNull(subjectExportFetches.box)))
    .for('update');
  return row ?? null;
}

export async function answerFetchRow(
  db: Tx,
  scope: SchoolScope,
  fetchId: string,
  box: string,
): Promise<void> {
  await db.update(subjectExportFetches).set({ box }).where(fetchOf(scope, fetchId));
}

export async function forgetFetch(db: Db, scope: SchoolScope, fetchId: string): Promise<void> {
  await db.delete(subjectExportFetches).where(fetchOf(scope, fetchId));
}

/** Questions asked since `since` that nobody has answered, of every school. */
export async function unansweredFetches(db: Db, since: Date, limit: number): Promise<ExportFetchRow[]> {
  return db
    .select()
    .from(subjectExportFetches)
    .where(and(isNull(subjectExportFetches.box), gte(subjectExportFetches.askedAt, since)))
    .orderBy(asc(subjectExportFetches.askedAt))
    .limit(limit);
}

/** Removes what was asked before `before`, answered or not. */
export async function forgetFetchesBefore(db: Db, before: Date): Promise<void> {
  await db.delete(subjectExportFetches).where(lt(subjectExportFetches.askedAt, before));
}
