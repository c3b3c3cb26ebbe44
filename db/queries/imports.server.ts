// Imports as rows, always within one school: where each stands, what became of its rows, what was signed, and as of when the
// school's records are.
import { and, asc, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { ImportState } from '#app/domain/import/import-state.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { consentTypeMaps, importPresets, importRows, imports } from '#db/schema/imports.ts';
import { schools } from '#db/schema/school.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type ImportRow = typeof imports.$inferSelect;
export type TypeMapRow = typeof consentTypeMaps.$inferSelect;

/** Fates of one statement. */
const FATES_AT_ONCE = 8_000;
/** The most that a list of past imports shows. */
const LISTED = 20;

const here = (scope: SchoolScope, importId: string) =>
  and(eq(imports.schoolId, scope.schoolId), eq(imports.id, importId));

/** Null when the school has another import under way: the row is then not written. */
export async function insertImport(db: Tx, row: typeof imports.$inferInsert): Promise<ImportRow | null> {
  const [inserted] = await db.insert(imports).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

export async function findImport(db: Db, scope: SchoolScope, importId: string): Promise<ImportRow | null> {
  const [row] = await db.select().from(imports).where(here(scope, importId));
  return row ?? null;
}

export async function lockImport(db: Tx, scope: SchoolScope, importId: string): Promise<ImportRow | null> {
  const [row] = await db.select().from(imports).where(here(scope, importId)).for('update');
  return row ?? null;
}

export async function openImport(db: Db, scope: SchoolScope): Promise<ImportRow | null> {
  const [row] = await db
    .select()
    .from(imports)
    .where(and(eq(imports.schoolId, scope.schoolId), isNull(imports.endedAt)));
  return row ?? null;
}

/** The school's imports, newest first. */
export async function importsOfSchool(db: Db, scope: SchoolScope): Promise<ImportRow[]> {
  return db
    .select()
    .from(imports)
    .where(eq(imports.schoolId, scope.schoolId))
    .orderBy(desc(imports.uploadedAt))
    .limit(LISTED);
}

/** The last import of the same rows that went through, or null. */
export async function sameRowsBefore(
  db: Db,
  scope: SchoolScope,
  rowsHash: string,
): Promise<ImportRow | null> {
  const [row] = await db
    .select()
    .from(imports)
    .where(
      and(eq(imports.schoolId, scope.schoolId), eq(imports.rowsHash, rowsHash), eq(imports.state, 'done')),
    )
    .orderBy(desc(imports.endedAt))
    .limit(1);
  return row ?? null;
}

export async function changeImport(
  db: Tx,
  scope: SchoolScope,
  importId: string,
  set: Partial<typeof imports.$inferInsert>,
): Promise<void> {
  await db.update(imports).set(set).where(here(scope, importId));
}

/** Takes the import into one worker's hands; false when another has it, or it is not in this state any more. */
export async function takeImport(
  db: Tx,
  scope: SchoolScope,
  importId: string,
  on: { state: ImportState; at: Date; freeBefore: Date },
): Promise<boolean> {
  const rows = await db
    .update(imports)
    .set({ workedAt: on.at })
    .where(
      and(
        here(scope, importId),
        eq(imports.state, on.state),
        or(isNull(imports.workedAt), lt(imports.workedAt, on.freeBefore)),
      ),
    )
    .returning({ id: imports.id });
  return rows.length === 1;
}

/** Imports that wait for a worker and are in nobody's hands. */
export async function importsToWork(
  db: Db,
  states: readonly ImportState[],
  freeBefore: Date,
  limit: number,
): Promise<{ schoolId: string; id: string }[]> {
  return db
    .select({ schoolId: imports.schoolId, id: imports.id })
    .from(imports)
    .where(
      and(
        isNull(imports.endedAt),
        inArray(imports.state, [...states]),
        or(isNull(imports.workedAt), lt(imports.workedAt, freeBefore)),
      ),
    )
    .orderBy(asc(imports.uploadedAt))
    .limit(limit);
}

/** Files whose time is over, or whose import has been left lying. */
export async function importFilesToDestroy(
  db: Db,
  on: { endedBefore: Date; uploadedBefore: Date },
  limit: number,
): Promise<ImportRow[]> {
  return db
    .select()
    .from(imports)
    .where(
      and(
        isNull(imports.fileDestroyedAt),
        or(
          lt(imports.endedAt, on.endedBefore),
          and(isNull(imports.endedAt), lt(imports.uploadedAt, on.uploadedBefore)),
        ),
      ),
    )
    .limit(limit);
}

/** Writes the fates anew. */
export async function writeImportRows(
  db: Tx,
  scope: SchoolScope,
  importId: string,
  rows: readonly { row: number; misId: string; fate: string }[],
): Promise<void> {
  await db
    .delete(importRows)
    .where(and(eq(importRows.schoolId, scope.schoolId), eq(importRows.importId, importId)));
  for (let start = 0; start < rows.length; start += FATES_AT_ONCE) {
    const some = JSON.stringify(rows.slice(start, start + FATES_AT_ONCE));
    await db.execute(sql`
      insert into import_rows (school_id, import_id, "row", mis_id, fate)
      select ${scope.schoolId}::uuid, ${importId}::uuid, r."row", r."misId", r.fate
      from json_to_recordset(${some}::json) as r("row" int, "misId" text, fate text)
      on conflict do nothing`);
  }
}

/** A page of the report, in the order of the file. */
export async function importRowsAfter(
  db: Db,
  scope: SchoolScope,
  importId: string,
  after: { row: number; misId: string },
  limit: number,
): Promise<{ row: number; misId: string; fate: string }[]> {
  const { row, misId, fate } = importRows;
  return db
    .select({ row, misId, fate })
    .from(importRows)
    .where(
      and(
        eq(importRows.schoolId, scope.schoolId),
        eq(importRows.importId, importId),
        or(gt(row, after.row), and(eq(row, after.row), gt(misId, after.misId))),
      ),
    )
    .orderBy(asc(row), asc(misId))
    .limit(limit);
}

/** The last signed version for each kind of consent of a source. */
export async function signedTypes(db: Db, scope: SchoolScope, source: string): Promise<TypeMapRow[]> {
  return db
    .selectDistinctOn([consentTypeMaps.type])
    .from(consentTypeMaps)
    .where(and(eq(consentTypeMaps.schoolId, scope.schoolId), eq(consentTypeMaps.source, source)))
    .orderBy(asc(consentTypeMaps.type), desc(consentTypeMaps.version));
}

export async function insertSignedTypes(
  db: Tx,
  rows: (typeof consentTypeMaps.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0) await db.insert(consentTypeMaps).values(rows);
}

export async function presetsOfSchool(db: Db, scope: SchoolScope) {
  return db
    .select()
    .from(importPresets)
    .where(eq(importPresets.schoolId, scope.schoolId))
    .orderBy(asc(importPresets.name));
}

export async function savePreset(db: Tx, row: typeof importPresets.$inferInsert): Promise<void> {
  await db
    .insert(importPresets)
    .values(row)
    .onConflictDoUpdate({
      target: [importPresets.schoolId, importPresets.name],
      set: { mapping: row.mapping, savedBy: row.savedBy, savedAt: row.savedAt },
    });
}

/** The school's records are as of this moment from now on; never set back. */
export async function moveExportDate(db: Tx, scope: SchoolScope, at: Date): Promise<void> {
  await db
    .update(schools)
    .set({ consentExportedAt: at })
    .where(
      and(
        eq(schools.id, scope.schoolId),
        or(isNull(schools.consentExportedAt), lt(schools.consentExportedAt, at)),
      ),
    );
}
