// Dates as people write them on a form, `YYYY-MM-DD` in the school's calendar, turned into the moments that rules compare.
import { Temporal } from '@js-temporal/polyfill';
import { dateInSchool } from './school-days.ts';

/** The first moment of a date in the school's zone; null when it is no date of the calendar. */
export function firstMomentOf(date: string, zone: string): Date | null {
  const day = plainDate(date);
  return day && new Date(day.toZonedDateTime(zone).epochMilliseconds);
}

/** The first moment after a date: when what lasts until that day is over; null when it is no date of the calendar. */
export function momentAfter(date: string, zone: string): Date | null {
  const day = plainDate(date)?.add({ days: 1 });
  return day ? new Date(day.toZonedDateTime(zone).epochMilliseconds) : null;
}

/**
 * When somebody answered, by the date they or the form give: now for today, else the first moment of that day, so that a
 * paper form dated on the day of a no can never undo it. Null for a date to come and for no date of the calendar.
 */
export function momentAnswered(date: string, now: Date, zone: string): Date | null {
  if (date === dateInSchool(now, zone)) return now;
  const at = firstMomentOf(date, zone);
  return at && at <= now ? at : null;
}

function plainDate(date: string): Temporal.PlainDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  try {
    return Temporal.PlainDate.from(date, { overflow: 'reject' });
  } catch {
    return null;
  }
}
