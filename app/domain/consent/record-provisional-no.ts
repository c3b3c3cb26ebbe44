// Anyone's no, in one tap by anyone on the staff who may write: a carer on the phone, a grandparent, the pupil in front of
// the camera. Authority is needed for a yes, never for a no. It counts at once, for everything, until it is lifted by name.
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { changePupilPermission } from './apply-permission-change.ts';
import { EVERY_USE } from './consent-types.ts';
import type { Reached } from './reach-posts.ts';
import { MAX_EVIDENCE, type Method, writeDecision } from './write-decision.ts';

export interface ProvisionalNo {
  schoolId: string;
  pupilId: string;
  method: Method;
  /** who said it, if that is known; cut at 500 characters, because a no is never refused for its words */
  saidBy: string;
  /** made by the form once: a double tap records one no */
  requestKey: string;
}

/** Records the no and deals with the posts that show the pupil. Errors: AppError forbidden without `consent.recordNo`; not_found. */
export async function recordProvisionalNo(
  deps: Deps,
  actor: Person,
  input: ProvisionalNo,
): Promise<{ decisionId: string; reached: Reached }> {
  const { schoolId, pupilId, method, requestKey } = input;
  let decisionId = '';
  const reached = await changePupilPermission(
    deps,
    actor,
    { schoolId, pupilId, permission: 'consent.recordNo' },
    async (work) => {
      const { row, written } = await writeDecision(work, actor.userId, {
        schoolId,
        pupilId,
        holderId: null,
        formVersionId: null,
        subjects: [...EVERY_USE.subjects],
        channels: [...EVERY_USE.channels],
        purposes: [...EVERY_USE.purposes],
        accountScope: EVERY_USE.accountScope,
        eventId: null,
        decision: 'refused',
        method,
        source: 'office',
        evidence: input.saidBy.trim().slice(0, MAX_EVIDENCE),
        decidedAt: work.at,
        effectiveFrom: work.at,
        expiresAt: null,
        requestKey,
      });
      decisionId = row.id;
      return written;
    },
  );
  return { decisionId, reached };
}
