// Sends a draft to the headteacher: cuts an immutable revision with its digest, once every check is met.
import { insertRevision } from '#db/queries/revisions.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { RULES_VERSION } from '#app/domain/checks/index.ts';
import { withLockedFollowers } from '#app/domain/cross-posts/lock-followers.ts';
import { makeCrossPosts } from '#app/domain/cross-posts/make-cross-posts.ts';
import { endFollowers } from '#app/domain/cross-posts/take-followers.ts';
import type { Deps } from '#app/domain/deps.ts';
import { lapseAcceptances } from '#app/domain/words/answers/lapsed-answers.ts';
import { askForLooks } from '#app/domain/words/links/look-at-links.ts';
import { recordFindings, tellSafeguarding } from '#app/domain/words/record-findings.ts';
import { digestOf } from './post-digest.ts';
import { eligibleApprovers } from './eligible-approvers.ts';
import type { PostRef } from './load-post-facts.ts';
import { movePost } from './move-post.ts';

/**
 * Submits the working copy as it stands, for its own account and every further one that was chosen: all of them or none.
 * Errors: MoveRefused with every issue found (checks_failed), stale_page, or the reason this person may not; RefusedOn where that is of
 * a further account; AppError forbidden when an account cannot be chosen any more.
 * @returns the revision's number, and whether anybody can approve it (if not, the trust administrators have been told)
 */
export async function submitPost(
  deps: Deps,
  actor: Person,
  ref: PostRef,
  input: { version: number },
): Promise<{ revision: number; someoneCanApprove: boolean }> {
  return withLockedFollowers(deps, actor, ref, 'stop', async (work, facts, followers) => {
    const digest = digestOf(facts.working);
    const revision = await insertRevision(work.db, {
      ...ref,
      content: facts.working,
      digest,
      submittedBy: actor.userId,
      cutAt: work.at,
    });
    const patch = { submittedBy: actor.userId, submittedAt: work.at, revisionId: revision.id };
    await movePost(
      work,
      facts,
      'submit',
      { version: input.version },
      { patch, record: { digest, revisionId: revision.id } },
    );
    const stay = await endFollowers(work, followers);
    const taken = stay.filter(({ post }) => post.status !== 'taken_down').map(({ account }) => account.id);
    // By the lock's order, not by the clock: a moment can be the same, or an earlier one, for who waited longer.
    await lapseAcceptances(work, ref, actor.userId);
    await recordFindings(work, facts, revision.id, RULES_VERSION);
    await tellSafeguarding(work, facts, actor.userId);
    askForLooks(deps, work, facts, facts.working);
    await makeCrossPosts(work, facts, revision.id, actor.userId, new Set(taken));
    const able = await eligibleApprovers(work.db, facts, actor.userId);
    for (const person of able)
      work.notify({
        schoolId: ref.schoolId,
        userId: person.userId,
        kind: 'post_waiting_for_you',
        postId: ref.postId,
      });
    if (able.length === 0)
      for (const userId of await peopleWithRole(work.db, ref, ['trust_admin'], work.at))
        work.notify({ schoolId: ref.schoolId, userId, kind: 'no_approver', postId: ref.postId });
    return { revision: revision.number, someoneCanApprove: able.length > 0 };
  });
}
