// Pupils and everything the consent decision reads about them, always within one school.
import { and, asc, eq, getTableColumns, ilike, inArray, or, type Placeholder, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import {
  authorityHolders,
  consentDecisions,
  consentFormVersions,
  pupilViews,
  restrictions,
} from '#db/schema/consent.ts';
import { pupils } from '#db/schema/pupils.ts';
import type { SchoolScope } from './posts.server.ts';
import { rowsAsValue } from './rows-as-value.server.ts';

type Db = Database | Tx;
export type PupilRow = typeof pupils.$inferSelect;

export async function findPupil(db: Db, scope: SchoolScope, pupilId: string): Promise<PupilRow | null> {
  const [row] = await db
    .select()
    .from(pupils)
    .where(and(eq(pupils.schoolId, scope.schoolId), eq(pupils.id, pupilId)));
  return row ?? null;
}

export async function pupilsByIds(db: Db, scope: SchoolScope, ids: readonly string[]): Promise<PupilRow[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(pupils)
    .where(and(eq(pupils.schoolId, scope.schoolId), inArray(pupils.id, [...ids])))
    .orderBy(asc(pupils.id));
}

/** Locks pupils in the order of their ids: `share` for what relies on their consent, `update` for what changes it. */
export async function lockPupils(
  db: Tx,
  scope: SchoolScope,
  ids: readonly string[],
  lock: 'share' | 'update',
): Promise<void> {
  if (ids.length === 0) return;
  await db
    .select({ id: pupils.id })
    .from(pupils)
    .where(and(eq(pupils.schoolId, scope.schoolId), inArray(pupils.id, [...ids].sort())))
    .orderBy(asc(pupils.id))
    .for(lock);
}

/** Pupils whose names or group match the words typed, by name; at most `limit`. */
export async function searchPupils(
  db: Db,
  scope: SchoolScope,
  typed: string,
  limit = 30,
): Promise<PupilRow[]> {
  const words = typed.trim().split(/\s+/).filter(Boolean).slice(0, 4);
  const matches = words.map((word) => {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return or(
      ilike(pupils.legalForename, like),
      ilike(pupils.legalSurname, like),
      ilike(pupils.preferredForename, like),
      ilike(pupils.preferredSurname, like),
      ilike(pupils.knownAs, like),
      ilike(pupils.registrationGroup, like),
    );
  });
  return db
    .select()
    .from(pupils)
    .where(and(eq(pupils.schoolId, scope.schoolId), ...matches))
    .orderBy(asc(pupils.legalSurname), asc(pupils.legalForename))
    .limit(limit);
}

/** The school's pupils of the given registration group, by name. */
export async function pupilsOfGroup(db: Db, scope: SchoolScope, group: string): Promise<PupilRow[]> {
  return db
    .select()
    .from(pupils)
    .where(and(eq(pupils.schoolId, scope.schoolId), eq(pupils.registrationGroup, group)))
    .orderBy(asc(pupils.legalForename), asc(pupils.legalSurname));
}

export async function groupsOfSchool(
  db: Db,
  scope: SchoolScope,
): Promise<{ group: string; year: string; count: number }[]> {
  return db
    .select({ group: pupils.registrationGroup, year: pupils.yearGroup, count: sql<number>`count(*)::int` })
    .from(pupils)
    .where(eq(pupils.schoolId, scope.schoolId))
    .groupBy(pupils.registrationGroup, pupils.yearGroup)
    .orderBy(asc(pupils.yearGroup), asc(pupils.registrationGroup));
}

export interface ConsentRows {
  pupils: PupilRow[];
  decisions: (typeof consentDecisions.$inferSelect & { formRetiredAt: Date | null })[];
  holders: (typeof authorityHolders.$inferSelect)[];
  views: (typeof pupilViews.$inferSelect)[];
  restrictions: (typeof restrictions.$inferSelect)[];
}

const DECISIONS = rowsAsValue(
  { ...getTableColumns(consentDecisions), formRetiredAt: consentFormVersions.retiredAt },
  sql`${consentDecisions} left join ${consentFormVersions} on ${consentFormVersions.id} = ${consentDecisions.formVersionId}
    where ${consentDecisions.schoolId} = ${pupils.schoolId} and ${consentDecisions.pupilId} = ${pupils.id}`,
  [consentDecisions.sequence],
);

const HOLDERS = rowsAsValue(
  getTableColumns(authorityHolders),
  sql`${authorityHolders} where ${authorityHolders.schoolId} = ${pupils.schoolId} and ${authorityHolders.pupilId} = ${pupils.id}`,
  [authorityHolders.name],
);

const VIEWS = rowsAsValue(
  getTableColumns(pupilViews),
  sql`${pupilViews} where ${pupilViews.schoolId} = ${pupils.schoolId} and ${pupilViews.pupilId} = ${pupils.id}`,
  [pupilViews.sequence],
);

const RESTRICTIONS = rowsAsValue(
  getTableColumns(restrictions),
  sql`${restrictions} where ${restrictions.schoolId} = ${pupils.schoolId} and ${restrictions.pupilId} = ${pupils.id}`,
  [restrictions.startsAt],
);

const askConsent = keptSelect(
  (db, { schoolId, pupilIds }: { schoolId: Placeholder; pupilIds: Placeholder[] }) =>
    db
      .select({
        pupil: pupils,
        ...{ decisions: DECISIONS, holders: HOLDERS, views: VIEWS, restrictions: RESTRICTIONS },
      })
      .from(pupils)
      .where(and(eq(pupils.schoolId, schoolId), inArray(pupils.id, pupilIds)))
      .orderBy(asc(pupils.id)),
);

/** The pupils, in the order of their ids, and every consent record of each, oldest first: in one statement. */
export async function consentRows(
  db: Db,
  { schoolId }: SchoolScope,
  pupilIds: readonly string[],
): Promise<ConsentRows> {
  const rows = pupilIds.length === 0 ? [] : await askConsent(db, { schoolId, pupilIds });
  return {
    pupils: rows.map(({ pupil }) => pupil),
    decisions: rows.flatMap(({ decisions }) => decisions),
    holders: rows.flatMap(({ holders }) => holders),
    views: rows.flatMap(({ views }) => views),
    restrictions: rows.flatMap((row) => row.restrictions),
  };
}

export async function insertView(db: Tx, row: typeof pupilViews.$inferInsert) {
  const [inserted] = await db.insert(pupilViews).values(row).returning();
  if (!inserted) throw new Error('the answer was not stored');
  return inserted;
}

export async function insertRestriction(db: Tx, row: typeof restrictions.$inferInsert) {
  const [inserted] = await db.insert(restrictions).values(row).returning();
  if (!inserted) throw new Error('the record was not stored');
  return inserted;
}

export async function liftRestriction(
  db: Tx,
  scope: SchoolScope,
  restrictionId: string,
  by: string,
  at: Date,
) {
  const [row] = await db
    .update(restrictions)
    .set({ liftedAt: at, liftedBy: by })
    .where(and(eq(restrictions.schoolId, scope.schoolId), eq(restrictions.id, restrictionId)))
    .returning();
  return row ?? null;
}

export async function currentForms(db: Db, scope: SchoolScope) {
  return db
    .select()
    .from(consentFormVersions)
    .where(eq(consentFormVersions.schoolId, scope.schoolId))
    .orderBy(asc(consentFormVersions.validFrom));
}
