// The record of uses: whom a delivery showed, on which decisions it rested, written down as it went out.
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { usages } from '#db/schema/usages.ts';
import type { SchoolScope } from './posts.server.ts';

/** One row for each pupil and photo of a delivery. What is written down already stays as it is, also from a try that was cut off. */
export async function insertUsages(db: Tx, rows: (typeof usages.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(usages).values(rows).onConflictDoNothing();
}

/** Ids of the pupils that each of these deliveries showed, a row each. */
export async function pupilsShownBy(
  db: Database | Tx,
  scope: SchoolScope,
  deliveryIds: readonly string[],
): Promise<{ deliveryId: string; pupilId: string }[]> {
  if (deliveryIds.length === 0) return [];
  return db
    .selectDistinct({ deliveryId: usages.deliveryId, pupilId: usages.pupilId })
    .from(usages)
    .where(and(eq(usages.schoolId, scope.schoolId), inArray(usages.deliveryId, [...deliveryIds])))
    .orderBy(asc(usages.pupilId));
}
