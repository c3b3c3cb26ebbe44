// Lifts one provisional no, by name, once the data lead or a safeguarding lead has looked into it. What others said stands,
// and no post is released by it: a person does that.
import { findDecision, isLifted } from '#db/queries/consent.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { changePupilPermission } from './apply-permission-change.ts';
import { EVERY_USE } from './consent-types.ts';
import { saysNo } from './consent-scope.ts';
import { MAX_EVIDENCE, writeDecision } from './write-decision.ts';

export interface LiftProvisionalNo {
  schoolId: string;
  pupilId: string;
  decisionId: string;
  /** what was found out; kept with the record */
  why: string;
  requestKey: string;
}

/**
 * Errors: AppError forbidden without `consent.liftProvisional`; not_found when it is no provisional no of this pupil;
 * illegal_move `reason_missing` without words, `already_lifted` when somebody lifted it before.
 */
export async function liftProvisionalNo(deps: Deps, actor: Person, input: LiftProvisionalNo): Promise<void> {
  const { schoolId, pupilId, requestKey } = input;
  const why = input.why.trim().slice(0, MAX_EVIDENCE);
  await changePupilPermission(
    deps,
    actor,
    { schoolId, pupilId, permission: 'consent.liftProvisional' },
    async (work) => {
      const no = found(await findDecision(work.db, input, input.decisionId), 'decision');
      if (no.pupilId !== pupilId || no.holderId !== null || !saysNo(no.decision))
        throw new AppError('not_found', 'decision');
      if (why === '') throw new AppError('illegal_move', 'reason_missing');
      const lifted = await isLifted(work.db, input, no.id);
      const { written } = await writeDecision(work, actor.userId, {
        schoolId,
        pupilId,
        holderId: null,
        formVersionId: null,
        // It must reach every use that the no speaks of, and an empty set of a no means all of it.
        subjects: no.subjects.length > 0 ? no.subjects : [...EVERY_USE.subjects],
        channels: no.channels.length > 0 ? no.channels : [...EVERY_USE.channels],
        purposes: no.purposes.length > 0 ? no.purposes : [...EVERY_USE.purposes],
        accountScope: 'trust_schools',
        eventId: no.eventId,
        decision: 'not_answered',
        method: 'system',
        source: 'office',
        evidence: why,
        decidedAt: work.at,
        effectiveFrom: work.at,
        expiresAt: null,
        supersedesId: no.id,
        liftsProvisional: true,
        requestKey,
      });
      if (written && lifted) throw new AppError('illegal_move', 'already_lifted');
      return written;
    },
  );
}
