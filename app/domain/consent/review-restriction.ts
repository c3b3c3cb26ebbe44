// A safeguarding lead looks at a restriction again and keeps it, with the next date on which to look. The log says of it what it
// says of every change of a permission, so that a review cannot be told from anything else.
import { findRestriction } from '#db/queries/consent.server.ts';
import { lockPupils } from '#db/queries/pupils.server.ts';
import { keepRestriction } from '#db/queries/restrictions.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { requireMay } from './may-here.ts';
import { firstMomentOf } from './written-dates.ts';

export interface ReviewRestriction {
  schoolId: string;
  pupilId: string;
  restrictionId: string;
  /** when it is to be looked at next, `YYYY-MM-DD` */
  reviewOn: string;
}

export type Reviewed = { ok: true } | { ok: false; issues: Issue[] };

/**
 * Keeps it. Nothing about the pupil changes, so no post is touched.
 * Errors: AppError forbidden without `restriction.set`; not_found when it is no restriction of this pupil; illegal_move
 * `restriction_lifted` when it is not in force.
 */
export async function reviewRestriction(
  deps: WorkDeps,
  actor: Person,
  input: ReviewRestriction,
): Promise<Reviewed> {
  const { schoolId, pupilId, restrictionId } = input;
  const now = deps.clock.now();
  requireMay(actor, 'restriction.set', schoolId, now);
  const { zone } = found(await findSchool(deps.db, { schoolId }), 'school');
  const reviewOn = firstMomentOf(input.reviewOn, zone);
  if (!reviewOn || reviewOn <= now)
    return { ok: false, issues: [block('restriction', 'review_not_to_come', 'reviewOn', 'R-64')] };
  return inOneTransaction(deps, actor, async (work): Promise<Reviewed> => {
    await lockPupils(work.db, { schoolId }, [pupilId], 'update');
    const before = found(await findRestriction(work.db, { schoolId }, restrictionId), 'restriction');
    if (before.pupilId !== pupilId) throw new AppError('not_found', 'restriction');
    if (before.reviewOn?.getTime() === reviewOn.getTime() && before.liftedAt === null) return { ok: true };
    const row = await keepRestriction(work.db, { schoolId }, restrictionId, reviewOn);
    if (!row) throw new AppError('illegal_move', 'restriction_lifted');
    const recordHash = hashOf(row);
    work.record({ type: 'permission.changed', schoolId, pupilId, changeId: restrictionId, recordHash });
    return { ok: true };
  });
}
