// Pupils as the office keeps them by hand, and those about whom the last export left a doubt; always within one school.
import { and, asc, eq, isNotNull, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { pupils } from '#db/schema/pupils.ts';
import { addNameWords, changeNameWords } from './name-words.server.ts';
import type { SchoolScope } from './posts.server.ts';
import type { PupilRow } from './pupils.server.ts';

type Db = Database | Tx;

/** The fields a person may write. */
export type PupilFields = Pick<
  PupilRow,
  | 'legalForename'
  | 'legalSurname'
  | 'preferredForename'
  | 'preferredSurname'
  | 'knownAs'
  | 'yearGroup'
  | 'registrationGroup'
  | 'dateOfBirth'
  | 'startsOn'
  | 'leavesOn'
>;

export async function pupilByMisId(db: Db, scope: SchoolScope, misId: string): Promise<PupilRow | null> {
  const [row] = await db
    .select()
    .from(pupils)
    .where(and(eq(pupils.schoolId, scope.schoolId), eq(pupils.misId, misId)));
  return row ?? null;
}

/** False when this pupil, or one with this record number, is there already. */
export async function insertPupil(db: Tx, row: typeof pupils.$inferInsert): Promise<boolean> {
  const rows = await db.insert(pupils).values(row).onConflictDoNothing().returning();
  await addNameWords(db, rows);
  return rows.length === 1;
}

export async function changePupilRow(
  db: Tx,
  scope: SchoolScope,
  pupilId: string,
  set: Partial<PupilFields & Pick<PupilRow, 'missingSince' | 'unclearSince'>>,
): Promise<void> {
  const rows = await db
    .update(pupils)
    .set(set)
    .where(and(eq(pupils.schoolId, scope.schoolId), eq(pupils.id, pupilId)))
    .returning();
  await changeNameWords(db, rows);
}

/** Pupils missing from a full export, or unclear in the last one, by class and name. */
export async function pupilsInDoubt(db: Db, scope: SchoolScope, limit: number): Promise<PupilRow[]> {
  return db
    .select()
    .from(pupils)
    .where(
      and(
        eq(pupils.schoolId, scope.schoolId),
        or(isNotNull(pupils.missingSince), isNotNull(pupils.unclearSince)),
      ),
    )
    .orderBy(asc(pupils.registrationGroup), asc(pupils.legalForename), asc(pupils.legalSurname))
    .limit(limit);
}
