// Writes one answer into the consent record, once: a form sent twice finds the answer that it made the first time.
import { decisionByRequest, type DecisionRow, findDecision } from '#db/queries/consent.server.ts';
import { insertDecisions } from '#db/queries/consent-decisions.server.ts';
import type { consentDecisions } from '#db/schema/consent.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Work } from '#app/domain/work.ts';
import type { Written } from './apply-permission-change.ts';
import { saysNo } from './consent-scope.ts';
import { changeOf } from './permission-change.ts';

/** How an answer reached the school. */
export const METHODS = ['paper', 'phone', 'in_person', 'email'] as const;
export type Method = (typeof METHODS)[number];

/** Longest note about where the evidence is, in UTF-16 units. */
export const MAX_EVIDENCE = 500;

export type NewDecision = Omit<
  typeof consentDecisions.$inferInsert,
  'id' | 'sequence' | 'recordedAt' | 'recordedBy' | 'requestKey'
> & { requestKey: string };

export interface WrittenDecision {
  row: DecisionRow;
  /** null when a form was sent twice and nothing new was written */
  written: Written | null;
}

/**
 * `by`: who wrote it down, or null for somebody who answers for themselves.
 * Errors: AppError illegal_move when the form's key belongs to another answer, so that no page gone back to loses what is said on it.
 */
export async function writeDecision(
  work: Work,
  by: string | null,
  row: NewDecision,
): Promise<WrittenDecision> {
  const [decisionId] = await insertDecisions(work.db, [{ ...row, recordedBy: by, recordedAt: work.at }]);
  if (decisionId) {
    const inserted = found(await findDecision(work.db, row, decisionId), 'decision');
    return { row: inserted, written: { kind: changeOf({ decision: inserted }), row: inserted } };
  }
  const earlier = await decisionByRequest(work.db, row, row.requestKey);
  if (!earlier || !isSameAnswer(earlier, row)) throw new AppError('illegal_move', 'already_recorded');
  return { row: earlier, written: null };
}

/** Whoever said no before says no again in other words: a refusal, and then the same taken back. */
const isSameAnswer = (earlier: DecisionRow, row: NewDecision): boolean =>
  earlier.pupilId === row.pupilId &&
  earlier.holderId === (row.holderId ?? null) &&
  (earlier.decision === row.decision || (saysNo(earlier.decision) && saysNo(row.decision))) &&
  earlier.eventId === (row.eventId ?? null) &&
  earlier.accountScope === row.accountScope &&
  (['subjects', 'channels', 'purposes'] as const).every(
    (set) => [...earlier[set]].sort().join() === [...(row[set] ?? [])].sort().join(),
  );
