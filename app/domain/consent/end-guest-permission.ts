// A release for children from elsewhere is taken back, or was a mistake: what has not gone out is stopped, what is live is left
// to a person to decide about.
import { endGuestPermissionRow, lockGuestPermission, postsShowingGuests } from '#db/queries/guests.server.ts';
import { shareSchool } from '#db/queries/locks.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { type GuestRelease, guestVerdict } from '#app/domain/posts/guest-verdict.ts';
import { guestUse } from '#app/domain/posts/judge-people.ts';
import { momentsToJudge } from '#app/domain/posts/load-post-facts.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { worst } from './consent-reason.ts';
import { requireMay } from './may-here.ts';
import { type Judge, nothingReached, type Reached, reachPosts } from './reach-posts.ts';

/** Ends the release now; ending what has ended changes nothing. Errors: AppError forbidden without `guests.record`; not_found. */
export async function endGuestPermission(
  deps: Deps,
  actor: Person,
  { schoolId, guestPermissionId }: { schoolId: string; guestPermissionId: string },
): Promise<Reached> {
  return inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'guests.record', schoolId, work.at);
    const scope = { schoolId };
    await shareSchool(work.db, scope);
    const before = found(await lockGuestPermission(work.db, scope, guestPermissionId), 'guest');
    if (!(await endGuestPermissionRow(work.db, scope, guestPermissionId, work.at))) return nothingReached();
    work.record({ type: 'guest_permission.ended', schoolId, guestPermissionId });
    const after = { ...before, endsAt: work.at };
    const posts = await postsShowingGuests(work.db, scope, guestPermissionId);
    return reachPosts(deps, work, schoolId, posts, 'guest_permission_ended', judgeOf(before, after));
  });
}

function judgeOf(before: GuestRelease & { id: string }, after: GuestRelease): Judge {
  return (facts) => {
    const content = contentOf(facts);
    const uses = content.photos
      .map((_, photo) => guestUse(content, photo, before.id))
      .filter(({ children }) => children > 0);
    if (uses.length === 0) return null;
    const moments = momentsToJudge(facts.post, facts.at);
    const verdict = (release: GuestRelease) =>
      worst(uses.flatMap((use) => moments.map((at) => guestVerdict(release, use, at))));
    return { before: verdict(before), after: verdict(after), byNo: false };
  };
}
