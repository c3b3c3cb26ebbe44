// The school's own days: where one begins and ends, in its zone, on the two short and long days of the year too.
import { Temporal } from '@js-temporal/polyfill';

const startOf = (date: Temporal.PlainDate, zone: string): Date =>
  new Date(date.toZonedDateTime({ timeZone: zone }).epochMilliseconds);

/** The first moment of the school's day that `at` falls in, and the first of the day `days` later. */
export function dayBounds(at: Date, zone: string, days = 1): { from: Date; until: Date } {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return { from: startOf(today, zone), until: startOf(today.add({ days }), zone) };
}
