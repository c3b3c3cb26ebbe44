// Who hears at once that somebody asks for something to be removed: those who decide on it, save whoever wrote it down. When
// its time is nearly over and nobody has decided, they hear again, and then it is urgent.
import { changeRemovalRequest, findRemovalRequest } from '#db/queries/removal-requests.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { RemovalRequestRow } from '#db/queries/removal-requests.server.ts';
import type { Role, SystemActor } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { CALLED_ROLES } from '#app/domain/on-call/call-order.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';

/** Who is asked to decide; where a school has neither, everybody else who may. */
const DECIDERS: readonly Role[] = ['comms_lead', 'headteacher'];

const CLOCK: SystemActor = { kind: 'system', name: 'system:removal-clock' };

/** How long before its time is over an undecided request becomes urgent, ms. That is never at night (see takedown-deadline). */
export const URGENT_BEFORE_MS = 60 * 60_000;

export async function tellDeciders(
  work: Work,
  { id: aboutId, schoolId, recordedBy }: Pick<RemovalRequestRow, 'id' | 'schoolId' | 'recordedBy'>,
): Promise<void> {
  for (const userId of await decidersOf(work, schoolId))
    if (userId !== recordedBy) work.notify({ schoolId, userId, kind: 'removal_asked', aboutId });
}

async function decidersOf(work: Work, schoolId: string): Promise<string[]> {
  const first = await peopleWithRole(work.db, { schoolId }, DECIDERS, work.at);
  return first.length > 0 ? first : peopleWithRole(work.db, { schoolId }, CALLED_ROLES, work.at);
}

/** Once for each request that nobody has decided and whose time is nearly over. @returns whether it was said now */
export async function remindOfRequest(
  deps: WorkDeps,
  { schoolId, id: requestId }: Pick<RemovalRequestRow, 'id' | 'schoolId'>,
): Promise<boolean> {
  return inOneTransaction(deps, CLOCK, async (work) => {
    const request = await findRemovalRequest(work.db, { schoolId }, requestId, true);
    const from = new Date(work.at.getTime() + URGENT_BEFORE_MS);
    if (!request || request.decidedAt || request.remindedAt || request.dueAt > from) return false;
    for (const userId of await decidersOf(work, schoolId))
      work.notify({ schoolId, userId, kind: 'removal_due', aboutId: requestId });
    await changeRemovalRequest(work.db, { schoolId }, requestId, { remindedAt: work.at });
    return true;
  });
}
