// A spokesperson's grant is taken back: from now on such words of theirs wait for the headteacher again, in drafts and at the last
// check before a post goes out.
import { endGrantRow, lockGrant } from '#db/queries/spokespeople.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';

/** Ends the grant now; ending what is over changes nothing. Errors: AppError forbidden without `spokesperson.grant`; not_found. */
export async function endGrant(
  deps: WorkDeps,
  actor: Person,
  { schoolId, grantId }: { schoolId: string; grantId: string },
): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    requireMay(actor, 'spokesperson.grant', schoolId, work.at);
    const scope = { schoolId };
    const grant = found(await lockGrant(work.db, scope, grantId), 'grant');
    if (!(await endGrantRow(work.db, scope, grantId, { by: actor.userId, at: work.at }))) return;
    work.record({ type: 'spokesperson.ended', schoolId, grantId, toUserId: grant.userId });
  });
}
