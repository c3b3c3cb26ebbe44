// What came over the public page and is nobody's request, such as advertising, is put aside by one who may decide: it stays on record, is
// nobody's to decide or to answer any more, and can be taken up again by whoever sees more in it.
import { changeRemovalRequest, findRemovalRequest } from '#db/queries/removal-requests.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';

export interface RequestRef {
  schoolId: string;
  requestId: string;
}

/**
 * Puts it aside; a second press changes nothing. Errors: AppError forbidden without `post.takeDown`; not_found; illegal_move for what
 * staff wrote down, and for what is decided.
 */
export async function putAside(deps: WorkDeps, actor: Person, ref: RequestRef): Promise<void> {
  requireMay(actor, 'post.takeDown', ref.schoolId, deps.clock.now());
  await inOneTransaction(deps, actor, async (work) => {
    const request = found(await findRemovalRequest(work.db, ref, ref.requestId, true), 'request');
    if (request.outcome === 'set_aside') return;
    if (request.way !== 'form' || request.decidedAt) throw new AppError('illegal_move', 'not_in_this_state');
    const decided = { outcome: 'set_aside', decidedBy: actor.userId, decidedAt: work.at } as const;
    await changeRemovalRequest(work.db, ref, request.id, decided);
    work.record({ type: 'removal_request.decided', ...ref, outcome: 'set_aside' });
  });
}

/** It is somebody's request after all, and to be decided, by when it was. Errors: as {@link putAside}; illegal_move once its words are gone. */
export async function takeUpAgain(deps: WorkDeps, actor: Person, ref: RequestRef): Promise<void> {
  requireMay(actor, 'post.takeDown', ref.schoolId, deps.clock.now());
  await inOneTransaction(deps, actor, async (work) => {
    const request = found(await findRemovalRequest(work.db, ref, ref.requestId, true), 'request');
    if (!request.decidedAt) return;
    if (request.outcome !== 'set_aside' || request.wordsErasedAt)
      throw new AppError('illegal_move', 'not_in_this_state');
    await changeRemovalRequest(work.db, ref, request.id, { outcome: null, decidedBy: null, decidedAt: null });
    work.record({ type: 'removal_request.taken_up_again', ...ref });
  });
}
