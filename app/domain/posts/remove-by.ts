// Until when a post that shows a pupil may stay live: posts outlive the forms they rest on, so each has a last day, on which it is
// taken down. The headteacher and the comms lead may bring that day forward; putting it off asks for every permission anew.
import { Temporal } from '@js-temporal/polyfill';
import { writeRemoveBy } from '#db/queries/posts.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { momentAfter } from '#app/domain/consent/written-dates.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import type { Work } from '#app/domain/work.ts';
import { type PostRef, readFactsUntil } from './load-post-facts.ts';
import { withLockedPost } from './move-post.ts';
import { openRemoval } from './request-takedown.ts';

const KEEPER: SystemActor = { kind: 'system', name: 'system:remove-by' };

const LAST_MONTH_OF_YEAR = 8;

/**
 * The first moment at which a post that went out at `at` may no longer stay: after 31 August of the school year that is so many years
 * after the one it went out in. Errors: RangeError for an unknown zone.
 */
export function removeByOf(
  at: Date,
  { zone, settings }: { zone: string; settings: { postsKeptYears: number } },
): Date {
  const { year, month } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  const endYear = (month <= LAST_MONTH_OF_YEAR ? year : year + 1) + Math.max(0, settings.postsKeptYears);
  const day = Temporal.PlainDate.from({ year: endYear, month: LAST_MONTH_OF_YEAR + 1, day: 1 });
  return new Date(day.toZonedDateTime(zone).epochMilliseconds);
}

export type RemoveByChanged = { ok: true } | { ok: false; issues: Issue[] };

/**
 * Changes the last day, `YYYY-MM-DD` in the school's calendar, of a live post that shows a pupil.
 * Errors: AppError illegal_move when it is not live or has no such day; forbidden without `post.schedule`; not_found.
 */
export async function changeRemoveBy(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  lastDay: string,
): Promise<RemoveByChanged> {
  return withLockedPost(deps, actor, ref, async (work, facts) => {
    requireMay(work.actor, 'post.schedule', ref.schoolId, work.at);
    const before = facts.post.removeBy;
    if (facts.post.status !== 'published' || !before) throw new AppError('illegal_move', 'not_in_this_state');
    const removeBy = momentAfter(lastDay, facts.school.zone);
    if (!removeBy || removeBy <= work.at) return refused('last_day_not_to_come');
    if (removeBy > before && !(await stillCovered(work, ref, removeBy)))
      return refused('not_covered_until_then');
    await writeRemoveBy(work.db, ref, ref.postId, removeBy);
    work.record({
      type: 'post.remove_by_set',
      ...ref,
      removeBy: removeBy.toISOString(),
      cause: removeBy < before ? 'shortened' : 'lengthened',
    });
    return { ok: true };
  });
}

const refused = (code: string): RemoveByChanged => ({
  ok: false,
  issues: [block('remove-by', code, 'lastDay', 'R-106')],
});

/** Everybody in it may be shown now and on that last day, by what is on record today. */
async function stillCovered(work: Work, ref: PostRef, until: Date): Promise<boolean> {
  const { verdicts } = await readFactsUntil(work.db, ref, work.at, new Date(until.getTime() - 1));
  return verdicts.every(({ verdict }) => verdict !== 'block');
}

/** Takes down a post whose time is over. @returns whether it was */
export async function endStay(deps: Deps, ref: PostRef): Promise<boolean> {
  return withLockedPost(deps, KEEPER, ref, async (work, facts) => {
    const { status, removeBy } = facts.post;
    if (status !== 'published' || !removeBy || removeBy > work.at) return false;
    await openRemoval(deps, work, facts, 'time_over');
    return true;
  });
}

/** Gives a live post that has none its last day, counted from when it went out. */
export async function giveRemoveBy(deps: Deps, ref: PostRef): Promise<void> {
  await withLockedPost(deps, KEEPER, ref, async (work, facts) => {
    const { status, removeBy } = facts.post;
    if (status !== 'published' || removeBy) return;
    const given = removeByOf(facts.delivery?.publishedAt ?? work.at, facts.school);
    await writeRemoveBy(work.db, ref, ref.postId, given);
    work.record({
      type: 'post.remove_by_set',
      ...ref,
      removeBy: given.toISOString(),
      cause: 'published',
    });
  });
}
