// By when a live post that must come down has to be gone, and until when somebody may say that a look-alike is another picture.
// One place for both, so that a page, a notice and a promise to a family can never name two times.
import { Temporal } from '@js-temporal/polyfill';

/** Hour at which a school day ends for deadlines. */
const DAY_ENDS_AT = 17;
/** Hour of the next morning by which it must be gone when it was asked for after that, or on a day without school. */
const MORNING_BY = 10;
/** A deadline is never nearer than this, in minutes: time enough for a person to reach a keyboard. */
const LEAST_MINUTES = 60;
/** How long somebody may look at a live look-alike before it comes down by itself, in minutes. */
const LOOK_MINUTES = 120;
/** Minutes before the deadline at which it comes down at the latest, so that there is time to try again. */
const SPARE_MINUTES = 15;

const MINUTE_MS = 60_000;

/**
 * The moment by which a post asked for at `at` must be gone: the same school day at 17:00, an hour at least. What is asked for
 * after that, or at a weekend, must be gone by 10:00 on the next day, whatever day that is: a parent who says no on Friday
 * evening does not expect to see the picture until Monday.
 * Errors: RangeError for an unknown zone.
 */
export function takedownDeadline(at: Date, zone: string): Date {
  const now = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const today = now.toPlainDate();
  const schoolDay = today.dayOfWeek <= 5 && now.hour < DAY_ENDS_AT;
  const by = schoolDay
    ? today.toZonedDateTime({ timeZone: zone, plainTime: { hour: DAY_ENDS_AT } })
    : today.add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: { hour: MORNING_BY } });
  return new Date(Math.max(by.epochMilliseconds, at.getTime() + LEAST_MINUTES * MINUTE_MS));
}

/** Until when somebody may look at a live photo that resembles one that is coming down: two hours, and well before the deadline. */
export function lookUntil(at: Date, deadline: Date): Date {
  return new Date(
    Math.max(
      at.getTime(),
      Math.min(at.getTime() + LOOK_MINUTES * MINUTE_MS, deadline.getTime() - SPARE_MINUTES * MINUTE_MS),
    ),
  );
}
