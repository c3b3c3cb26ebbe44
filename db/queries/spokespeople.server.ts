// Who may write about what only a spokesperson says, as rows: given, ended and listed, always within one school.
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { spokespersonGrants } from '#db/schema/words.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type GrantRow = typeof spokespersonGrants.$inferSelect;

/** Every grant of the school, the newest first. */
export async function grantsOfSchool(db: Db, scope: SchoolScope, limit = 200): Promise<GrantRow[]> {
  return db
    .select()
    .from(spokespersonGrants)
    .where(eq(spokespersonGrants.schoolId, scope.schoolId))
    .orderBy(desc(spokespersonGrants.createdAt), desc(spokespersonGrants.id))
    .limit(limit);
}

/** The grant's id; null when this form was sent before. */
export async function insertGrant(
  db: Tx,
  row: Omit<typeof spokespersonGrants.$inferInsert, 'id'>,
): Promise<string | null> {
  const rows = await db
    .insert(spokespersonGrants)
    .values(row)
    .onConflictDoNothing({ target: [spokespersonGrants.schoolId, spokespersonGrants.requestKey] })
    .returning({ id: spokespersonGrants.id });
  return rows[0]?.id ?? null;
}

/** The grant that a form made when it was first sent. */
export async function grantByRequest(
  db: Db,
  scope: SchoolScope,
  requestKey: string,
): Promise<GrantRow | null> {
  const [row] = await db
    .select()
    .from(spokespersonGrants)
    .where(
      and(eq(spokespersonGrants.schoolId, scope.schoolId), eq(spokespersonGrants.requestKey, requestKey)),
    );
  return row ?? null;
}

/** The grant, locked until the commit. */
export async function lockGrant(db: Tx, scope: SchoolScope, id: string): Promise<GrantRow | null> {
  const [row] = await db
    .select()
    .from(spokespersonGrants)
    .where(and(eq(spokespersonGrants.schoolId, scope.schoolId), eq(spokespersonGrants.id, id)))
    .for('update');
  return row ?? null;
}

/** Ends it now; false when it was over before. */
export async function endGrantRow(
  db: Tx,
  scope: SchoolScope,
  id: string,
  ended: { by: string; at: Date },
): Promise<boolean> {
  const rows = await db
    .update(spokespersonGrants)
    .set({ endedAt: ended.at, endedBy: ended.by })
    .where(
      and(
        eq(spokespersonGrants.schoolId, scope.schoolId),
        eq(spokespersonGrants.id, id),
        isNull(spokespersonGrants.endedAt),
        gt(spokespersonGrants.endsAt, ended.at),
      ),
    )
    .returning({ id: spokespersonGrants.id });
  return rows.length === 1;
}
