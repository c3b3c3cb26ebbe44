// What is on record about pupils, found by the record numbers of the school's own system: what an import is held against.
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { importedAnswers } from '#db/schema/imports.ts';
import { pupils } from '#db/schema/pupils.ts';
import type { SchoolScope } from './posts.server.ts';
import type { PupilRow } from './pupils.server.ts';

type Db = Database | Tx;
export type ImportedAnswerRow = typeof importedAnswers.$inferSelect;

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
