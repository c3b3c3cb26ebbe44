// Takes a yes back, at the moment it is said: one action, of everything unless told otherwise, in no more steps than a yes.
// Whoever is not known to have authority is heard all the same: their no is provisional and counts at once (R-64, F-19).
import { holdersOf } from '#db/queries/consent.server.ts';
import { consentRows } from '#db/queries/pupils.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { changePupilPermission } from './apply-permission-change.ts';
import { type Channel, EVERY_USE, type Purpose, type Subject } from './consent-types.ts';
import type { Reached } from './reach-posts.ts';
import { MAX_EVIDENCE, type Method, writeDecision } from './write-decision.ts';

export interface WithdrawConsent {
  schoolId: string;
  pupilId: string;
  /** the person on record who withdraws, or null for anybody else */
  holderId: string | null;
  /** What is withdrawn; an absent or empty set means all of it. */
  subjects?: readonly Subject[];
  channels?: readonly Channel[];
  purposes?: readonly Purpose[];
  method: Method;
  /** who called, where the letter is; cut at 500 characters, because a withdrawal is never refused for its words */
  evidence: string;
  /** made by the form once: a double tap withdraws once */
  requestKey: string;
}

/**
 * Records the withdrawal and deals with the posts that show the pupil, in one transaction.
 * Errors: AppError forbidden without `consent.record`; not_found for a pupil or holder of another school or pupil.
 */
export async function withdrawConsent(
  deps: Deps,
  actor: Person,
  input: WithdrawConsent,
): Promise<{ decisionId: string; reached: Reached }> {
  const { schoolId, pupilId, holderId } = input;
  let decisionId = '';
  const reached = await changePupilPermission(
    deps,
    actor,
    { schoolId, pupilId, permission: 'consent.record' },
    async (work) => {
      const holder = holderId
        ? found(
            (await holdersOf(work.db, input, pupilId)).find(({ id }) => id === holderId),
            'holder',
          )
        : null;
      const { decisions } = await consentRows(work.db, input, [pupilId]);
      const yes = decisions.findLast((row) => row.decision === 'granted' && row.holderId === holderId);
      const { row, written } = await writeDecision(work, actor.userId, {
        schoolId,
        pupilId,
        holderId,
        formVersionId: null,
        subjects: orEvery(input.subjects, EVERY_USE.subjects),
        channels: orEvery(input.channels, EVERY_USE.channels),
        purposes: orEvery(input.purposes, EVERY_USE.purposes),
        accountScope: EVERY_USE.accountScope,
        eventId: null,
        decision: holderId ? 'withdrawn' : 'refused',
        method: input.method,
        source: 'office',
        evidence: input.evidence.trim().slice(0, MAX_EVIDENCE),
        decidedAt: work.at,
        effectiveFrom: work.at,
        expiresAt: null,
        supersedesId: holderId && yes ? yes.id : null,
        requestKey: input.requestKey,
      });
      decisionId = row.id;
      const asked = {
        from: holder?.authority === 'self' ? ('pupil' as const) : ('parent' as const),
        way: input.method,
        decisionId,
        requestKey: input.requestKey,
      };
      // Whoever is not known is told nothing but that it is recorded.
      return written && (holder ? { ...written, asked } : written);
    },
  );
  return { decisionId, reached };
}

const orEvery = <T>(chosen: readonly T[] | undefined, every: readonly T[]): T[] => [
  ...(chosen && chosen.length > 0 ? chosen : every),
];
