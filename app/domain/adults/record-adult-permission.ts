// Writes down that an adult may be shown: what they agreed to, where, what for, until when, and where it is in writing. The
// office records it for parents, visitors and partners; staff give their own with one press.
import { adultPermissionByRequest, insertAdultPermission } from '#db/queries/adults.server.ts';
import { findSchool, findTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { defaultExpiry } from '#app/domain/consent/consent-expiry.ts';
import type { Channel, Purpose, Subject } from '#app/domain/consent/consent-vocabulary.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { firstMomentOf, momentAfter } from '#app/domain/consent/written-dates.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { adultIssues } from './adult-issues.ts';
import { requireRole } from './own-record.ts';

export const ADULT_KINDS = ['staff', 'parent', 'visitor', 'partner'] as const;
export type AdultKind = (typeof ADULT_KINDS)[number];

/** What an adult can agree to here. */
export interface AdultAgreement {
  subjects: readonly Subject[];
  channels: readonly Channel[];
  /** empty = whatever it is for */
  purposes: readonly Purpose[];
  /** made by the form once: a double tap records one permission */
  requestKey: string;
}

export interface RecordAdultPermission extends AdultAgreement {
  schoolId: string;
  name: string;
  kind: AdultKind;
  tripId: string | null;
  /** what is in writing, and where it is kept */
  evidence: string;
  /** `YYYY-MM-DD` in the school's calendar */
  firstDay: string;
  /** last day on which it counts; null = to the end of the school year, as a pupil's */
  lastDay: string | null;
}

export type AdultRecorded = { ok: true; adultPermissionId: string } | { ok: false; issues: Issue[] };

/** Errors: AppError forbidden without `adults.record`; not_found for another school's trip. */
export async function recordAdultPermission(
  deps: WorkDeps,
  actor: Person,
  input: RecordAdultPermission,
): Promise<AdultRecorded> {
  const { schoolId, tripId, kind } = input;
  const now = deps.clock.now();
  requireMay(actor, 'adults.record', schoolId, now);
  const { zone } = found(await findSchool(deps.db, input), 'school');
  const startsAt = firstMomentOf(input.firstDay, zone);
  const lastDay = input.lastDay === null ? null : momentAfter(input.lastDay, zone);
  const issues = adultIssues(input, { startsAt, endsAt: lastDay, now });
  if (issues.length > 0 || !startsAt) return { ok: false, issues };
  const endsAt = lastDay ?? defaultExpiry(startsAt > now ? startsAt : now, zone, kind === 'staff');
  return inOneTransaction(deps, actor, async (work) => {
    if (tripId !== null) found(await findTrip(work.db, input, tripId), 'trip');
    const { name, evidence } = input;
    const row = {
      name: name.trim(),
      evidence: evidence.trim(),
      kind,
      tripId,
      userId: null,
      startsAt,
      endsAt,
    };
    return { ok: true, adultPermissionId: await write(work, actor, schoolId, input, row) };
  });
}

/** Gives one's own permission, from now to the end of the school year. Errors: AppError not_found without any role there. */
export async function giveOwnPermission(
  deps: WorkDeps,
  actor: Person,
  { schoolId, ...agreement }: AdultAgreement & { schoolId: string },
): Promise<AdultRecorded> {
  const now = deps.clock.now();
  requireRole(actor, schoolId, now);
  const { zone } = found(await findSchool(deps.db, { schoolId }), 'school');
  const row = {
    name: actor.name,
    kind: 'staff' as const,
    evidence: 'Given by themselves, signed in',
    tripId: null,
    userId: actor.userId,
    startsAt: now,
    endsAt: defaultExpiry(now, zone, true),
  };
  const issues = adultIssues({ ...row, ...agreement }, { startsAt: now, endsAt: row.endsAt, now });
  if (issues.length > 0) return { ok: false, issues };
  return inOneTransaction(deps, actor, async (work) => ({
    ok: true,
    adultPermissionId: await write(work, actor, schoolId, agreement, row),
  }));
}

interface Given {
  name: string;
  kind: AdultKind;
  evidence: string;
  tripId: string | null;
  userId: string | null;
  startsAt: Date;
  endsAt: Date;
}

async function write(
  work: Work,
  actor: Person,
  schoolId: string,
  { subjects, channels, purposes, requestKey }: AdultAgreement,
  given: Given,
): Promise<string> {
  const row = {
    ...given,
    schoolId,
    requestKey,
    subjects: [...subjects],
    channels: [...channels],
    purposes: [...purposes],
    recordedBy: actor.userId,
    recordedAt: work.at,
  };
  const inserted = await insertAdultPermission(work.db, row);
  if (!inserted) {
    const earlier = await adultPermissionByRequest(work.db, { schoolId }, requestKey);
    if (earlier?.recordedBy !== actor.userId) throw new AppError('illegal_move', 'already_recorded');
    return earlier.id;
  }
  const { id: adultPermissionId } = inserted;
  work.record({
    type: 'adult_permission.recorded',
    schoolId,
    adultPermissionId,
    recordHash: hashOf(inserted),
  });
  return adultPermissionId;
}
