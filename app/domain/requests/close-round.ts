// Ends a round of asking: by a person at any time, or by the system after the last day. Nobody is reminded any more, and
// whoever has not answered is not shown, as before; a late answer counts all the same.
import { closeRequestRow, lockRequest, type RequestRow } from '#db/queries/requests.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Actor } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';

export interface RoundRef {
  schoolId: string;
  requestId: string;
}

/**
 * Closes the round; closing it twice closes it once.
 * Errors: AppError forbidden without `consent.ask`; not_found for another school's round.
 */
export async function closeRound(deps: WorkDeps, actor: Actor, ref: RoundRef): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'consent.ask', ref.schoolId, work.at);
    found(await lockRequest(work.db, ref, ref.requestId), 'round');
    await closeLocked(work, ref);
  });
}

/** The same, on a round whose row is locked; false when it was closed before. */
export async function closeLocked(work: Work, { schoolId, requestId }: RoundRef): Promise<boolean> {
  const by = work.actor.kind === 'person' ? work.actor.userId : null;
  const closed = await closeRequestRow(work.db, { schoolId }, requestId, work.at, by);
  if (closed) work.record({ type: 'consent_request.closed', schoolId, requestId });
  return closed;
}

/** Who looks after a round: whoever started it, and the data leads. */
export async function keepersOf(
  work: Work,
  round: Pick<RequestRow, 'schoolId' | 'madeBy'>,
): Promise<string[]> {
  const leads = await peopleWithRole(work.db, round, ['data_lead'], work.at);
  return [...new Set([round.madeBy, ...leads])];
}
