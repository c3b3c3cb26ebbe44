// When families are reminded: on days of school, between nine and five by the school's own clock, and every so many days.
import { Temporal } from '@js-temporal/polyfill';

const FIRST_HOUR = 9;
/** From this hour on, not any more. */
const LAST_HOUR = 17;
const SATURDAY = 6;

/** Whether a letter may go out at this moment; `closed`: the school has no school that day, weekends apart. */
export function isAskingTime(at: Date, zone: string, closed: boolean): boolean {
  const here = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return !closed && here.dayOfWeek < SATURDAY && here.hour >= FIRST_HOUR && here.hour < LAST_HOUR;
}

/** Whole days of the calendar from one moment to another, in the school's zone. */
export function daysBetween(from: Date, to: Date, zone: string): number {
  const day = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return day(from).until(day(to), { largestUnit: 'days' }).days;
}

/** Whether a person who was last written to at `sentAt` is reminded now; 0 days = never. */
export const reminderIsDue = (sentAt: Date, everyDays: number, at: Date, zone: string): boolean =>
  everyDays > 0 && daysBetween(sentAt, at, zone) >= everyDays;
