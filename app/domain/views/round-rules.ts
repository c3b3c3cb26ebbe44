// What holds for a round of asking a class: until when it runs, and who may look at it.
import { dateAfter, dateInSchool, isSchoolDate } from '#app/domain/consent/school-days.ts';
import { momentAfter } from '#app/domain/consent/written-dates.ts';
import type { Person } from '#app/domain/actor.ts';
import { may } from '#app/domain/permissions.ts';

/** Longest gap without school that is looked across, in days. */
const LONGEST_HOLIDAY = 70;

/**
 * When a round begun at `at` is over: with the next day of school, so that whoever is away today has tomorrow.
 * `closed`: days without school, `YYYY-MM-DD`; weekends are understood. Null: not known.
 */
export function endOfNextSchoolDay(at: Date, zone: string, closed: ReadonlySet<string> | null): Date {
  let day = dateAfter(dateInSchool(at, zone), 1);
  for (let tries = 0; tries < LONGEST_HOLIDAY && !isSchoolDate(day, closed); tries++) day = dateAfter(day, 1);
  const end = momentAfter(day, zone);
  if (!end) throw new RangeError('a day after today is no date');
  return end;
}

/** A round is its maker's, and those keep an eye on it who may find pupils. */
export const maySeeRound = (person: Person, round: { schoolId: string; madeBy: string }, at: Date): boolean =>
  may(person, 'pupil.find', round.schoolId, at) ||
  (round.madeBy === person.userId && may(person, 'view.ask', round.schoolId, at));

export const isRunning = (round: { endsAt: Date; closedAt: Date | null }, at: Date): boolean =>
  round.closedAt === null && at < round.endsAt;
