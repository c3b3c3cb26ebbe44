// Whether a person may do something with pupils' permissions in a school: somebody of another school is told nothing,
// not even that the school has such a thing.
import { type Actor, rolesIn } from '#app/domain/actor.ts';
import { AppError } from '#app/domain/errors.ts';
import { may, type Permission } from '#app/domain/permissions.ts';

/** Errors: AppError not_found for somebody without any role there at `at`; forbidden for one whose roles do not include it. */
export function requireMay(actor: Actor, permission: Permission, schoolId: string, at: Date): void {
  if (actor.kind === 'person' && rolesIn(actor, schoolId, at).size === 0)
    throw new AppError('not_found', 'school');
  if (!may(actor, permission, schoolId, at)) throw new AppError('forbidden', 'not_permitted');
}
