// A draft for photos that came from another app before anybody was asked what they are about: on the first account that is
// open, about the person's own latest trip. Both can be seen at the top of the draft, which is nobody's but theirs.
import { registeredAccounts } from '#app/domain/accounts/list-accounts.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { draftingBarrier, may } from '#app/domain/permissions.ts';
import { tripsToPostAbout } from '#app/domain/school/list-trips.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { startPost } from './start-post.ts';

/** Starts it at the first school where this person may write; null where there is none, or no account. Errors: as startPost. */
export async function startSharedPost(
  deps: Deps,
  person: Person,
  schools: readonly OwnSchool[],
  requestKey: string,
): Promise<{ school: OwnSchool; postId: string } | null> {
  const at = deps.clock.now();
  if (draftingBarrier(person, at)) return null;
  for (const school of schools) {
    if (!may(person, 'post.draft', school.id, at)) continue;
    const scope = { schoolId: school.id, trustId: school.trustId };
    const account = (await registeredAccounts(deps.db, scope, at)).find(({ open }) => open);
    if (!account) continue;
    const [trip] = await tripsToPostAbout(deps.db, school.id, person.userId, at);
    const about = trip ? { tripId: trip.id, purpose: 'trip' as const } : OTHER;
    const input = { schoolId: school.id, accountId: account.id, requestKey, ...about };
    return { school, postId: (await startPost(deps, person, input)).postId };
  }
  return null;
}

const OTHER = { tripId: null, purpose: 'celebration' as const };
