// The terms of a school year as reports are asked for: autumn from September, spring from January, summer from April, in the school's
// own zone. Whole months, because half-terms and Easter differ from school to school and a register must leave no day out.
import { Temporal } from '@js-temporal/polyfill';

export type TermName = 'autumn' | 'spring' | 'summer';

export interface Term {
  /** `2026-autumn`: the calendar year in which it begins */
  key: string;
  name: TermName;
  year: number;
  from: Date;
  /** the first moment that is no longer of it */
  until: Date;
}

const BEGINS: Readonly<Record<TermName, number>> = { autumn: 9, spring: 1, summer: 4 };
const ENDS: Readonly<Record<TermName, number>> = { autumn: 1, spring: 4, summer: 9 };

const nameIn = (month: number): TermName => (month >= 9 ? 'autumn' : month >= 4 ? 'summer' : 'spring');

function termOf(name: TermName, year: number, zone: string): Term {
  const startOf = (inYear: number, month: number): Date =>
    new Date(
      Temporal.PlainDate.from({ year: inYear, month, day: 1 }).toZonedDateTime({ timeZone: zone })
        .epochMilliseconds,
    );
  return {
    key: `${year}-${name}`,
    name,
    year,
    from: startOf(year, BEGINS[name]),
    until: startOf(name === 'autumn' ? year + 1 : year, ENDS[name]),
  };
}

/** The term of a moment. Errors: RangeError for an unknown zone. */
export function termAt(at: Date, zone: string): Term {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return termOf(nameIn(day.month), day.year, zone);
}

/** The term of a moment and the ones before it, the newest first. */
export function lastTerms(at: Date, zone: string, count: number): Term[] {
  const terms = [termAt(at, zone)];
  while (terms.length < count) {
    const newest = terms.at(-1);
    if (!newest) break;
    terms.push(termAt(new Date(newest.from.getTime() - 1), zone));
  }
  return terms;
}
