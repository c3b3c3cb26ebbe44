// Records a written release for children from elsewhere: the other school's, or their parents', for one account and perhaps one
// event. They are never named here: only where they are from, and how many.
import { guestPermissionsByIds, insertGuestPermission } from '#db/queries/guests.server.ts';
import { findAccount, findSchool, findTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { requireMay } from './may-here.ts';
import { MAX_EVIDENCE } from './write-decision.ts';
import { firstMomentOf, momentAfter } from './written-dates.ts';

export interface RecordGuestPermission {
  schoolId: string;
  /** the account on which they may be shown */
  accountId: string;
  /** the one event it is for; null = whatever falls into its days */
  tripId: string | null;
  /** where they are from and what for, such as "Elm Park Primary, football match"; no child's name */
  about: string;
  /** how many children it covers in one photo */
  children: number;
  /** what is on paper, and where */
  evidence: string;
  /** first day on which it counts, `YYYY-MM-DD` in the school's calendar */
  firstDay: string;
  /** last day on which it counts; null = until it is ended */
  lastDay: string | null;
  /** made by the form once: a double tap records one release; it becomes the record's id */
  requestKey: string;
}

/** Longest description, in UTF-16 units. */
export const MAX_ABOUT = 200;
/** Most children under one release: more are several groups. */
export const MOST_GUESTS = 200;

export type GuestPermissionRecorded =
  { ok: true; guestPermissionId: string } | { ok: false; issues: Issue[] };

/**
 * Records the release. It changes no post by itself: a person places children under it.
 * Errors: AppError forbidden without `guests.record`; not_found for another school's account or trip.
 */
export async function recordGuestPermission(
  deps: WorkDeps,
  actor: Person,
  input: RecordGuestPermission,
): Promise<GuestPermissionRecorded> {
  const { schoolId, accountId, tripId, children, requestKey } = input;
  requireMay(actor, 'guests.record', schoolId, deps.clock.now());
  const { zone } = found(await findSchool(deps.db, input), 'school');
  const startsAt = firstMomentOf(input.firstDay, zone);
  const endsAt = input.lastDay === null ? null : momentAfter(input.lastDay, zone);
  const issues = issuesOf(input, startsAt, endsAt, deps.clock.now());
  if (issues.length > 0 || !startsAt) return { ok: false, issues };
  await inOneTransaction(deps, actor, async (work) => {
    found(await findAccount(work.db, input, accountId), 'account');
    if (tripId !== null) found(await findTrip(work.db, input, tripId), 'trip');
    const row = {
      id: requestKey,
      schoolId,
      accountId,
      tripId,
      children,
      about: input.about.trim(),
      evidence: input.evidence.trim(),
      recordedBy: actor.userId,
      startsAt,
      endsAt,
    };
    if (!(await insertGuestPermission(work.db, row))) {
      const [earlier] = await guestPermissionsByIds(work.db, input, [requestKey]);
      if (!earlier) throw new AppError('illegal_move', 'already_recorded');
      return;
    }
    const recordHash = hashOf({
      ...row,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
    });
    work.record({ type: 'guest_permission.recorded', schoolId, guestPermissionId: requestKey, recordHash });
  });
  return { ok: true, guestPermissionId: requestKey };
}

/** In the order of the fields on the form, which is the order in which the summary names them. */
function issuesOf(
  input: RecordGuestPermission,
  startsAt: Date | null,
  endsAt: Date | null,
  now: Date,
): Issue[] {
  const issue = (code: string, field: string) => block('guests', code, field, 'R-62');
  const issues: Issue[] = [];
  if (input.about.trim() === '') issues.push(issue('guests_about_missing', 'about'));
  if (input.about.length > MAX_ABOUT) issues.push(issue('guests_about_too_long', 'about'));
  if (!Number.isSafeInteger(input.children) || input.children < 1 || input.children > MOST_GUESTS)
    issues.push(issue('guests_not_counted', 'children'));
  if (!startsAt) issues.push(issue('guests_first_day_unclear', 'firstDay'));
  if (input.lastDay !== null && (!endsAt || endsAt <= now || (startsAt && endsAt <= startsAt)))
    issues.push(issue('already_over', 'lastDay'));
  if (input.evidence.trim() === '') issues.push(issue('guests_evidence_missing', 'evidence'));
  if (input.evidence.length > MAX_EVIDENCE) issues.push(issue('evidence_too_long', 'evidence'));
  return issues;
}
