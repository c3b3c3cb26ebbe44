// The data lead says from when pupils of the age are asked for themselves for the first time. It lasts sixty school days, ends by
// itself, and is had once: an exception that could be begun again would be no exception.
import { putSettings } from '#db/queries/consent-ground.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { type SchoolSettings, settingsOf } from '#app/domain/school/school-settings.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import type { Database } from '#db/client.server.ts';
import { closedDatesKnown } from './consent-ground.ts';
import { requireMay } from './may-here.ts';
import { rolloutLastDay, rolloutRuns } from './own-consent-rollout.ts';
import { dateAfter, dateInSchool } from './school-days.ts';
import { firstMomentOf } from './written-dates.ts';

/** How far ahead it may begin, in days. */
const REACH_DAYS = 366;

export type RolloutSet = { ok: true } | { ok: false; issues: Issue[] };

export interface Rollout {
  ownConsentAge: number;
  /** `none`: never set; `ahead`: set and not begun; `running`; `over`: had, or ended early */
  standing: 'none' | 'ahead' | 'running' | 'over';
  /** `YYYY-MM-DD`; null while none was set */
  firstDay: string | null;
  /** null when it was ended early, or the calendar has too few days of school */
  lastDay: string | null;
  /** the school year is set, so that holidays and weekends do not count */
  calendarKnown: boolean;
}

/** Errors: AppError forbidden without `consent.settle`; not_found for another school. */
export async function readRollout(
  db: Database,
  person: Person,
  school: { id: string; zone: string; settings: SchoolSettings },
  at: Date,
): Promise<Rollout> {
  requireMay(person, 'consent.settle', school.id, at);
  const closedDates = await closedDatesKnown(db, { schoolId: school.id });
  const { ownConsentAge, ownConsentRolloutFrom: firstDay, ownConsentRolloutEnded: ended } = school.settings;
  return {
    ownConsentAge,
    firstDay,
    standing: standingOf(school.settings, school.zone, closedDates, at),
    lastDay: firstDay === null || ended ? null : rolloutLastDay(firstDay, closedDates),
    calendarKnown: closedDates !== null,
  };
}

/**
 * Sets its first day, or another while it has not begun. Errors: AppError forbidden without `consent.settle`; not_found for
 * another school; illegal_move `rollout_had` once it has begun.
 */
export async function setRollout(
  deps: WorkDeps,
  actor: Person,
  { schoolId, firstDay }: { schoolId: string; firstDay: string },
): Promise<RolloutSet> {
  requireMay(actor, 'consent.settle', schoolId, deps.clock.now());
  return inOneTransaction(deps, actor, async (work): Promise<RolloutSet> => {
    const { school, standing } = await standingNow(work, schoolId);
    const today = dateInSchool(work.at, school.zone);
    const issue = (code: string): RolloutSet => ({
      ok: false,
      issues: [block('rollout', code, 'firstDay', 'R-36')],
    });
    if (!firstMomentOf(firstDay, school.zone)) return issue('first_day_unclear');
    if (firstDay < today) return issue('first_day_over');
    if (firstDay > dateAfter(today, REACH_DAYS)) return issue('too_far');
    if (standing === 'running' || standing === 'over') throw new AppError('illegal_move', 'rollout_had');
    await write(work, schoolId, { ...school.settings, ownConsentRolloutFrom: firstDay });
    return { ok: true };
  });
}

/** Ends it now, or takes back what has not begun. Nothing changes when there is none. Errors: as {@link setRollout}. */
export async function endRollout(
  deps: WorkDeps,
  actor: Person,
  { schoolId }: { schoolId: string },
): Promise<void> {
  requireMay(actor, 'consent.settle', schoolId, deps.clock.now());
  await inOneTransaction(deps, actor, async (work) => {
    const { school, standing } = await standingNow(work, schoolId);
    if (standing === 'ahead')
      await write(work, schoolId, { ...school.settings, ownConsentRolloutFrom: null });
    if (standing === 'running')
      await write(work, schoolId, { ...school.settings, ownConsentRolloutEnded: true });
  });
}

async function standingNow(work: Work, schoolId: string) {
  const school = found(await findSchool(work.db, { schoolId }, 'update'), 'school');
  const closed = await closedDatesKnown(work.db, { schoolId });
  return { school, standing: standingOf(settingsOf(school.settings), school.zone, closed, work.at) };
}

async function write(work: Work, schoolId: string, settings: Partial<SchoolSettings>): Promise<void> {
  await putSettings(work.db, { schoolId }, settings);
  const recordHash = hashOf(settings);
  work.record({ type: 'school_settings.changed', schoolId, settings: ['ownConsentRollout'], recordHash });
}

function standingOf(
  { ownConsentRolloutFrom, ownConsentRolloutEnded }: SchoolSettings,
  zone: string,
  closedDates: ReadonlySet<string> | null,
  at: Date,
): Rollout['standing'] {
  if (ownConsentRolloutFrom === null) return 'none';
  if (ownConsentRolloutEnded) return 'over';
  if (dateInSchool(at, zone) < ownConsentRolloutFrom) return 'ahead';
  return rolloutRuns({ ownConsentRolloutFrom, closedDates, zone }, at) ? 'running' : 'over';
}
