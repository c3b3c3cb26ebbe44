// Many pupils written at once, with those who may answer for them and what a source said last: what a batch of an import writes.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { importedAnswers } from '#db/schema/imports.ts';
import { pupils } from '#db/schema/pupils.ts';
import type { ImportedAnswerRow } from './pupils-on-record.server.ts';
import { addNameWords, changeNameWords } from './name-words.server.ts';
import type { SchoolScope } from './posts.server.ts';
import type { PupilRow } from './pupils.server.ts';
import { inSlices, recordSet } from './record-sets.server.ts';

export type HolderInsert = typeof authorityHolders.$inferInsert;

export async function insertPupils(db: Tx, rows: readonly PupilRow[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into pupils
      select * from ${recordSet(sql`pupils`, pupils, some)}`),
  );
  await addNameWords(db, rows);
}

/** Writes each row's details over the pupil's own. */
export async function updatePupils(db: Tx, scope: SchoolScope, rows: readonly PupilRow[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`update pupils p set
        legal_forename = n.legal_forename, legal_surname = n.legal_surname,
        preferred_forename = n.preferred_forename, preferred_surname = n.preferred_surname, known_as = n.known_as,
        year_group = n.year_group, registration_group = n.registration_group, date_of_birth = n.date_of_birth,
        starts_on = n.starts_on, leaves_on = n.leaves_on,
        missing_since = n.missing_since, unclear_since = n.unclear_since
      from ${recordSet(sql`pupils`, pupils, some)} n
      where p.id = n.id and p.school_id = ${scope.schoolId}`),
  );
  await changeNameWords(
    db,
    rows.filter(({ schoolId }) => schoolId === scope.schoolId),
  );
}

export async function insertHolders(db: Tx, rows: readonly HolderInsert[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into authority_holders (
        id, school_id, pupil_id, name, relationship, authority, authority_from, evidence, verified_by, verified_at, email)
      select id, school_id, pupil_id, name, relationship, authority, authority_from, evidence, verified_by, verified_at, email
      from ${recordSet(sql`authority_holders`, authorityHolders, some)}`),
  );
}

/** Authority that had ended begins anew now; nobody whom a court or the placing authority keeps from agreeing. */
export async function beginAuthorityAnew(
  db: Tx,
  scope: SchoolScope,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(authorityHolders)
    .set({ authorityFrom: at, authorityUntil: null })
    .where(
      and(
        eq(authorityHolders.schoolId, scope.schoolId),
        inArray(authorityHolders.id, [...ids]),
        eq(authorityHolders.mayNotConsent, false),
      ),
    );
}

/** Where these people may be written to from now on. */
export async function changeEmails(
  db: Tx,
  scope: SchoolScope,
  rows: readonly { id: string; email: string }[],
): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`update authority_holders h set email = n.email
      from ${recordSet(sql`authority_holders`, authorityHolders, some)} n
      where h.id = n.id and h.school_id = ${scope.schoolId}`),
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

/** Remembers what the source said last. */
export async function rememberAnswers(db: Tx, rows: readonly ImportedAnswerRow[]): Promise<void> {
  await inSlices(rows, (some) =>
    db.execute(sql`insert into imported_answers
      select * from ${recordSet(sql`imported_answers`, importedAnswers, some)}
      on conflict (school_id, pupil_id, source, type, giver) do update set
        holder_id = excluded.holder_id, answer = excluded.answer, answered_on = excluded.answered_on,
        meaning = excluded.meaning, subjects = excluded.subjects, channels = excluded.channels,
        purposes = excluded.purposes, account_scope = excluded.account_scope, standing_noes = excluded.standing_noes`),
  );
}

/**
 * Tells the database how large its tables have become. Plans made while they were nearly empty look through whole tables for each
 * row that is written, and the embedded database never looks again by itself.
 */
export async function countTablesAnew(db: Database): Promise<void> {
  await db.execute(sql`analyze pupils, authority_holders, imported_answers, consent_decisions`);
}
