// A month as a school's wall calendar shows it: whole weeks from Monday, in the school's zone, whatever the clocks do.
import { Temporal } from '@js-temporal/polyfill';

export interface SchoolMonth {
  /** `2026-06` */
  month: string;
  earlier: string;
  later: string;
  /** weeks of seven days, ISO dates */
  weeks: { date: string; inMonth: boolean }[][];
  /** the first moment of the first day shown, and the first after the last day */
  from: Date;
  until: Date;
}

/** The month asked for as `YYYY-MM` (2000 to 2099), or the one that `at` falls in for anything else. */
export function schoolMonth(asked: string | null, zone: string, at: Date): SchoolMonth {
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(asked ?? '')
    ? Temporal.PlainYearMonth.from(asked ?? '')
    : Temporal.PlainDate.from(schoolDate(at, zone)).toPlainYearMonth();
  const first = month.toPlainDate({ day: 1 });
  const last = month.toPlainDate({ day: month.daysInMonth });
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  const after = last.add({ days: 8 - last.dayOfWeek });
  const startOf = (day: Temporal.PlainDate): Date =>
    new Date(day.toZonedDateTime({ timeZone: zone }).epochMilliseconds);
  const days = monday.until(after).days;
  const weeks = Array.from({ length: days / 7 }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => {
      const date = monday.add({ days: week * 7 + day });
      return { date: date.toString(), inMonth: date.month === month.month };
    }),
  );
  return {
    month: month.toString(),
    earlier: month.subtract({ months: 1 }).toString(),
    later: month.add({ months: 1 }).toString(),
    weeks,
    from: startOf(monday),
    until: startOf(after),
  };
}

/** The school's date at a moment, `YYYY-MM-DD`. */
export const schoolDate = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
