// When a person is left in peace, by the clock on the school's wall: each night from one time to another, and whole weekends if they
// like. Wall times are looked up day by day, so that a night in which the clocks change begins and ends when the wall says so.
import { Temporal } from '@js-temporal/polyfill';

export interface QuietHours {
  /** `HH:MM` by the wall; the same as `until`: no quiet hours on weekdays */
  from: string;
  /** `HH:MM`; before `from` it is the next morning's */
  until: string;
  /** all of Saturday and Sunday besides */
  weekends: boolean;
}

export const DEFAULT_QUIET: QuietHours = { from: '18:00', until: '07:30', weekends: true };

/** When the day's one e-mail leaves, by the wall; at another time where quiet hours cover it. */
export const DAILY_AT = '08:00';

const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const SATURDAY = 6;

/** Whether a text is a time of day, `HH:MM`. */
export const isWallTime = (text: string): boolean => WALL_TIME.test(text);

const wallOf = (at: Date, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whether the person is left in peace at this moment, as the wall in that zone shows it. */
export const isQuiet = (at: Date, quiet: QuietHours, zone: string): boolean =>
  isQuietOnTheWall(wallOf(at, zone), quiet);

function isQuietOnTheWall(wall: Temporal.PlainDateTime, { from, until, weekends }: QuietHours): boolean {
  const now = wall.hour * 60 + wall.minute;
  const [begins, ends] = [minutesOf(from), minutesOf(until)];
  const overnight = begins > ends;
  if (weekends && wall.dayOfWeek >= SATURDAY) return true;
  return overnight ? now >= begins || now < ends : now >= begins && now < ends;
}

const DAYS_BACK = 14;

/**
 * The last moment up to `at` at which the day's e-mail left or could have; null when none was in the last fortnight. It is
 * {@link DAILY_AT} of each day, or the end of the quiet hours that cover it. That may come before eight
 * where they begin again until then, or the next morning; a day that is quiet from end to end has none.
 */
export function lastDailyMoment(at: Date, quiet: QuietHours, zone: string): Date | null {
  const today = wallOf(at, zone).toPlainDate();
  for (let back = 0; back <= DAYS_BACK; back++) {
    const moment = dailyMomentOf(today.subtract({ days: back }), quiet, zone);
    if (moment && moment <= at) return moment;
  }
  return null;
}

function dailyMomentOf(day: Temporal.PlainDate, quiet: QuietHours, zone: string): Date | null {
  const usual = day.toPlainDateTime(Temporal.PlainTime.from(DAILY_AT));
  const wall = isQuietOnTheWall(usual, quiet)
    ? day.toPlainDateTime(Temporal.PlainTime.from(quiet.until))
    : usual;
  if (isQuietOnTheWall(wall, quiet)) return null;
  // A time that the clocks skip is the moment after the gap; one that comes twice is the first.
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}
