// An adult no longer wants to be shown, or the permission is over: what has not gone out is stopped, what is live is left to
// a person to decide about.
import { endAdultPermissionRow } from '#db/queries/consent.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { Deps } from '#app/domain/deps.ts';
import { changeAdultPermission } from './apply-permission-change.ts';
import type { Reached } from './reach-posts.ts';

/** Ends the permission now; ending what has ended changes nothing. Errors: AppError forbidden without `consent.record`; not_found. */
export async function endAdultPermission(
  deps: Deps,
  actor: Person,
  input: { schoolId: string; adultPermissionId: string },
): Promise<Reached> {
  const { schoolId, adultPermissionId } = input;
  const reached = await changeAdultPermission(
    deps,
    actor,
    { schoolId, adultPermissionId, permission: 'consent.record' },
    async (work) => {
      const ended = await endAdultPermissionRow(work.db, input, adultPermissionId, work.at);
      return ended ? { kind: 'adult_permission_ended', row: { id: adultPermissionId } } : null;
    },
  );
  return reached;
}
