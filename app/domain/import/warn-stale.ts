// Tells the data lead and the office, three school days and one before, that the school's records are about to be too old to
// rely on. Nobody should find out from a photo that does not go out.
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { schoolsWithExports, toldAlready } from '#db/queries/told-notices.server.ts';
import type { SystemActor } from '#app/domain/actor.ts';
import { closedDatesKnown } from '#app/domain/consent/consent-ground.ts';
import { schoolDaysUntilStale } from '#app/domain/consent/export-age.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';

const RECORDS_KEEPER: SystemActor = { kind: 'system', name: 'system:records' };

/** School days before, the nearest first: whoever missed the first word gets the second alone. */
export const SAID_BEFORE = [1, 3] as const;

/** Looks at every school; each is told once of each step of each export. */
export async function warnOfStaleRecords(deps: WorkDeps): Promise<void> {
  for (const { schoolId } of await schoolsWithExports(deps.db)) await warnOne(deps, schoolId);
}

async function warnOne(deps: WorkDeps, schoolId: string): Promise<void> {
  await inOneTransaction(deps, RECORDS_KEEPER, async (work) => {
    // Locked, so that two workers who look at once tell it once.
    const school = await findSchool(work.db, { schoolId }, 'update');
    if (!school?.consentExportedAt) return;
    const { consentExportedAt: exportedAt, zone, settings } = school;
    const closedDates = await closedDatesKnown(work.db, { schoolId });
    const left = schoolDaysUntilStale(exportedAt, { zone, settings, closedDates }, work.at);
    const step = SAID_BEFORE.find((days) => left <= days);
    if (left === 0 || step === undefined) return;
    const code = `${step}.${dateInSchool(exportedAt, zone)}`;
    const told = await toldAlready(work.db, { schoolId }, 'import_stale_soon', code);
    for (const userId of await peopleWithRole(work.db, { schoolId }, ['data_lead', 'school_office'], work.at))
      if (!told.has(userId)) work.notify({ schoolId, userId, kind: 'import_stale_soon', code });
  });
}
