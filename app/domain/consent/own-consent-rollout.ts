// The first weeks in which pupils of the age are asked for themselves: until everybody was asked once, an author may declare that
// those in a photo were asked for it. The weeks end by themselves, so that the exception cannot become the rule.
import type { ConsentSettings } from './consent-types.ts';
import { dateAfter, dateInSchool, daysThatCount } from './school-days.ts';

/** Days of school for which it runs. */
export const ROLLOUT_SCHOOL_DAYS = 60;

/** Whether the moment falls into those days; its last day is the sixtieth on which there is school. */
export function rolloutRuns(
  { ownConsentRolloutFrom: from, closedDates, zone }: RolloutSettings,
  at: Date,
): boolean {
  if (from === null) return false;
  const today = dateInSchool(at, zone);
  if (today < from) return false;
  return daysThatCount(dateAfter(from, -1), dateAfter(today, -1), closedDates) < ROLLOUT_SCHOOL_DAYS;
}

export type RolloutSettings = Pick<ConsentSettings, 'ownConsentRolloutFrom' | 'closedDates' | 'zone'>;

/** A calendar has no more days without school in a row than this; beyond it the dates given cannot be right. */
const MOST_DAYS = 730;

/** The last day of a roll-out that begins on `from`, `YYYY-MM-DD`; null when the calendar has too few days of school after it. */
export function rolloutLastDay(from: string, closed: ReadonlySet<string> | null): string | null {
  let [day, left] = [dateAfter(from, -1), ROLLOUT_SCHOOL_DAYS];
  for (let looked = 0; left > 0; looked++) {
    if (looked > MOST_DAYS) return null;
    const next = dateAfter(day, 1);
    left -= daysThatCount(day, next, closed);
    day = next;
  }
  return day;
}
