// A withdrawal that somebody made, by the office or on their own page, is answered: what it stopped and what comes down is written
// down in the same transaction, so that they can be told. A restriction has no such row: nobody is told, the safeguarding lead decides.
import { insertRemovalRequest } from '#db/queries/removal-requests.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Reached } from '#app/domain/consent/reach-posts.ts';
import { found } from '#app/domain/errors.ts';
import { takedownDeadline } from '#app/domain/posts/takedown-deadline.ts';
import type { Work } from '#app/domain/work.ts';
import { askToTell } from './settle-requests.ts';

/** Who withdrew, and how. */
export interface Asked {
  from: 'parent' | 'pupil' | 'former_pupil' | 'staff' | 'public';
  way: 'paper' | 'phone' | 'in_person' | 'email' | 'link';
  /** the decision that it is */
  decisionId: string;
  /** the form's own key: one press writes one row */
  requestKey: string;
  /** a first no that touched no post: there is nothing to tell */
  quietWhenNothing?: boolean;
}

/**
 * Writes what the withdrawal reached. The log has the withdrawal itself, under the one name that all such changes share; a second
 * event beside it would tell a withdrawal from a restriction. With nothing to come down, the office is asked at once to tell what was stopped.
 */
export async function writeWithdrawal(
  work: Work,
  of: { schoolId: string; pupilId: string },
  { quietWhenNothing = false, ...asked }: Asked,
  reached: Reached,
): Promise<void> {
  const { zone } = found(await findSchool(work.db, of), 'school');
  const removed = [...reached.comingDown, ...reached.inFlight];
  const nothing = reached.held.length + removed.length === 0;
  if (nothing && quietWhenNothing) return;
  const row = await insertRemovalRequest(work.db, {
    ...of,
    ...asked,
    receivedAt: work.at,
    recordedBy: work.actor.kind === 'person' ? work.actor.userId : null,
    heldPostIds: reached.held,
    removedPostIds: removed,
    dueAt: takedownDeadline(work.at, zone),
    outcome: nothing ? 'nothing_found' : removed.length === 0 ? 'removed' : null,
    decidedAt: work.at,
  });
  if (!row) return;
  if (!nothing && removed.length === 0) await askToTell(work, row, 'done');
}
