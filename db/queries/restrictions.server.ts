// Restrictions of a whole school and their reviews, for the safeguarding leads. Always within one school.
import { and, asc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { restrictions } from '#db/schema/consent.ts';
import { pupils } from '#db/schema/pupils.ts';
import type { SchoolScope } from './posts.server.ts';

type Db = Database | Tx;

/** Restrictions in force with their pupils: the one to be looked at soonest first, those without a date last. */
export async function openRestrictions(db: Db, scope: SchoolScope) {
  return db
    .select({
      id: restrictions.id,
      type: restrictions.type,
      startsAt: restrictions.startsAt,
      reviewOn: restrictions.reviewOn,
      setBy: restrictions.setBy,
      pupil: pupils,
    })
    .from(restrictions)
    .innerJoin(pupils, and(eq(pupils.schoolId, restrictions.schoolId), eq(pupils.id, restrictions.pupilId)))
    .where(and(eq(restrictions.schoolId, scope.schoolId), isNull(restrictions.liftedAt)))
    .orderBy(sql`${restrictions.reviewOn} asc nulls last`, asc(restrictions.startsAt), asc(restrictions.id));
}

/** Keeps a restriction that is in force with a new date of review; null when it was lifted, or is not the school's. */
export async function keepRestriction(db: Tx, scope: SchoolScope, restrictionId: string, reviewOn: Date) {
  const [row] = await db
    .update(restrictions)
    .set({ reviewOn })
    .where(
      and(
        eq(restrictions.schoolId, scope.schoolId),
        eq(restrictions.id, restrictionId),
        isNull(restrictions.liftedAt),
      ),
    )
    .returning();
  return row ?? null;
}

/** Schools with a review that is due, and the days on which they fell due. The sweep's question, over all schools. */
export async function reviewsDue(db: Db, at: Date): Promise<{ schoolId: string; reviewOn: Date }[]> {
  const rows = await db
    .selectDistinct({ schoolId: restrictions.schoolId, reviewOn: restrictions.reviewOn })
    .from(restrictions)
    .where(
      and(isNull(restrictions.liftedAt), isNotNull(restrictions.reviewOn), lte(restrictions.reviewOn, at)),
    )
    .orderBy(asc(restrictions.schoolId), asc(restrictions.reviewOn));
  return rows.flatMap(({ schoolId, reviewOn }) => (reviewOn ? [{ schoolId, reviewOn }] : []));
}
