// How long a letter to a family waits for a mail server that is away, busy or will not have it, before the family is asked on paper
// instead. Pure. A server's refusal says nothing against an address, so only one that says there is no such mailbox ends it at once.
import { Temporal } from '@js-temporal/polyfill';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Where a school reminds nobody, a letter waits this long, days. */
export const UNREMINDED_DAYS = 3;
/** However late a letter begins, it is tried this often: with the waits between them, an hour. */
export const LEAST_TRIES = 7;

/** Wait before the next try, ms: one minute, doubling, at most six hours. */
export const waitAfter = (attempts: number): number =>
  Math.min(6 * 60 * MINUTE_MS, MINUTE_MS * 2 ** Math.max(0, attempts - 1));

/** The end of a calendar day of the school. */
export const endOfDay = (date: string, zone: string): Date =>
  new Date(Temporal.PlainDate.from(date).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds);

/**
 * From when on a letter that was never taken goes on paper: after as many days as the school leaves between two reminders, and while
 * at least half of the time for answering is left, so that paper still has a chance.
 * @param createdAt when the letter was asked for
 * @param endsAt the end of the last day for answering
 */
export function paperFrom(createdAt: Date, endsAt: Date, remindEveryDays: number): Date {
  const patience = (remindEveryDays > 0 ? remindEveryDays : UNREMINDED_DAYS) * DAY_MS;
  const half = Math.max(0, endsAt.getTime() - createdAt.getTime()) / 2;
  return new Date(createdAt.getTime() + Math.min(patience, half));
}

/** Whether a letter that was put off just now is not tried again. */
export const isGivenUp = (mail: { attempts: number }, paper: Date, at: Date): boolean =>
  mail.attempts >= LEAST_TRIES && at >= paper;
