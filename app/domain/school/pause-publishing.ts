// Stops everything a school would send, at once, and lets it go on again post by post: nothing resumes by itself.
// A pause is a condition of the last check before sending, not a move: posts keep their place and their approval.
import type { Database, Tx } from '#db/client.server.ts';
import { endPause, insertPause, openPauses, type PauseRow } from '#db/queries/pauses.server.ts';
import { listPosts } from '#db/queries/post-lists.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import type { Person, SystemActor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { may, PERMISSIONS } from '../permissions.ts';
import { movePost, withLockedPost } from '../posts/move-post.ts';
import { NO_TIME } from '../posts/schedule-post.ts';
import { inOneTransaction, type Work } from '../work.ts';

const RESUMER: SystemActor = { kind: 'system', name: 'system:resume-publishing' };

/**
 * Pauses the school; pausing what is paused already changes nothing. What has begun to leave may still arrive: the page
 * shows it (see readPause).
 * Errors: AppError forbidden without the permission, not_found for no such school.
 */
export async function pausePublishing(deps: Deps, actor: Person, input: { schoolId: string }): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    const { schoolId } = input;
    const trustId = await lockSchool(work, actor, schoolId);
    const own = (await openPauses(work.db, { trustId, schoolId })).find((pause) => pause.schoolId);
    if (own) return;
    const row = { trustId, schoolId, startedAt: work.at, startedBy: actor.userId };
    const pause = await insertPause(work.db, row);
    work.record({ type: 'publishing.paused', trustId, schoolId, pauseId: pause.id });
    await tellLeads(work, schoolId, 'paused');
  });
}

/**
 * Ends the school's pause. Each post that was placed goes on only if it is named in `goOn` and its time has not passed;
 * every other placed post goes back to approved, to be placed again by a person. `pauseId`: the pause that the person saw.
 * Errors: AppError forbidden; illegal_move `trust_is_paused` while the whole trust is paused (only the trust ends that), `another_pause`
 * when the school's pause is not the one they saw. Then nothing is changed.
 */
export async function resumePublishing(
  deps: Deps,
  actor: Person,
  input: { schoolId: string; pauseId: string | null; goOn: readonly string[] },
): Promise<void> {
  const { schoolId } = input;
  const at = deps.clock.now();
  const school = found(await findSchool(deps.db, { schoolId }), 'school');
  if (school.trustId !== actor.trustId) throw new AppError('not_found', 'school');
  if (!may(actor, 'publishing.pause', schoolId, at)) throw new AppError('forbidden', 'not_permitted');
  const scope = { trustId: school.trustId, schoolId };
  if (!(await pauseToEnd(deps.db, scope, input.pauseId))) return;
  // While the pause still stands nothing can leave, so each post may be taken out of the calendar in its own transaction.
  const placed = await listPosts(
    deps.db,
    { schoolId },
    { statuses: ['scheduled'], order: 'soonest', limit: 1000 },
  );
  for (const { id } of placed)
    await withLockedPost(deps, RESUMER, { schoolId, postId: id }, async (work, facts) => {
      const { status, dueAt } = facts.post;
      if (status !== 'scheduled' || !(await pauseToEnd(work.db, scope, input.pauseId))) return;
      if (input.goOn.includes(id) && dueAt && dueAt > work.at) return;
      const record = { cause: 'not_confirmed_after_pause' };
      await movePost(work, facts, 'unschedule', {}, { patch: NO_TIME, record });
    });
  await inOneTransaction(deps, actor, async (work) => {
    const trustId = await lockSchool(work, actor, schoolId);
    const pause = await pauseToEnd(work.db, scope, input.pauseId);
    if (!pause) return;
    await endPause(work.db, trustId, pause.id, actor.userId, work.at);
    work.record({ type: 'publishing.resumed', trustId, schoolId, pauseId: pause.id });
    await tellLeads(work, schoolId, 'resumed', pause.startedBy);
  });
}

/** The school's own pause, when it is the one that is meant; null when nothing is paused any more. Errors: as resumePublishing. */
async function pauseToEnd(
  db: Database | Tx,
  scope: { trustId: string; schoolId: string },
  pauseId: string | null,
): Promise<PauseRow | null> {
  const open = await openPauses(db, scope);
  if (open.some((pause) => !pause.schoolId)) throw new AppError('illegal_move', 'trust_is_paused');
  const [own] = open;
  if (own && own.id !== pauseId) throw new AppError('illegal_move', 'another_pause');
  return own ?? null;
}

/** Takes the school for update, as every step of publishing takes it for share. Returns its trust. */
async function lockSchool(work: Work, actor: Person, schoolId: string): Promise<string> {
  const school = found(await findSchool(work.db, { schoolId }, 'update'), 'school');
  if (school.trustId !== actor.trustId) throw new AppError('not_found', 'school');
  if (!may(actor, 'publishing.pause', schoolId, work.at)) throw new AppError('forbidden', 'not_permitted');
  return school.trustId;
}

/** Tells the leads and whoever had paused it, if they still may: nobody learns by chance that their own pause is over. */
async function tellLeads(
  work: Work,
  schoolId: string,
  kind: 'paused' | 'resumed',
  pausedBy?: string,
): Promise<void> {
  const leads = await peopleWithRole(work.db, { schoolId }, ['headteacher', 'comms_lead'], work.at);
  const mayPause = await peopleWithRole(work.db, { schoolId }, PERMISSIONS['publishing.pause'], work.at);
  const told = new Set([...leads, ...mayPause.filter((id) => id === pausedBy)]);
  if (work.actor.kind === 'person') told.delete(work.actor.userId);
  for (const userId of told) work.notify({ schoolId, userId, kind });
}
