// Imports as rows, always within one school: where each stands, what became of its rows, what was signed, what a source said
// last, and many pupils written at once.
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { ImportState } from '#app/domain/import/import-state.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { authorityHolders, consentDecisions } from '#db/schema/consent.ts';
import { consentTypeMaps, importedAnswers, importPresets, importRows, imports } from '#db/schema/imports.ts';
import { photoPeople, postPhotos, revisionPeople } from '#db/schema/posts.ts';
import { pupils } from '#db/schema/pupils.ts';
import { schools } from '#db/schema/school.ts';
import type { PupilRow } from './pupils.server.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type ImportRow = typeof imports.$inferSelect;
export type ImportedAnswerRow = typeof importedAnswers.$inferSelect;
export type HolderInsert = typeof authorityHolders.$inferInsert;
export type DecisionInsert = Omit<typeof consentDecisions.$inferInsert, 'sequence'>;
export type TypeMapRow = typeof consentTypeMaps.$inferSelect;

/** Rows of one statement. */
const AT_ONCE = 2_000;
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
  for (let start = 0; start < rows.length; start += 4 * AT_ONCE) {
    const some = JSON.stringify(rows.slice(start, start + 4 * AT_ONCE));
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

/** Record numbers of the pupils on roll on a date and not known to be missing. */
export async function misIdsOnRoll(db: Db, scope: SchoolScope, date: string): Promise<string[]> {
  const rows = await db
    .select({ misId: pupils.misId })
    .from(pupils)
    .where(
      and(
        eq(pupils.schoolId, scope.schoolId),
        lte(pupils.startsOn, date),
        isNull(pupils.missingSince),
        or(isNull(pupils.leavesOn), gt(pupils.leavesOn, date)),
      ),
    );
  return rows.map(({ misId }) => misId);
}

/** Pupils now missing from a full file, or unclear in one. */
export async function doubtfulPupils(
  db: Db,
  scope: SchoolScope,
): Promise<{ missing: number; unclear: number }> {
  const [row] = await db
    .select({
      missing: sql<number>`count(${pupils.missingSince})::int`,
      unclear: sql<number>`count(${pupils.unclearSince})::int`,
    })
    .from(pupils)
    .where(
      and(
        eq(pupils.schoolId, scope.schoolId),
        or(isNotNull(pupils.missingSince), isNotNull(pupils.unclearSince)),
      ),
    );
  return row ?? { missing: 0, unclear: 0 };
}

export interface PupilsOnRecord {
  pupils: PupilRow[];
  holders: (typeof authorityHolders.$inferSelect)[];
  answers: ImportedAnswerRow[];
}

/** What is on record about the pupils with these record numbers; `lock` holds them until the commit, in the order of their ids. */
export async function pupilsByMisId(
  db: Db,
  scope: SchoolScope,
  source: string,
  misIds: readonly string[],
  lock = false,
): Promise<PupilsOnRecord> {
  const query = db
    .select()
    .from(pupils)
    .where(and(eq(pupils.schoolId, scope.schoolId), inArray(pupils.misId, [...misIds])))
    .orderBy(asc(pupils.id));
  const rows = lock ? await query.for('update') : await query;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return { pupils: [], holders: [], answers: [] };
  const holders = await db
    .select()
    .from(authorityHolders)
    .where(and(eq(authorityHolders.schoolId, scope.schoolId), inArray(authorityHolders.pupilId, ids)));
  const answers = await db
    .select()
    .from(importedAnswers)
    .where(
      and(
        eq(importedAnswers.schoolId, scope.schoolId),
        eq(importedAnswers.source, source),
        inArray(importedAnswers.pupilId, ids),
      ),
    );
  return { pupils: rows, holders, answers };
}

/** Rows as JSON with the columns' own names, for `json_populate_recordset`; what is left out is null there. */
function asRecords(
  columns: Record<string, { name: string }>,
  rows: readonly Record<string, unknown>[],
): string {
  const names = Object.entries(columns).filter(([, column]) => typeof column?.name === 'string');
  return JSON.stringify(
    rows.map((row) => {
      const record: Record<string, unknown> = {};
      for (const [key, { name }] of names)
        if (row[key] !== null && row[key] !== undefined) record[name] = row[key];
      return record;
    }),
  );
}

async function inSlices<T>(
  rows: readonly T[],
  write: (some: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE) await write(rows.slice(start, start + AT_ONCE));
}

const columnsOf = (table: object): Record<string, { name: string }> =>
  table as unknown as Record<string, { name: string }>;

export async function insertPupils(db: Tx, rows: readonly PupilRow[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into pupils
      select * from json_populate_recordset(null::pupils, ${asRecords(columnsOf(pupils), some)}::json)`),
  );
}

/** Writes each row's details over the pupil's own. */
export async function updatePupils(db: Tx, scope: SchoolScope, rows: readonly PupilRow[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`update pupils p set
        legal_forename = n.legal_forename, legal_surname = n.legal_surname,
        preferred_forename = n.preferred_forename, preferred_surname = n.preferred_surname,
        year_group = n.year_group, registration_group = n.registration_group, date_of_birth = n.date_of_birth,
        starts_on = n.starts_on, leaves_on = n.leaves_on,
        missing_since = n.missing_since, unclear_since = n.unclear_since
      from json_populate_recordset(null::pupils, ${asRecords(columnsOf(pupils), some)}::json) n
      where p.id = n.id and p.school_id = ${scope.schoolId}`),
  );
}

export async function insertHolders(db: Tx, rows: readonly HolderInsert[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into authority_holders (
        id, school_id, pupil_id, name, relationship, authority, authority_from, evidence, verified_by, verified_at)
      select id, school_id, pupil_id, name, relationship, authority, authority_from, evidence, verified_by, verified_at
      from json_populate_recordset(null::authority_holders, ${asRecords(columnsOf(authorityHolders), some)}::json)`),
  );
}

/** Ends the authority of these people now. */
export async function endAuthority(
  db: Tx,
  scope: SchoolScope,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(authorityHolders)
    .set({ authorityUntil: at })
    .where(and(eq(authorityHolders.schoolId, scope.schoolId), inArray(authorityHolders.id, [...ids])));
}

/** Answers in this order; the database numbers them so. */
export async function insertDecisions(db: Tx, rows: readonly DecisionInsert[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into consent_decisions (
        id, school_id, pupil_id, holder_id, form_version_id, subjects, channels, purposes, account_scope, event_id,
        decision, conditions, method, source, evidence, legacy_tick, decided_at, effective_from, expires_at,
        recorded_by, recorded_at, source_row_hash, supersedes_id, lifts_provisional, request_key)
      select id, school_id, pupil_id, holder_id, form_version_id, subjects, channels, purposes, account_scope, event_id,
        decision, conditions, method, source, evidence, legacy_tick, decided_at, effective_from, expires_at,
        recorded_by, recorded_at, source_row_hash, supersedes_id, lifts_provisional, request_key
      from json_populate_recordset(null::consent_decisions, ${asRecords(columnsOf(consentDecisions), some)}::json)`),
  );
}

/** Remembers what the source said last. */
export async function rememberAnswers(db: Tx, rows: readonly ImportedAnswerRow[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into imported_answers
      select * from json_populate_recordset(null::imported_answers, ${asRecords(columnsOf(importedAnswers), some)}::json)
      on conflict (school_id, pupil_id, source, type, giver) do update set
        holder_id = excluded.holder_id, answer = excluded.answer, answered_on = excluded.answered_on,
        meaning = excluded.meaning, subjects = excluded.subjects, channels = excluded.channels,
        purposes = excluded.purposes, account_scope = excluded.account_scope, standing_noes = excluded.standing_noes`),
  );
}

/** Which of the pupils are in a post, and in which: ids by pupil. */
export async function postsOfPupils(
  db: Db,
  scope: SchoolScope,
  pupilIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (pupilIds.length === 0) return new Map();
  const ids = [...pupilIds];
  const working = db
    .select({ pupilId: photoPeople.pupilId, postId: postPhotos.postId })
    .from(photoPeople)
    .innerJoin(postPhotos, eq(postPhotos.id, photoPeople.postPhotoId))
    .where(and(eq(photoPeople.schoolId, scope.schoolId), inArray(photoPeople.pupilId, ids)));
  const cut = db
    .select({ pupilId: revisionPeople.pupilId, postId: revisionPeople.postId })
    .from(revisionPeople)
    .where(and(eq(revisionPeople.schoolId, scope.schoolId), inArray(revisionPeople.pupilId, ids)));
  const byPupil = new Map<string, string[]>();
  for (const { pupilId, postId } of await working.union(cut))
    if (pupilId) byPupil.set(pupilId, [...(byPupil.get(pupilId) ?? []), postId].sort());
  return byPupil;
}

/**
 * Tells the database how large its tables have become. Plans made while they were nearly empty look through whole tables for each
 * row that is written, and the embedded database never looks again by itself.
 */
export async function countTablesAnew(db: Database): Promise<void> {
  await db.execute(sql`analyze pupils, authority_holders, imported_answers, consent_decisions`);
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
