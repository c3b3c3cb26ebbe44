// Which post a request means, said by somebody who has looked: whoever asked may have described it and given no address.
import { changeRemovalRequest, findRemovalRequest } from '#db/queries/removal-requests.server.ts';
import { findPost } from '#db/queries/posts.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { mayReadRequest } from './read-requests.ts';

export interface NamePost {
  schoolId: string;
  requestId: string;
  postId: string;
}

/**
 * Notes it, until it is decided; another choice takes the place of the first.
 * Errors: AppError forbidden without `removal.log`; not_found for another school's request or post, or one that is not this person's to
 * see; illegal_move for one that is decided, or a withdrawal.
 */
export async function namePost(deps: WorkDeps, actor: Person, input: NamePost): Promise<void> {
  const { schoolId, requestId } = input;
  requireMay(actor, 'removal.log', schoolId, deps.clock.now());
  await inOneTransaction(deps, actor, async (work) => {
    const request = found(await findRemovalRequest(work.db, input, requestId, true), 'request');
    found(mayReadRequest(actor, request, work.at) || null, 'request');
    if (request.decidedAt || request.decisionId) throw new AppError('illegal_move', 'already_recorded');
    const { id: postId } = found(await findPost(work.db, input, input.postId), 'post');
    if (request.postId === postId) return;
    await changeRemovalRequest(work.db, input, requestId, { postId });
    work.record({ type: 'removal_request.post_named', schoolId, requestId, aboutPostId: postId });
  });
}
