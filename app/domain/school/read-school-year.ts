// The days without school as spans, for the page on which they are set: what lies ahead and what is over, and whether this school
// year has been set at all.
import type { Database } from '#db/client.server.ts';
import { closedDatesOf } from '#db/queries/consent-ground.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { dateAfter, dateInSchool, daysThatCount, isSchoolDate } from '#app/domain/consent/school-days.ts';
import type { ClosedWhy } from './set-school-year.ts';

/** Days without school that follow each other for one cause, weekends between them left out of the count. */
export interface ClosedSpan {
  /** `YYYY-MM-DD`, both within */
  from: string;
  to: string;
  why: ClosedWhy;
  /** weekdays in it */
  days: number;
}

export interface SchoolYear {
  /** the school year that today falls in, 1 September to 31 August */
  from: string;
  to: string;
  today: string;
  /** false: nothing is set for it, so that every day counts, weekends too */
  known: boolean;
  /** days of school in it; null while it is not known */
  schoolDays: number | null;
  /** spans that end today or later, the nearest first */
  ahead: ClosedSpan[];
  /** spans of this school year that are over, the latest first */
  over: ClosedSpan[];
}

/** Errors: AppError forbidden without `schoolYear.set`; not_found for another school. */
export async function readSchoolYear(
  db: Database,
  person: Person,
  school: { id: string; zone: string },
  at: Date,
): Promise<SchoolYear> {
  requireMay(person, 'schoolYear.set', school.id, at);
  const today = dateInSchool(at, school.zone);
  const from = `${Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0)}-09-01`;
  const to = `${Number(from.slice(0, 4)) + 1}-08-31`;
  const rows = await closedDatesOf(db, { schoolId: school.id });
  const spans = spansOf(rows);
  const closed = new Set(rows.map(({ day }) => day));
  const known = rows.some(({ day }) => from <= day && day <= to);
  return {
    ...{ from, to, today, known },
    schoolDays: known ? daysThatCount(dateAfter(from, -1), to, closed) : null,
    ahead: spans.filter((span) => today <= span.to),
    over: spans.filter((span) => span.to < today && from <= span.to).reverse(),
  };
}

/** Days in their order as spans; a weekend between two days of one cause does not part them. */
export function spansOf(rows: readonly { day: string; why: ClosedWhy }[]): ClosedSpan[] {
  const spans: ClosedSpan[] = [];
  for (const { day, why } of rows) {
    const last = spans.at(-1);
    if (last?.why === why && follows(last.to, day)) Object.assign(last, { to: day, days: last.days + 1 });
    else spans.push({ from: day, to: day, why, days: 1 });
  }
  return spans;
}

/** Nothing but a weekend lies between two dates. */
function follows(day: string, next: string): boolean {
  let between = dateAfter(day, 1);
  while (between < next && !isSchoolDate(between, null)) between = dateAfter(between, 1);
  return between === next;
}
