// Yeses that end soon, in numbers, and the word to the data leads 60 and 30 days before many of them do, so that nobody drops out
// of photos for want of a form.
import { endingYeses } from '#db/queries/ending-consents.server.ts';
import { lockNotices } from '#db/queries/many-notices.server.ts';
import { wasTold } from '#db/queries/mails.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { allSchools } from '#db/queries/all-schools.server.ts';
import { pupilsToAsk } from '#db/queries/whom-to-ask.server.ts';
import type { Database } from '#db/client.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { daysBetween } from './asking-hours.ts';

const DAY_MS = 86_400_000;
const TELLER: SystemActor = { kind: 'system', name: 'system:consents-ending' };

/** Days before the end on which the data leads hear of it. */
export const WARN_DAYS = [60, 30] as const;

/** So many pupils on one day, or one in twenty of the school, are many. */
const MANY = 5;
const MANY_OF = 20;

export interface EndingSoon {
  /** pupils about whom at least one yes ends within so many days */
  within30: number;
  within60: number;
  /** the day on which most of those of the next 60 days end, `YYYY-MM-DD`; null when none does */
  mostOn: { day: string; pupils: number } | null;
}

/** Errors: AppError forbidden without `consent.history`. */
export async function readEndingSoon(
  db: Database,
  person: Person,
  school: { id: string; zone: string },
  at: Date,
): Promise<EndingSoon> {
  requireMay(person, 'consent.history', school.id, at);
  const ending = await endingYeses(db, { schoolId: school.id }, at, new Date(at.getTime() + 60 * DAY_MS));
  const pupilsBefore = (days: number): number => {
    const until = at.getTime() + days * DAY_MS;
    return new Set(ending.flatMap(({ pupilId, endsAt }) => (endsAt.getTime() <= until ? pupilId : []))).size;
  };
  const [most] = [...byLastDay(ending, school.zone)].sort(([, a], [, b]) => b.size - a.size);
  return {
    within30: pupilsBefore(30),
    within60: pupilsBefore(60),
    mostOn: most ? { day: most[0], pupils: most[1].size } : null,
  };
}

/** Pupils by the last day on which their yes counts: a yes that ends at midnight of 1 September counts through 31 August. */
function byLastDay(
  ending: readonly { pupilId: string; endsAt: Date }[],
  zone: string,
): Map<string, Set<string>> {
  const days = new Map<string, Set<string>>();
  for (const { pupilId, endsAt } of ending) {
    const day = dateInSchool(new Date(endsAt.getTime() - 1), zone);
    days.set(day, (days.get(day) ?? new Set()).add(pupilId));
  }
  return days;
}

/** Tells the data leads of every school once for each day on which many yeses end, 60 and 30 days before. @returns how many were told */
export async function tellOfEndings(deps: WorkDeps): Promise<number> {
  let told = 0;
  for (const school of await allSchools(deps.db)) told += await tellSchool(deps, school);
  return told;
}

async function tellSchool(deps: WorkDeps, school: { id: string; zone: string }): Promise<number> {
  const scope = { schoolId: school.id };
  return inOneTransaction(deps, TELLER, async (work) => {
    await lockNotices(work.db, scope);
    const until = new Date(work.at.getTime() + (WARN_DAYS[0] + 1) * DAY_MS);
    const days = byLastDay(await endingYeses(work.db, scope, work.at, until), school.zone);
    const onRoll = (await pupilsToAsk(work.db, scope, dateInSchool(work.at, school.zone), null)).length;
    const leads = await peopleWithRole(work.db, scope, ['data_lead'], work.at);
    let told = 0;
    for (const [day, pupils] of days) {
      if (pupils.size < Math.max(MANY, onRoll / MANY_OF)) continue;
      const left = daysBetween(work.at, new Date(`${day}T12:00:00Z`), school.zone);
      const warning = WARN_DAYS.findLast((days) => left <= days);
      if (warning === undefined) continue;
      const code = `days${warning}:${day}`;
      for (const userId of leads) {
        const notice = { userId, kind: 'consents_expiring' as const, code };
        if (await wasTold(work.db, scope, { ...notice, after: new Date(0) })) continue;
        work.notify({ ...scope, ...notice });
        told += 1;
      }
    }
    return told;
  });
}
