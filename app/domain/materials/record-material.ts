// Writes down that somebody else's material may be used: what it is, who permits it, where, until when, and where that is in
// writing.
import { insertMaterial, materialByRequest } from '#db/queries/materials.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Channel } from '#app/domain/consent/consent-vocabulary.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { MAX_EVIDENCE } from '#app/domain/consent/write-decision.ts';
import { firstMomentOf, momentAfter } from '#app/domain/consent/written-dates.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import { inOneTransaction } from '#app/domain/work.ts';

export const MATERIAL_KINDS = ['picture', 'logo', 'words', 'music', 'other'] as const;
export type MaterialKind = (typeof MATERIAL_KINDS)[number];

/** Longest description and giver, in UTF-16 units. */
export const MAX_WHAT = 200;

export interface RecordMaterial {
  schoolId: string;
  /** such as "Photos of the county cross-country by Peter Lowe" */
  what: string;
  kind: MaterialKind;
  /** the person or organisation whose it is */
  givenBy: string;
  channels: readonly Channel[];
  /** what is in writing, and where it is kept */
  evidence: string;
  /** `YYYY-MM-DD` in the school's calendar */
  firstDay: string;
  /** last day on which it counts; null = until it is ended */
  lastDay: string | null;
  /** made by the form once: a double tap records one permission */
  requestKey: string;
}

export type MaterialRecorded = { ok: true; materialPermissionId: string } | { ok: false; issues: Issue[] };

/** Errors: AppError forbidden without `adults.record`; not_found for another school. */
export async function recordMaterial(
  deps: WorkDeps,
  actor: Person,
  input: RecordMaterial,
): Promise<MaterialRecorded> {
  const { schoolId, requestKey, kind } = input;
  const now = deps.clock.now();
  requireMay(actor, 'adults.record', schoolId, now);
  const { zone } = found(await findSchool(deps.db, input), 'school');
  const startsAt = firstMomentOf(input.firstDay, zone);
  const endsAt = input.lastDay === null ? null : momentAfter(input.lastDay, zone);
  const issues = issuesOf(input, startsAt, endsAt, now);
  if (issues.length > 0 || !startsAt) return { ok: false, issues };
  return inOneTransaction(deps, actor, async (work) => {
    const inserted = await insertMaterial(work.db, {
      ...{ schoolId, requestKey, kind, startsAt, endsAt },
      what: input.what.trim(),
      givenBy: input.givenBy.trim(),
      evidence: input.evidence.trim(),
      channels: [...input.channels],
      recordedBy: actor.userId,
      recordedAt: work.at,
    });
    if (!inserted) {
      const earlier = await materialByRequest(work.db, input, requestKey);
      if (!earlier) throw new AppError('illegal_move', 'already_recorded');
      return { ok: true, materialPermissionId: earlier.id };
    }
    const { id: materialPermissionId } = inserted;
    const recordHash = hashOf(inserted);
    work.record({ type: 'material_permission.recorded', schoolId, materialPermissionId, recordHash });
    return { ok: true, materialPermissionId };
  });
}

/** In the order of the fields on the form. */
function issuesOf(input: RecordMaterial, startsAt: Date | null, endsAt: Date | null, now: Date): Issue[] {
  const issue = (code: string, field: string) => block('materials', code, field, 'R-52');
  const issues: Issue[] = [];
  if (input.what.trim() === '') issues.push(issue('material_missing', 'what'));
  if (input.what.length > MAX_WHAT) issues.push(issue('material_too_long', 'what'));
  if (input.givenBy.trim() === '') issues.push(issue('giver_missing', 'givenBy'));
  if (input.givenBy.length > MAX_WHAT) issues.push(issue('material_too_long', 'givenBy'));
  if (input.channels.length === 0) issues.push(issue('place_missing', 'channels'));
  if (!startsAt) issues.push(issue('first_day_unclear', 'firstDay'));
  if (endsAt && (endsAt <= now || (startsAt && endsAt <= startsAt)))
    issues.push(issue('already_over', 'lastDay'));
  if (input.evidence.trim() === '') issues.push(issue('evidence_missing', 'evidence'));
  if (input.evidence.length > MAX_EVIDENCE) issues.push(issue('evidence_too_long', 'evidence'));
  return issues;
}
