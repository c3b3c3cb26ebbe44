// Sets how far apart a school's posts go out, how late one may be, and how early one may be opened by hand. It counts at once, for posts on
// their way too.
import { putSettings } from '#db/queries/consent-ground.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import type { Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { asSettings, type PostTimes, postTimeIssues, postTimesOf } from './post-times.ts';
import { settingsOf } from './school-settings.ts';

export type PostTimesSet =
  | { ok: true; changed: boolean }
  /** somebody else set them meanwhile: nothing was written */
  | { ok: false; why: 'stale' }
  | { ok: false; why: 'times'; issues: Issue[] };

/** Names the times a page was drawn from. */
export const timesBase = (times: PostTimes): string => hashOf(times);

/**
 * Sets all of them at once. `base`: {@link timesBase} of those the page was drawn from. Setting what is set already changes nothing.
 * Errors: AppError forbidden without `postTimes.set`; not_found for another school.
 */
export async function setPostTimes(
  deps: WorkDeps,
  actor: Person,
  { schoolId, times, base }: { schoolId: string; times: PostTimes; base: string },
): Promise<PostTimesSet> {
  requireMay(actor, 'postTimes.set', schoolId, deps.clock.now());
  return inOneTransaction(deps, actor, async (work): Promise<PostTimesSet> => {
    const school = found(await findSchool(work.db, { schoolId }, 'update'), 'school');
    const stored = settingsOf(school.settings);
    const before = postTimesOf(stored);
    const wanted = asSettings(times);
    const changed = (Object.keys(wanted) as (keyof typeof wanted)[]).filter(
      (name) => stored[name] !== wanted[name],
    );
    // What is wanted is what counts already: a double tap, too.
    if (changed.length === 0) return { ok: true, changed: false };
    if (timesBase(before) !== base) return { ok: false, why: 'stale' };
    const issues = postTimeIssues(times, before);
    if (issues.length > 0) return { ok: false, why: 'times', issues };
    await putSettings(work.db, { schoolId }, { ...school.settings, ...wanted });
    const recordHash = hashOf(wanted);
    work.record({ type: 'school_settings.changed', schoolId, settings: changed, recordHash });
    return { ok: true, changed: true };
  });
}
