// When a yes runs out if nobody says otherwise: with the school year, so that families are asked again every year.
import { dateInSchool, startOfDate } from './school-days.ts';

const LAST_MONTH_OF_YEAR = 8;

/**
 * The first moment at which a yes given at `from` no longer counts. For a pupil who moves to another school or phase
 * it ends with 31 August; for one who stays it lasts to 31 October, so that September is not spent without photos
 * while forms come back. Throws RangeError for an unknown zone.
 */
export function defaultExpiry(from: Date, zone: string, staysInSchool: boolean): Date {
  const [year = NaN, month = NaN] = dateInSchool(from, zone).split('-').map(Number);
  const endYear = month <= LAST_MONTH_OF_YEAR ? year : year + 1;
  return startOfDate({ year: endYear, month: staysInSchool ? 11 : 9, day: 1 }, zone);
}
