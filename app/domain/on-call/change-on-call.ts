// Keeps the on-call list: somebody is put on it, taken off it, or asked earlier. By the headteacher or a safeguarding lead, at any time;
// the first change begins with the order that counted until then.
import { lockOnCall, writeOnCall } from '#db/queries/on-call.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { Deps } from '#app/domain/deps.ts';
import { AppError } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { callOrder, CALLED_ROLES } from './call-order.ts';

export type OnCallChange =
  | { kind: 'add' | 'remove'; userId: string }
  /** `from`: the place at which the page showed them, from 0; a press that comes twice moves them once */
  | { kind: 'earlier'; userId: string; from: number };

/** The list after a change; the same list when there is nothing to change. */
export function changed(userIds: readonly string[], change: OnCallChange): string[] {
  const rest = userIds.filter((id) => id !== change.userId);
  if (change.kind === 'remove') return rest;
  const place = userIds.indexOf(change.userId);
  if (change.kind !== 'earlier') return place < 0 ? [...rest, change.userId] : [...userIds];
  if (place < 1 || place !== change.from) return [...userIds];
  return [...rest.slice(0, place - 1), change.userId, ...rest.slice(place - 1)];
}

/**
 * Errors: AppError forbidden without `onCall.set`, and `not_permitted_to_them` for somebody who may not take posts down here;
 * `last_on_call` for who would leave nobody on it; not_found for a school that is not theirs.
 */
export async function changeOnCall(
  deps: Deps,
  actor: Person,
  schoolId: string,
  change: OnCallChange,
): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'onCall.set', schoolId, work.at);
    await lockOnCall(work.db, { schoolId });
    const before = await callOrder(work.db, { schoolId }, work.at);
    const userIds = changed(before.userIds, change);
    if (userIds.length === 0) throw new AppError('forbidden', 'last_on_call');
    const may = await peopleWithRole(work.db, { schoolId }, CALLED_ROLES, work.at);
    if (change.kind === 'add' && !may.includes(change.userId))
      throw new AppError('forbidden', 'not_permitted_to_them');
    if (before.isSet && userIds.join() === before.userIds.join()) return;
    await writeOnCall(work.db, { schoolId }, userIds, { setBy: actor.userId, setAt: work.at });
    work.record({ type: 'on_call.set', schoolId, userIds });
  });
}
