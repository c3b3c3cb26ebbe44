// The classes and year groups that a school's records know, for finding them in words; always within one school.
import { and, eq, gt, isNull, or, type Placeholder } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { keptSelect } from '#db/kept-select.server.ts';
import { pupils } from '#db/schema/pupils.ts';
import type { SchoolScope } from './posts.server.ts';

const askLabels = keptSelect((db, { schoolId, date }: Record<'schoolId' | 'date', Placeholder>) =>
  db
    .selectDistinct({ group: pupils.registrationGroup, year: pupils.yearGroup })
    .from(pupils)
    .where(and(eq(pupils.schoolId, schoolId), or(isNull(pupils.leavesOn), gt(pupils.leavesOn, date)))),
);

/** Each pair of registration group and year group that a pupil has who has not left by `date` (`YYYY-MM-DD`), once. */
export const labelsOnRecord = (
  db: Database | Tx,
  { schoolId }: SchoolScope,
  date: string,
): Promise<{ group: string; year: string }[]> => askLabels(db, { schoolId, date });
