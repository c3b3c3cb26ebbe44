// Moments as the school says them: in its own zone, with the zone's name, and how far away they are. Made on the
// server, so that the server's page and the phone's are the same. Only a list whose page says the zone once leaves it out.
import { Temporal } from '@js-temporal/polyfill';

/** What WhenText shows. */
export interface When {
  /** ISO 8601 with offset */
  iso: string;
  /** "Wed 3 June, 9:30 am UK time"; with the year when it is not this year's, and "1:30 am BST (UK time)" in the hour that comes twice */
  text: string;
  /** the same without "UK time", for a list under a line that says it */
  short: string;
  /** "in 2 days", "20 minutes ago" */
  relative: string;
}

/** One moment in words, seen from `now`. Throws a RangeError for a zone that does not exist. */
export function whenWords(at: Date, zone: string, now: Date): When {
  const short = `${dayWords(at, zone, now)}, ${timeWords(at, zone)}`;
  return {
    iso: `${zoned(at, zone).toString({ timeZoneName: 'never', smallestUnit: 'second' })}`,
    text: comesTwice(at, zone) ? `${short} (${zoneWords(zone)})` : `${short} ${zoneWords(zone)}`,
    short,
    relative: relativeWords(at, zone, now),
  };
}

const zoned = (at: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);

/** "Wed 3 June", with the year when it is another one. */
export function dayWords(at: Date, zone: string, now: Date): string {
  const sameYear = zoned(at, zone).year === zoned(now, zone).year;
  return parts(at, {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
}

/** "Wednesday 3 June", for a page about the day itself. */
export const fullDayWords = (at: Date, zone: string): string =>
  parts(at, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' });

/** "31 August 2028", for a day far away. */
export const fullDateWords = (at: Date, zone: string): string =>
  parts(at, { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' });

/** "9:30 am", noon is "12:00 pm": the way a school office writes times. "1:30 am BST" in the hour that comes twice. */
export const timeWords = (at: Date, zone: string): string =>
  comesTwice(at, zone) ? `${clockWords(at, zone)} ${offsetWords(at, zone)}` : clockWords(at, zone);

/** What the clock on the wall shows, and no more: "1:30 am" both times. */
export const clockWords = (at: Date, zone: string): string =>
  parts(at, { timeZone: zone, hour: 'numeric', minute: '2-digit', hourCycle: 'h12' });

/** Whether the school's clock shows this time twice that day, because it goes back. */
function comesTwice(at: Date, zone: string): boolean {
  const wall = zoned(at, zone).toPlainDateTime();
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  return first.epochMilliseconds !== second.epochMilliseconds;
}

/** "BST", "GMT". */
const offsetWords = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value ?? '';

/** `en-GB` without the comma after the weekday, and with ordinary spaces. */
const parts = (at: Date, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', options).format(at).replace(',', '').replaceAll(/\s/g, ' ');

/** A wall time such as `2027-03-28T02:00` in words: "Sun 28 March 2027, 2:00 am". */
export function wallWords(wall: string): string {
  const at = new Date(`${wall}:00Z`);
  const day = parts(at, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return `${day}, ${clockWords(at, 'UTC')}`;
}

/** The zone as people call it: "UK time" for Britain, else the zone's own name. */
export function zoneWords(zone: string): string {
  if (zone === 'Europe/London') return 'UK time';
  const named = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts(0)
    .find((part) => part.type === 'timeZoneName');
  return named?.value ?? zone;
}

const MINUTE_MS = 60_000;
const inWords = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

/** How far away: minutes and hours within a day, then whole calendar days of the school, then weeks. */
export function relativeWords(at: Date, zone: string, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / MINUTE_MS);
  if (minutes === 0) return 'now';
  if (Math.abs(minutes) < 60) return inWords.format(minutes, 'minute');
  if (Math.abs(minutes) < 12 * 60) return inWords.format(Math.round(minutes / 60), 'hour');
  const days = zoned(now, zone)
    .toPlainDate()
    .until(zoned(at, zone).toPlainDate(), { largestUnit: 'day' }).days;
  if (days === 0) return inWords.format(Math.round(minutes / 60), 'hour');
  return Math.abs(days) < 15 ? inWords.format(days, 'day') : inWords.format(Math.round(days / 7), 'week');
}
