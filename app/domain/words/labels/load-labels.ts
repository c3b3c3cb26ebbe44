// Loads the school's classes for finding them in words: one question to the records, those of today.
import type { Database, Tx } from '#db/client.server.ts';
import { labelsOnRecord } from '#db/queries/class-labels.server.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { type LabelsOfSchool, labelsOf, NO_LABELS } from './labels-ground.ts';
import type { TextAbout } from '#app/domain/words/text-about.ts';

/** Classes of pupils on roll at `about.at`. */
export async function loadLabels(
  db: Database | Tx,
  scope: { schoolId: string },
  { at, zone }: Pick<TextAbout, 'at' | 'zone'>,
): Promise<LabelsOfSchool> {
  const rows = await labelsOnRecord(db, scope, dateInSchool(at, zone));
  return rows.length === 0 ? NO_LABELS : labelsOf(rows);
}
