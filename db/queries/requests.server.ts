// Rounds of asking families: begun once, closed once. Always within one school.
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { consentRequests } from '#db/schema/consent-asking.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type RequestRow = typeof consentRequests.$inferSelect;

/** Stores the round; null when its form was sent before. */
export async function insertRequest(
  db: Tx,
  row: typeof consentRequests.$inferInsert,
): Promise<RequestRow | null> {
  const [inserted] = await db.insert(consentRequests).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

export async function requestByKey(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(consentRequests)
    .where(and(eq(consentRequests.schoolId, scope.schoolId), eq(consentRequests.requestKey, requestKey)));
  return row ?? null;
}

export async function findRequest(db: Db, scope: SchoolScope, requestId: string): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(consentRequests)
    .where(and(eq(consentRequests.schoolId, scope.schoolId), eq(consentRequests.id, requestId)));
  return row ?? null;
}

/** The round for update: it is closed, chased and printed by one at a time. */
export async function lockRequest(db: Tx, scope: SchoolScope, requestId: string): Promise<RequestRow | null> {
  const [row] = await db
    .select()
    .from(consentRequests)
    .where(and(eq(consentRequests.schoolId, scope.schoolId), eq(consentRequests.id, requestId)))
    .for('update');
  return row ?? null;
}

/** Newest first. */
export async function requestsOfSchool(db: Db, scope: SchoolScope, limit: number): Promise<RequestRow[]> {
  return db
    .select()
    .from(consentRequests)
    .where(eq(consentRequests.schoolId, scope.schoolId))
    .orderBy(desc(consentRequests.madeAt), desc(consentRequests.id))
    .limit(limit);
}

/** Rounds of every school that nobody has closed. */
export async function openRequests(db: Db, limit: number): Promise<{ schoolId: string; id: string }[]> {
  return db
    .select({ schoolId: consentRequests.schoolId, id: consentRequests.id })
    .from(consentRequests)
    .where(isNull(consentRequests.closedAt))
    .orderBy(asc(consentRequests.madeAt))
    .limit(limit);
}

/** False when it was closed before. */
export async function closeRequestRow(
  db: Tx,
  scope: SchoolScope,
  requestId: string,
  at: Date,
  by: string | null,
): Promise<boolean> {
  const rows = await db
    .update(consentRequests)
    .set({ closedAt: at, closedBy: by })
    .where(
      and(
        eq(consentRequests.schoolId, scope.schoolId),
        eq(consentRequests.id, requestId),
        isNull(consentRequests.closedAt),
      ),
    )
    .returning({ id: consentRequests.id });
  return rows.length === 1;
}
