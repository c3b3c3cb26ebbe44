// Classes with pupils who are old enough to be asked themselves, or will be within sixty days, and never were: they are asked before
// the birthday from which a photo needs their own yes.
import { Temporal } from '@js-temporal/polyfill';
import { noticedSince } from '#db/queries/notices.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { findSchool, schoolsEverywhere } from '#db/queries/schools.server.ts';
import { classesNeverAsked } from '#db/queries/view-rounds.server.ts';
import type { Database, Tx } from '#db/client.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction } from '#app/domain/work.ts';

/** Days before the birthday. */
export const ASKED_BEFORE_DAYS = 60;
/** The data lead is reminded at most so often, in ms. */
const REMIND_EVERY_MS = 14 * 86_400_000;
const REMINDER: SystemActor = { kind: 'system', name: 'system:classes-to-ask' };

export interface ClassToAsk {
  group: string;
  year: string;
  /** pupils in it who were never asked */
  count: number;
}

/** By year and class. Errors: AppError forbidden without `pupil.find`: it tells how old pupils are. */
export async function readClassesToAsk(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<ClassToAsk[]> {
  requireMay(person, 'pupil.find', schoolId, at);
  return classesToAsk(db, { schoolId }, at);
}

async function classesToAsk(db: Database | Tx, scope: { schoolId: string }, at: Date): Promise<ClassToAsk[]> {
  const { zone, settings } = found(await findSchool(db, scope), 'school');
  const today = dateInSchool(at, zone);
  const bornBy = Temporal.PlainDate.from(today)
    .add({ days: ASKED_BEFORE_DAYS })
    .subtract({ years: settingsOf(settings).ownConsentAge })
    .toString();
  return classesNeverAsked(db, scope, { bornBy, today });
}

/** Tells the data leads of every school that has somebody to ask, once a fortnight while it has. @returns schools told */
export async function remindOfClassesToAsk(deps: WorkDeps): Promise<number> {
  let told = 0;
  for (const { id: schoolId } of await schoolsEverywhere(deps.db))
    told += await inOneTransaction(deps, REMINDER, async (work) => {
      if ((await classesToAsk(work.db, { schoolId }, work.at)).length === 0) return 0;
      const since = new Date(work.at.getTime() - REMIND_EVERY_MS);
      if (await noticedSince(work.db, { schoolId }, 'views_to_ask', since)) return 0;
      const leads = await peopleWithRole(work.db, { schoolId }, ['data_lead'], work.at);
      for (const userId of leads) work.notify({ schoolId, userId, kind: 'views_to_ask' });
      return leads.length > 0 ? 1 : 0;
    });
  return told;
}
