// The school's working day, for clocks that say "the same school day".
import { Temporal } from '@js-temporal/polyfill';

/** Hour at which a school day ends for deadlines. */
const DAY_ENDS_AT = 17;

/** The end of the school day that `at` falls in: today at 17:00, the next weekday when that is over or it is a weekend. */
export function endOfSchoolDay(at: Date, zone: string): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  let day = now.toPlainDate();
  if (now.hour >= DAY_ENDS_AT) day = day.add({ days: 1 });
  while (day.dayOfWeek > 5) day = day.add({ days: 1 });
  return new Date(
    day.toZonedDateTime({ timeZone: zone, plainTime: { hour: DAY_ENDS_AT } }).epochMilliseconds,
  );
}
