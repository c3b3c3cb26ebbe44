// The days without school, as the school sets them: holidays as spans, training days one by one. Whatever is counted in days of
// school is counted by them: how old an export may be, and how long a roll-out lasts.
import { closedDatesOf, putClosedDates, removeClosedDates } from '#db/queries/consent-ground.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { dateAfter, dateInSchool, isSchoolDate } from '#app/domain/consent/school-days.ts';
import { firstMomentOf } from '#app/domain/consent/written-dates.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';

export const CLOSED_WHY = ['holiday', 'training_day', 'closed'] as const;
export type ClosedWhy = (typeof CLOSED_WHY)[number];

export interface DaysWithoutSchool {
  schoolId: string;
  /** `YYYY-MM-DD` in the school's calendar */
  firstDay: string;
  /** null = the first day alone */
  lastDay: string | null;
}

/** Longest span that is set at once, in days: a summer is about 45. */
export const MOST_DAYS_AT_ONCE = 100;
/** How far from today a day may be set, in days. */
const REACH_DAYS = 800;

export type SchoolYearSet = { ok: true } | { ok: false; issues: Issue[] };

/**
 * Says that there is no school on those days; weekends among them are understood and not kept. Said twice, it changes nothing.
 * Errors: AppError forbidden without `schoolYear.set`; not_found for another school.
 */
export async function closeDays(
  deps: WorkDeps,
  actor: Person,
  input: DaysWithoutSchool & { why: ClosedWhy },
): Promise<SchoolYearSet> {
  const { schoolId, why, firstDay } = input;
  const lastDay = input.lastDay ?? firstDay;
  const issues = await issuesOf(deps, actor, input);
  if (issues.length > 0) return { ok: false, issues };
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = dateAfter(day, 1))
    if (isSchoolDate(day, null)) days.push(day);
  if (days.length === 0) return { ok: false, issues: [issue('weekend_alone', 'firstDay')] };
  await inOneTransaction(deps, actor, async (work) => {
    found(await findSchool(work.db, { schoolId }, 'update'), 'school');
    await putClosedDates(
      work.db,
      days.map((day) => ({ schoolId, day, why, setBy: actor.userId, setAt: work.at })),
    );
    await record(work, schoolId);
  });
  return { ok: true };
}

/** Says that there is school on those days after all. Errors: as {@link closeDays}. */
export async function openDays(
  deps: WorkDeps,
  actor: Person,
  input: DaysWithoutSchool,
): Promise<SchoolYearSet> {
  const { schoolId, firstDay } = input;
  const issues = await issuesOf(deps, actor, input);
  if (issues.length > 0) return { ok: false, issues };
  await inOneTransaction(deps, actor, async (work) => {
    found(await findSchool(work.db, { schoolId }, 'update'), 'school');
    await removeClosedDates(work.db, { schoolId }, firstDay, input.lastDay ?? firstDay);
    await record(work, schoolId);
  });
  return { ok: true };
}

/** The whole calendar as it then stands goes into the digest, so that any day can be proved later. */
async function record(work: Work, schoolId: string): Promise<void> {
  const rows = await closedDatesOf(work.db, { schoolId });
  const recordHash = hashOf(rows.map(({ day, why }) => [day, why]));
  work.record({ type: 'school_year.set', schoolId, recordHash });
}

const issue = (code: string, field: string): Issue => block('school_year', code, field, 'R-36');

async function issuesOf(
  deps: WorkDeps,
  actor: Person,
  { schoolId, firstDay, lastDay }: DaysWithoutSchool,
): Promise<Issue[]> {
  const now = deps.clock.now();
  requireMay(actor, 'schoolYear.set', schoolId, now);
  const { zone } = found(await findSchool(deps.db, { schoolId }), 'school');
  if (!firstMomentOf(firstDay, zone)) return [issue('first_day_unclear', 'firstDay')];
  if (lastDay === null)
    return tooFar(firstDay, dateInSchool(now, zone)) ? [issue('too_far', 'firstDay')] : [];
  if (!firstMomentOf(lastDay, zone)) return [issue('last_day_unclear', 'lastDay')];
  if (lastDay < firstDay) return [issue('days_run_backwards', 'lastDay')];
  if (dateAfter(firstDay, MOST_DAYS_AT_ONCE) <= lastDay) return [issue('too_many_days', 'lastDay')];
  return tooFar(firstDay, dateInSchool(now, zone)) || tooFar(lastDay, dateInSchool(now, zone))
    ? [issue('too_far', 'firstDay')]
    : [];
}

const tooFar = (day: string, today: string): boolean =>
  day < dateAfter(today, -REACH_DAYS) || day > dateAfter(today, REACH_DAYS);
