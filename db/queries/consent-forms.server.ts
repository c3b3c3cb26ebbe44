// Consent forms: the exact words that families are asked, in versions and languages. Published ones change in nothing but the
// day they are retired. Always within one school (R-06, F-03).
import { and, asc, countDistinct, desc, eq, isNull, max } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { consentDecisions, consentFormVersions } from '#db/schema/consent.ts';
import type { FormRow } from './consent.server.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

/** Every version of the school, newest of each series first, a translation beside what it translates. */
export async function formsOfSchool(db: Db, scope: SchoolScope): Promise<FormRow[]> {
  return db
    .select()
    .from(consentFormVersions)
    .where(eq(consentFormVersions.schoolId, scope.schoolId))
    .orderBy(
      desc(consentFormVersions.validFrom),
      desc(consentFormVersions.number),
      asc(consentFormVersions.language),
    );
}

/** The versions of one series, newest number first. */
export async function formsOfSeries(db: Db, scope: SchoolScope, series: string): Promise<FormRow[]> {
  return db
    .select()
    .from(consentFormVersions)
    .where(and(eq(consentFormVersions.schoolId, scope.schoolId), eq(consentFormVersions.series, series)))
    .orderBy(desc(consentFormVersions.number), asc(consentFormVersions.language));
}

/** The highest number of a series; 0 for a new one. */
export async function lastNumberOf(db: Tx, scope: SchoolScope, series: string): Promise<number> {
  const [row] = await db
    .select({ last: max(consentFormVersions.number) })
    .from(consentFormVersions)
    .where(and(eq(consentFormVersions.schoolId, scope.schoolId), eq(consentFormVersions.series, series)));
  return row?.last ?? 0;
}

/** Stores a version; null when its number and language are taken. */
export async function insertForm(
  db: Tx,
  row: typeof consentFormVersions.$inferInsert,
): Promise<FormRow | null> {
  const [inserted] = await db.insert(consentFormVersions).values(row).onConflictDoNothing().returning();
  return inserted ?? null;
}

/** Retires a version; false when it was retired before. */
export async function retireFormRow(
  db: Tx,
  scope: SchoolScope,
  formVersionId: string,
  at: Date,
): Promise<boolean> {
  const rows = await db
    .update(consentFormVersions)
    .set({ retiredAt: at })
    .where(
      and(
        eq(consentFormVersions.schoolId, scope.schoolId),
        eq(consentFormVersions.id, formVersionId),
        isNull(consentFormVersions.retiredAt),
      ),
    )
    .returning({ id: consentFormVersions.id });
  return rows.length === 1;
}

/** Pupils for whom somebody said yes on this wording, each counted once. */
export async function pupilsRelyingOn(
  db: Db,
  scope: SchoolScope,
  formVersionId: string,
): Promise<{ pupilIds: string[] }> {
  const rows = await db
    .selectDistinct({ pupilId: consentDecisions.pupilId })
    .from(consentDecisions)
    .where(
      and(
        eq(consentDecisions.schoolId, scope.schoolId),
        eq(consentDecisions.formVersionId, formVersionId),
        eq(consentDecisions.decision, 'granted'),
      ),
    )
    .orderBy(asc(consentDecisions.pupilId));
  return { pupilIds: rows.map(({ pupilId }) => pupilId) };
}

/** How many pupils somebody said yes for on each wording. */
export async function countRelying(db: Db, scope: SchoolScope): Promise<Map<string, number>> {
  const rows = await db
    .select({
      formVersionId: consentDecisions.formVersionId,
      pupils: countDistinct(consentDecisions.pupilId),
    })
    .from(consentDecisions)
    .where(and(eq(consentDecisions.schoolId, scope.schoolId), eq(consentDecisions.decision, 'granted')))
    .groupBy(consentDecisions.formVersionId);
  return new Map(rows.flatMap((row) => (row.formVersionId ? [[row.formVersionId, row.pupils]] : [])));
}
