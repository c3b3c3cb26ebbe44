// When the last post that somebody wanted gone is gone, the office is asked to tell them; also when one can only be deleted by hand,
// because a promise that waits for a person should not be left unsaid.
import {
  changeRemovalRequest,
  type RemovalRequestRow,
  requestsOverWith,
  requestsWaitingFor,
} from '#db/queries/removal-requests.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { lastTakedowns } from '#db/queries/takedowns.server.ts';
import type { Work } from '#app/domain/work.ts';

/** Whatever they were told before is not what there is to tell now; that they were told stays in the log. */
const NOT_TOLD = { toldBy: null, toldAt: null, toldWay: null };

/** To be called in the transaction in which a takedown of this post ended, or failed; the post is locked. */
export async function settleRequestsOf(work: Work, ref: { schoolId: string; postId: string }): Promise<void> {
  for (const request of await requestsWaitingFor(work.db, ref, ref.postId)) {
    const last = await lastTakedowns(work.db, ref, request.removedPostIds);
    const takedowns = request.removedPostIds.map((postId) => last.get(postId));
    if (takedowns.every((each) => !each || each.endedAt)) {
      await changeRemovalRequest(work.db, ref, request.id, { outcome: 'removed', ...NOT_TOLD });
      await askToTell(work, request, 'done');
    } else if (takedowns.every((each) => !each || each.endedAt || each.byHandSince))
      await askToTell(work, request, 'still_up');
  }
}

/** To be called in the transaction in which a post that was said to be gone was found again; the post is locked. */
export async function reopenRequestsOf(work: Work, ref: { schoolId: string; postId: string }): Promise<void> {
  for (const request of await requestsOverWith(work.db, ref, ref.postId)) {
    await changeRemovalRequest(work.db, ref, request.id, { outcome: null, ...NOT_TOLD });
    await askToTell(work, request, 'found_again');
  }
}

/** Asks the office, or where there is none the data lead, to tell whoever asked. */
export async function askToTell(
  work: Work,
  { id: aboutId, schoolId }: Pick<RemovalRequestRow, 'id' | 'schoolId'>,
  code: 'done' | 'still_up' | 'found_again' | 'decided',
): Promise<void> {
  const office = await peopleWithRole(work.db, { schoolId }, ['school_office'], work.at);
  const people =
    office.length > 0 ? office : await peopleWithRole(work.db, { schoolId }, ['data_lead'], work.at);
  for (const userId of people) work.notify({ schoolId, userId, kind: 'guardian_asks', aboutId, code });
}
