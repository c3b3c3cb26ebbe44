// What a school has settled for all its pupils alike: days without school, bases in law, settings. Always within one school.
import { and, asc, desc, eq, gt, gte, isNull, lte, or } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { closedDates, lawfulBases } from '#db/schema/consent-ground.ts';
import { schools } from '#db/schema/school.ts';
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;
export type ClosedDateRow = typeof closedDates.$inferSelect;
export type LawfulBasisRow = typeof lawfulBases.$inferSelect;

/** Days without school, by date; `from` and `to` are calendar dates, both within. */
export async function closedDatesOf(
  db: Db,
  scope: SchoolScope,
  span: { from?: string; to?: string } = {},
): Promise<ClosedDateRow[]> {
  return db
    .select()
    .from(closedDates)
    .where(
      and(
        eq(closedDates.schoolId, scope.schoolId),
        ...(span.from ? [gte(closedDates.day, span.from)] : []),
        ...(span.to ? [lte(closedDates.day, span.to)] : []),
      ),
    )
    .orderBy(asc(closedDates.day));
}

/** Writes days without school; a day that is there already says from then on what was said last. */
export async function putClosedDates(db: Tx, rows: (typeof closedDates.$inferInsert)[]): Promise<void> {
  for (const row of rows) {
    const { why, setBy, setAt } = row;
    await db
      .insert(closedDates)
      .values(row)
      .onConflictDoUpdate({ target: [closedDates.schoolId, closedDates.day], set: { why, setBy, setAt } });
  }
}

/** Makes the days between two calendar dates, both within, days of school again. */
export async function removeClosedDates(db: Tx, scope: SchoolScope, from: string, to: string): Promise<void> {
  await db
    .delete(closedDates)
    .where(
      and(eq(closedDates.schoolId, scope.schoolId), gte(closedDates.day, from), lte(closedDates.day, to)),
    );
}

/** Every basis in law that the school has recorded, newest first; those that have ended too. */
export async function lawfulBasesOf(db: Db, scope: SchoolScope): Promise<LawfulBasisRow[]> {
  return db
    .select()
    .from(lawfulBases)
    .where(eq(lawfulBases.schoolId, scope.schoolId))
    .orderBy(desc(lawfulBases.startsAt), asc(lawfulBases.id));
}

/** False when the form was sent before. */
export async function insertLawfulBasis(db: Tx, row: typeof lawfulBases.$inferInsert): Promise<boolean> {
  const rows = await db.insert(lawfulBases).values(row).onConflictDoNothing().returning();
  return rows.length === 1;
}

/** Ends a basis now; false when it had ended before, or is not the school's. */
export async function endLawfulBasisRow(
  db: Tx,
  scope: SchoolScope,
  basisId: string,
  at: Date,
): Promise<boolean> {
  const rows = await db
    .update(lawfulBases)
    .set({ endsAt: at })
    .where(
      and(
        eq(lawfulBases.schoolId, scope.schoolId),
        eq(lawfulBases.id, basisId),
        or(isNull(lawfulBases.endsAt), gt(lawfulBases.endsAt, at)),
      ),
    )
    .returning();
  return rows.length === 1;
}

/** Writes the settings of a school as they are stored: what is not in them has its default. */
export async function putSettings(
  db: Tx,
  scope: SchoolScope,
  settings: Partial<SchoolSettings>,
): Promise<void> {
  await db.update(schools).set({ settings }).where(eq(schools.id, scope.schoolId));
}
