// The practice world's calendar, counted from the moment it is made: school years, and days and hours around now.

const DAY = 86_400_000;

export const daysFrom = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY);
export const hoursFrom = (now: Date, hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

/** `now` rounded down to five minutes, so that trips start at times a person would write. */
export const onTheDial = (now: Date): Date => new Date(Math.floor(now.getTime() / 300_000) * 300_000);

/** The calendar year in which the school year of `now` began: schools begin on 1 September. */
export const schoolYearOf = (now: Date): number => now.getUTCFullYear() - (now.getUTCMonth() < 8 ? 1 : 0);

/** The first moment after 31 August of `year` on a clock in London: midnight in British Summer Time. */
const yearEnd = (year: number): Date => new Date(Date.UTC(year, 7, 31, 23));

/** The end of a school year that is at least sixty days away: until when a form signed now would run. */
export function formRunsUntil(now: Date): Date {
  const next = yearEnd(schoolYearOf(now) + 1);
  return next.getTime() - now.getTime() >= 60 * DAY ? next : yearEnd(schoolYearOf(now) + 2);
}

/** The last end of a school year that is over. */
export function lastFormRanUntil(now: Date): Date {
  const last = yearEnd(schoolYearOf(now));
  return last <= now ? last : yearEnd(schoolYearOf(now) - 1);
}

/** A birthday, `YYYY-MM-DD`, in the year group `year` (0 = Reception) on the school year of `now`; `nth` spreads the class over it. */
export function bornInYearGroup(now: Date, year: number, nth: number): string {
  const first = Date.UTC(schoolYearOf(now) - year - 5, 8, 1);
  return new Date(first + ((nth * 37) % 365) * DAY).toISOString().slice(0, 10);
}
