// Who hears at once that somebody asks for something to be removed: those who decide on it, save whoever wrote it down. When
// its time is nearly over and nobody has decided, they hear again, and then it is urgent; once it is over everybody who may decide hears
// of it, every day until somebody has.
import { changeRemovalRequest, findRemovalRequest } from '#db/queries/removal-requests.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { RemovalRequestRow } from '#db/queries/removal-requests.server.ts';
import type { Role, SystemActor } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { CALLED_ROLES } from '#app/domain/on-call/call-order.ts';
import { PERMISSIONS } from '#app/domain/permissions.ts';
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

/** How long after its time was over it is said anew, ms, and so on: always at that time of day, which is never at night either. */
export const AGAIN_EVERY_MS = 24 * 60 * 60_000;

/** When an undecided request is spoken of next. What was not said while no worker ran is said once, not once for each day. */
export function remindedNextAt({ dueAt, remindedAt }: Pick<RemovalRequestRow, 'dueAt' | 'remindedAt'>): Date {
  if (!remindedAt) return new Date(dueAt.getTime() - URGENT_BEFORE_MS);
  const rounds = Math.floor((remindedAt.getTime() - dueAt.getTime()) / AGAIN_EVERY_MS) + 1;
  return new Date(dueAt.getTime() + Math.max(0, rounds) * AGAIN_EVERY_MS);
}

/**
 * Speaks of a request that nobody has decided: to those who decide while its time is nearly over, to everybody who may once it is. The
 * row is locked, so that two workers say it once. @returns whether it was said now
 */
export async function remindOfRequest(
  deps: WorkDeps,
  { schoolId, id: requestId }: Pick<RemovalRequestRow, 'id' | 'schoolId'>,
): Promise<boolean> {
  return inOneTransaction(deps, CLOCK, async (work) => {
    const request = await findRemovalRequest(work.db, { schoolId }, requestId, true);
    if (!request || request.decidedAt || remindedNextAt(request) > work.at) return false;
    const over = request.dueAt <= work.at;
    const people = over
      ? await peopleWithRole(work.db, { schoolId }, PERMISSIONS['post.takeDown'], work.at)
      : await decidersOf(work, schoolId);
    for (const userId of people)
      work.notify({
        ...{ schoolId, userId, kind: 'removal_due', aboutId: requestId },
        ...(over ? { code: 'over' } : {}),
      });
    await changeRemovalRequest(work.db, { schoolId }, requestId, { remindedAt: work.at });
    return true;
  });
}
