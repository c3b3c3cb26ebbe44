// An adult's permission ends: because they take it back, which also takes live posts down, or because it is over or was a
// mistake, which stops what has not gone out and leaves what is live to a person. Everyone may take back their own.
import { endAdultPermissionRow, lockAdultPermission, postsShowingAdult } from '#db/queries/adults.server.ts';
import { shareSchool } from '#db/queries/locks.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { worst } from '#app/domain/consent/consent-reason.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { type Judge, nothingReached, type Reached, reachPosts } from '#app/domain/consent/reach-posts.ts';
import type { Deps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { type AdultPermission, adultVerdict } from '#app/domain/posts/adult-verdict.ts';
import { adultUse } from '#app/domain/posts/judge-people.ts';
import { momentsToJudge } from '#app/domain/posts/load-post-facts.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { requireRole } from './own-record.ts';

export interface EndAdultPermission {
  schoolId: string;
  adultPermissionId: string;
  /** the person wants to be shown no more; false when it is only over */
  withdrawn: boolean;
}

/**
 * Ends the permission now and deals with the posts that show the adult, in one transaction. Doing it again changes nothing.
 * Errors: AppError forbidden without `adults.record`, unless it is one's own and taken back; not_found.
 */
export async function endAdultPermission(
  deps: Deps,
  actor: Person,
  { schoolId, adultPermissionId, withdrawn }: EndAdultPermission,
): Promise<Reached> {
  return inOneTransaction(deps, actor, async (work) => {
    const scope = { schoolId };
    requireRole(actor, schoolId, work.at);
    await shareSchool(work.db, scope);
    const before = await lockAdultPermission(work.db, scope, adultPermissionId);
    const own = withdrawn && before?.userId === actor.userId;
    if (!own) requireMay(actor, 'adults.record', schoolId, work.at);
    const { id } = found(before, 'adult');
    const by = withdrawn ? actor.userId : null;
    if (!(await endAdultPermissionRow(work.db, scope, id, work.at, by))) return nothingReached();
    work.record({ type: 'adult_permission.ended', schoolId, adultPermissionId: id });
    const after = found(await lockAdultPermission(work.db, scope, id), 'adult');
    const posts = await postsShowingAdult(work.db, scope, id);
    const kind = withdrawn ? 'adult_withdrawal' : 'adult_permission_ended';
    return reachPosts(deps, work, schoolId, posts, kind, judgeOf(found(before, 'adult'), after));
  });
}

type Ended = AdultPermission & { id: string; withdrawnAt: Date | null };

function judgeOf(before: AdultPermission, after: Ended): Judge {
  return (facts) => {
    const content = contentOf(facts);
    const photos = content.photos.flatMap(({ people }, index) =>
      people.some(({ kind, id }) => kind === 'adult' && id === after.id) ? [index] : [],
    );
    if (photos.length === 0) return null;
    const moments = momentsToJudge(facts.post, facts.at);
    const verdict = (permission: AdultPermission) =>
      worst(moments.map((at) => adultVerdict(permission, adultUse(content, facts.account), at)));
    return { before: verdict(before), after: verdict(after), byNo: after.withdrawnAt !== null, photos };
  };
}
