// Dates as the school lives them: a birthday begins at midnight in the school's zone, a leaver's last day ends there,
// and the age of an export is counted in days of school. Conversions are remembered, because a term's worth of
// decisions asks the same few questions millions of times.
import { Temporal } from '@js-temporal/polyfill';

const DAY_MS = 86_400_000;
const REMEMBERED = 4096;
const dates = new Map<string, string>();
const birthdays = new Map<string, number>();

/** The school's calendar date, `YYYY-MM-DD`, at a moment. Throws RangeError for an unknown zone or invalid date. */
export function dateInSchool(at: Date, zone: string): string {
  return remember(dates, `${zone} ${at.getTime()}`, () =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString(),
  );
}

/**
 * The first moment, in epoch ms, at which a pupil born on a date is that many whole years old in the school's zone.
 * Someone born on 29 February turns on the 28th in a common year. Throws RangeError for an impossible date.
 */
export function turnsAge(dateOfBirth: string, years: number, zone: string): number {
  return remember(
    birthdays,
    `${zone} ${dateOfBirth} ${years}`,
    () => Temporal.PlainDate.from(dateOfBirth).add({ years }).toZonedDateTime(zone).epochMilliseconds,
  );
}

/** The first moment of a calendar date in the school's zone. */
export function startOfDate(date: { year: number; month: number; day: number }, zone: string): Date {
  return new Date(Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

/** What makes an export too old, in days. */
export interface Staleness {
  /** Days of school that it may be old; every day counts while the calendar is not known. */
  readonly days: number;
  /** Calendar days that it may be old, whatever the holidays. */
  readonly atMostDays: number;
  /** Dates without school, weekends apart, or null when the calendar is not known. */
  readonly closedDates: ReadonlySet<string> | null;
}

/** Whether an export is too old to rely on. One dated after the day in question cannot be believed, and is. */
export function exportIsStale(exportedAt: Date, at: Date, zone: string, limit: Staleness): boolean {
  return isStaleOn(dateInSchool(exportedAt, zone), dateInSchool(at, zone), limit);
}

/** The same of an export from one calendar date, on another. */
export function isStaleOn(from: string, to: string, limit: Staleness): boolean {
  if (from > to || dayNumber(to) - dayNumber(from) > limit.atMostDays) return true;
  return daysThatCount(from, to, limit.closedDates) > limit.days;
}

/**
 * Days of school after one calendar date, up to and with another; none when they run backwards. While the calendar is not
 * known (null) every day counts, weekends too, because whoever counts how old something is must not count too few.
 */
export function daysThatCount(after: string, to: string, closed: ReadonlySet<string> | null): number {
  const [from, until] = [dayNumber(after), dayNumber(to)];
  if (closed === null) return Math.max(0, until - from);
  let days = 0;
  for (let day = from + 1; day <= until; day++) if (isSchoolDate(dateOf(day), closed)) days++;
  return days;
}

/** Whether there is school on a calendar date. Weekends never; of an unknown calendar (null), every weekday. */
export function isSchoolDate(date: string, closed: ReadonlySet<string> | null): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !closed?.has(date);
}

/** The calendar date so many days after another; before it when negative. Throws RangeError for no date. */
export function dateAfter(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of a calendar date; no zone is involved. */
function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function remember<T>(known: Map<string, T>, key: string, find: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = find();
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, value);
  return value;
}
