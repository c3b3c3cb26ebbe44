// A safeguarding lead stops what may be published of a pupil. The reason is sealed before it is stored; to everyone else what
// follows looks like any other no.
import { findRestriction } from '#db/queries/consent.server.ts';
import { insertRestriction } from '#db/queries/pupils.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WebDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { changePupilPermission } from './apply-permission-change.ts';
import type { RestrictionType } from './consent-types.ts';
import { requireMay } from './may-here.ts';
import { changeOf } from './permission-change.ts';
import type { Reached } from './reach-posts.ts';
import { firstMomentOf } from './written-dates.ts';

export interface SetRestriction {
  schoolId: string;
  pupilId: string;
  type: RestrictionType;
  /** in the safeguarding lead's words; never stored or logged in the clear */
  reason: string;
  /** when it is to be looked at again, `YYYY-MM-DD`; null = no date set */
  reviewOn: string | null;
  /** made by the form once: a double tap sets one restriction; it becomes the record's id */
  requestKey: string;
}

/** Longest reason, in UTF-16 units. */
export const MAX_REASON = 4_000;

export type RestrictionSet =
  { ok: true; restrictionId: string; reached: Reached } | { ok: false; issues: Issue[] };

/**
 * Sets the restriction, in force from now, and deals with the posts that show the pupil exactly as a withdrawal does.
 * Errors: AppError forbidden without `restriction.set`; not_found for another school's pupil.
 */
export async function setRestriction(
  deps: WebDeps,
  actor: Person,
  input: SetRestriction,
): Promise<RestrictionSet> {
  const { schoolId, pupilId, type, requestKey } = input;
  requireMay(actor, 'restriction.set', schoolId, deps.clock.now());
  const { zone } = found(await findSchool(deps.db, input), 'school');
  const reviewOn = input.reviewOn === null ? null : firstMomentOf(input.reviewOn, zone);
  const issues = issuesOf(input, reviewOn, deps.clock.now());
  if (issues.length > 0) return { ok: false, issues };
  const sealed = await deps.restrictionVault.seal(new TextEncoder().encode(input.reason.trim()));
  const reached = await changePupilPermission(
    deps,
    actor,
    { schoolId, pupilId, permission: 'restriction.set' },
    async (work) => {
      const earlier = await findRestriction(work.db, input, requestKey);
      if (earlier && (earlier.pupilId !== pupilId || earlier.type !== type))
        throw new AppError('illegal_move', 'already_recorded');
      if (earlier) return null;
      const row = await insertRestriction(work.db, {
        id: requestKey,
        schoolId,
        pupilId,
        type,
        startsAt: work.at,
        reviewOn,
        sealedReason: sealed.box,
        keyId: sealed.keyId,
        setBy: actor.userId,
      });
      return { kind: changeOf({ restriction: row }), row };
    },
  );
  return { ok: true, restrictionId: requestKey, reached };
}

function issuesOf(input: SetRestriction, reviewOn: Date | null, now: Date): Issue[] {
  const issue = (code: string, field: string) => block('restriction', code, field, 'R-64');
  const issues: Issue[] = [];
  if (input.reason.trim() === '') issues.push(issue('reason_missing', 'reason'));
  if (input.reason.length > MAX_REASON) issues.push(issue('reason_too_long', 'reason'));
  if (input.reviewOn !== null && (!reviewOn || reviewOn <= now))
    issues.push(issue('review_not_to_come', 'reviewOn'));
  return issues;
}
