// Children at school who are not in the records yet, always within one school. Their forename is kept only until they are found.
import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { unlistedPupils } from '#db/schema/consent-ground.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type UnlistedRow = typeof unlistedPupils.$inferSelect;

const one = (scope: SchoolScope, unlistedId: string) =>
  and(eq(unlistedPupils.schoolId, scope.schoolId), eq(unlistedPupils.id, unlistedId));

/** False when the form was sent before. */
export async function insertUnlisted(db: Tx, row: typeof unlistedPupils.$inferInsert): Promise<boolean> {
  const rows = await db
    .insert(unlistedPupils)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: unlistedPupils.id });
  return rows.length === 1;
}

export async function findUnlisted(
  db: Db,
  scope: SchoolScope,
  unlistedId: string,
): Promise<UnlistedRow | null> {
  const [row] = await db.select().from(unlistedPupils).where(one(scope, unlistedId));
  return row ?? null;
}

export async function lockUnlisted(
  db: Tx,
  scope: SchoolScope,
  unlistedId: string,
): Promise<UnlistedRow | null> {
  const [row] = await db.select().from(unlistedPupils).where(one(scope, unlistedId)).for('update');
  return row ?? null;
}

/** Those nobody has looked up yet, the oldest first. */
export async function waitingUnlisted(db: Db, scope: SchoolScope, limit: number): Promise<UnlistedRow[]> {
  return db
    .select()
    .from(unlistedPupils)
    .where(and(eq(unlistedPupils.schoolId, scope.schoolId), isNull(unlistedPupils.matchedAt)))
    .orderBy(asc(unlistedPupils.addedAt))
    .limit(limit);
}

/** Those looked up last. */
export async function matchedUnlisted(db: Db, scope: SchoolScope, limit: number): Promise<UnlistedRow[]> {
  return db
    .select()
    .from(unlistedPupils)
    .where(and(eq(unlistedPupils.schoolId, scope.schoolId), isNotNull(unlistedPupils.matchedAt)))
    .orderBy(desc(unlistedPupils.matchedAt))
    .limit(limit);
}

/** Writes whom they were found to be (null: nobody of ours), and forgets the forename. */
export async function settleUnlisted(
  db: Tx,
  scope: SchoolScope,
  unlistedId: string,
  set: { pupilId: string | null; matchedBy: string; matchedAt: Date },
): Promise<void> {
  await db
    .update(unlistedPupils)
    .set({ ...set, forename: '' })
    .where(one(scope, unlistedId));
}
