// Access ends at once, or on the day a person leaves: sessions, roles and delegations. Their posts are then held
// by the checks before sending, which ask again whether author and approver are still in role.
import { cutDelegations, cutGrants, openDelegations, setLeavingTime } from '#db/queries/access.server.ts';
import { lockPeople } from '#db/queries/people.server.ts';
import { deleteSessions } from '#db/queries/sessions.server.ts';
import type { Person } from '../actor.ts';
import type { WorkDeps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { may } from '../permissions.ts';
import { inOneTransaction } from '../work.ts';
import { loadPerson } from './load-person.ts';

export interface EndAccess {
  userId: string;
  /** One school; null = everywhere, and the person counts as having left the trust. */
  schoolId: string | null;
  /** When access ends: now when absent or past, else the day they leave. */
  from?: Date;
}

/**
 * Ends a person's access. Sessions end now when the time has come; a session never outlives a leaving time either way.
 * Errors: `forbidden` unless the actor may end access there (a headteacher in their school, a trust administrator
 * everywhere), or when they name themselves; `not_found` for a person of another trust, or who has no role there.
 */
export async function endAccess(deps: WorkDeps, actor: Person, input: EndAccess): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    const { userId, schoolId } = input;
    if (userId === actor.userId) throw new AppError('forbidden', 'not_your_own_access');
    if (!mayEnd(actor, schoolId, work.at)) throw new AppError('forbidden', 'not_yours_to_end');
    const open = await openDelegations(work.db, userId, schoolId, work.at);
    const involved = new Set([userId, ...open.flatMap((each) => [each.fromUserId, each.toUserId])]);
    await lockPeople(work.db, [...involved].sort(), 'update');
    const person = found(await loadPerson(work.db, userId, work.at), 'person');
    if (person.trustId !== actor.trustId || !worksHere(person, schoolId, work.at))
      throw new AppError('not_found', 'person');

    const from = input.from && input.from > work.at ? input.from : work.at;
    const still = await openDelegations(work.db, userId, schoolId, work.at);
    await cutDelegations(
      work.db,
      still.map((each) => each.id),
      from,
    );
    await cutGrants(work.db, userId, schoolId, from);
    if (schoolId === null) await setLeavingTime(work.db, userId, from);
    if (from <= work.at) await deleteSessions(work.db, [userId]);
    work.record({ type: 'person.access_ended', trustId: actor.trustId, schoolId, userId });
  });
}

/** Someone else's staff are nobody's to sign out: the person must hold a role there, now or later. */
function worksHere(person: Person, schoolId: string | null, at: Date): boolean {
  const holds = person.grants.some(
    (grant) => grant.schoolId === schoolId && (!grant.endsAt || grant.endsAt > at),
  );
  return schoolId === null || holds;
}

function mayEnd(actor: Person, schoolId: string | null, at: Date): boolean {
  if (schoolId !== null) return may(actor, 'access.end', schoolId, at);
  const trustWide = actor.grants.filter((grant) => grant.schoolId === null);
  return may({ ...actor, grants: trustWide }, 'access.end', '', at);
}
