// The data lead records that a use in school, or in the school's own publications, is part of its public task, so that no yes is
// needed for it there; and ends that again. Whoever objects is recorded as a no, which counts all the same (F-08).
import { endLawfulBasisRow, insertLawfulBasis, lawfulBasesOf } from '#db/queries/consent-ground.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import type { Purpose } from './consent-types.ts';
import { requireMay } from './may-here.ts';
import type { PublicTaskChannel } from './public-task.ts';
import { firstMomentOf, momentAfter } from './written-dates.ts';

export interface RecordBasis {
  schoolId: string;
  channel: PublicTaskChannel;
  purpose: Purpose;
  /** where it is written down, such as "Privacy notice 2026, section 4" */
  reference: string;
  /** first day on which it counts, `YYYY-MM-DD` in the school's calendar */
  firstDay: string;
  /** last day; null = until it is ended */
  lastDay: string | null;
  /** made by the form once: a double tap records one basis; it becomes the record's id */
  requestKey: string;
}

/** Longest reference, in UTF-16 units. */
export const MAX_REFERENCE = 300;

export type BasisRecorded = { ok: true } | { ok: false; issues: Issue[] };

/** Errors: AppError forbidden without `consent.settle`; not_found for another school. */
export async function recordBasis(deps: WorkDeps, actor: Person, input: RecordBasis): Promise<BasisRecorded> {
  const { schoolId, channel, purpose, requestKey } = input;
  const now = deps.clock.now();
  requireMay(actor, 'consent.settle', schoolId, now);
  const { zone } = found(await findSchool(deps.db, { schoolId }), 'school');
  const startsAt = firstMomentOf(input.firstDay, zone);
  const endsAt = input.lastDay === null ? null : momentAfter(input.lastDay, zone);
  const issues = issuesOf(input, startsAt, endsAt, now);
  if (issues.length > 0 || !startsAt) return { ok: false, issues };
  const reference = input.reference.trim();
  const shared = { id: requestKey, schoolId, channel, purpose, basis: 'public_task' as const, reference };
  await inOneTransaction(deps, actor, async (work) => {
    const row = { ...shared, recordedBy: actor.userId, startsAt, endsAt };
    if (!(await insertLawfulBasis(work.db, row))) {
      const own = (await lawfulBasesOf(work.db, { schoolId })).some(({ id }) => id === requestKey);
      if (!own) throw new AppError('illegal_move', 'already_recorded');
      return;
    }
    const days = { startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null };
    const recordHash = hashOf({ ...row, ...days });
    work.record({ type: 'lawful_basis.recorded', schoolId, basisId: requestKey, recordHash });
  });
  return { ok: true };
}

/** Ends it now: from here on every use there needs a yes again. Errors: as {@link recordBasis}; not_found for no such basis. */
export async function endBasis(
  deps: WorkDeps,
  actor: Person,
  { schoolId, basisId }: { schoolId: string; basisId: string },
): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'consent.settle', schoolId, work.at);
    const bases = await lawfulBasesOf(work.db, { schoolId });
    found(
      bases.find(({ id }) => id === basisId),
      'basis',
    );
    if (await endLawfulBasisRow(work.db, { schoolId }, basisId, work.at))
      work.record({ type: 'lawful_basis.ended', schoolId, basisId });
  });
}

function issuesOf(
  { reference, lastDay }: RecordBasis,
  startsAt: Date | null,
  endsAt: Date | null,
  now: Date,
): Issue[] {
  const issue = (code: string, field: string) => block('basis', code, field, 'F-08');
  const issues: Issue[] = [];
  if (reference.trim() === '') issues.push(issue('reference_missing', 'reference'));
  if (reference.length > MAX_REFERENCE) issues.push(issue('reference_too_long', 'reference'));
  if (!startsAt) issues.push(issue('first_day_unclear', 'firstDay'));
  if (lastDay !== null && (!endsAt || endsAt <= now || (startsAt && endsAt <= startsAt)))
    issues.push(issue('already_over', 'lastDay'));
  return issues;
}
