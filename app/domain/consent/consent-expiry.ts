// When a yes runs out if nobody says otherwise: with the school year, so that families are asked again every year, and with the
// phase of school whatever was said, because a new school or phase has other accounts, other readers and other people to ask.
import { dateInSchool, startOfDate } from './school-days.ts';

const LAST_MONTH_OF_YEAR = 8;

/**
 * The first moment at which a yes given at `from` no longer counts. For a pupil who moves to another school or phase
 * it ends with 31 August; for one who stays it lasts to 31 October, so that September is not spent without photos
 * while forms come back. Throws RangeError for an unknown zone.
 */
export function defaultExpiry(from: Date, zone: string, staysInSchool: boolean): Date {
  return startOfDate({ year: endYearOf(from, zone), month: staysInSchool ? 11 : 9, day: 1 }, zone);
}

/** The year groups after which a pupil moves on to another phase: nursery, primary, secondary, sixth form. */
const LAST_OF_A_PHASE = [-1, 6, 11, 13];

export interface YesGiven {
  /** when the person answered */
  from: Date;
  /** the pupil's year group as it stands in the records at `asOf`, such as "Year 4" */
  yearGroup: string;
  asOf: Date;
  /** the end that was asked for; null = none in particular */
  until?: Date | null;
  /** the trip it is for; an answer for one event may span leaving, arriving and a change of phase */
  eventId?: string | null;
}

/**
 * The first moment at which this yes no longer counts: the end asked for, else the end of the school year with its overlap to
 * 31 October, and in either case no later than the end of the pupil's phase, save for a single event. Of a pupil whose year group
 * is not known it is taken that this year is their last. Throws RangeError for an unknown zone.
 */
export function yesRunsUntil(
  { from, yearGroup, asOf, until = null, eventId = null }: YesGiven,
  zone: string,
): Date {
  if (eventId !== null) return until ?? defaultExpiry(from, zone, true);
  const years = yearsLeft(yearGroup, endYearOf(asOf, zone) - endYearOf(from, zone));
  const phaseEnds = startOfDate({ year: endYearOf(from, zone) + (years ?? 0), month: 9, day: 1 }, zone);
  if (until !== null) return years !== null && phaseEnds < until ? phaseEnds : until;
  const yearEnds = defaultExpiry(from, zone, true);
  return phaseEnds < yearEnds ? phaseEnds : yearEnds;
}

/** School years that a pupil still had in the phase, `ago` school years before the year group was so; null when it is not known. */
function yearsLeft(yearGroup: string, ago: number): number | null {
  const now = yearOf(yearGroup);
  if (now === null) return null;
  const then = now - ago;
  const last = LAST_OF_A_PHASE.find((year) => then <= year);
  return last === undefined ? null : last - then;
}

/** "Year 4" is 4, Reception 0, nursery -1; null for what is none of them. */
function yearOf(yearGroup: string): number | null {
  const text = yearGroup.trim().toLowerCase();
  if (/^(n\d?|nursery.*|pre-?school.*)$/.test(text)) return -1;
  if (/^(r|reception.*|foundation.*)$/.test(text)) return 0;
  const year = Number(/^(?:year |y|yr ?)?(\d{1,2})$/.exec(text)?.[1] ?? NaN);
  return year >= 1 && year <= 13 ? year : null;
}

/** The calendar year in whose August the school year of a moment ends. */
function endYearOf(at: Date, zone: string): number {
  const [year = NaN, month = NaN] = dateInSchool(at, zone).split('-').map(Number);
  return month <= LAST_MONTH_OF_YEAR ? year : year + 1;
}
