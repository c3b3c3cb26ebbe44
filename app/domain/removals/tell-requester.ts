// That somebody was told what was done: by whom, how and when. What they are told is on the page; nothing of it is sent by itself,
// because whoever asks has to be known before they learn anything.
import { changeRemovalRequest, findRemovalRequest } from '#db/queries/removal-requests.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { AppError, found } from '#app/domain/errors.ts';
import { block, type Issue } from '#app/domain/issues.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { mayReadRequest } from './read-requests.ts';

export const TOLD_WAYS = ['phone', 'in_person', 'email', 'paper'] as const;

export interface TellRequester {
  schoolId: string;
  requestId: string;
  way: (typeof TOLD_WAYS)[number];
  /** the person telling it knows who they are speaking to */
  identityKnown: boolean;
}

export type RequesterTold = { ok: true } | { ok: false; issues: Issue[] };

/**
 * Records it; a second time changes nothing. What is about a pupil is told only to somebody who is known.
 * Errors: AppError forbidden without `removal.log`; not_found for a request that is not this person's to see; illegal_move while
 * nothing has been decided.
 */
export async function tellRequester(
  deps: WorkDeps,
  actor: Person,
  input: TellRequester,
): Promise<RequesterTold> {
  requireMay(actor, 'removal.log', input.schoolId, deps.clock.now());
  return inOneTransaction(deps, actor, async (work) => {
    const request = found(await findRemovalRequest(work.db, input, input.requestId, true), 'request');
    found(mayReadRequest(actor, request, work.at) || null, 'request');
    if (request.toldAt) return { ok: true };
    if (!request.decidedAt) throw new AppError('illegal_move', 'not_in_this_state');
    if (request.pupilId && !input.identityKnown)
      return { ok: false, issues: [block('removal', 'identity_not_known', 'identityKnown', 'R-86')] };
    await changeRemovalRequest(work.db, input, request.id, {
      toldBy: actor.userId,
      toldAt: work.at,
      toldWay: input.way,
    });
    work.record({
      type: 'removal_request.answered',
      schoolId: input.schoolId,
      requestId: request.id,
      way: input.way,
    });
    return { ok: true };
  });
}
