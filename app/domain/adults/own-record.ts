// What a member of staff may do about themselves: whoever holds any role in a school sees, gives and takes back their own
// permission there, without asking anybody.
import type { Database } from '#db/client.server.ts';
import { adultPermissionsOfUser } from '#db/queries/adults.server.ts';
import { type Person, rolesIn } from '#app/domain/actor.ts';
import type { Channel } from '#app/domain/consent/consent-vocabulary.ts';
import { AppError } from '#app/domain/errors.ts';

/** Errors: AppError not_found for somebody without any role there at `at`. */
export function requireRole(person: Person, schoolId: string, at: Date): void {
  if (rolesIn(person, schoolId, at).size === 0) throw new AppError('not_found', 'school');
}

export interface OwnPermission {
  id: string;
  channels: readonly Channel[];
  givenAt: Date;
  endsAt: Date | null;
  tripOnly: boolean;
  /** it counts no more; what went out under it may still be up */
  over: boolean;
}

/** One's own permissions that were not taken back, over ones too, the newest last. Errors: as {@link requireRole}. */
export async function ownPermissions(
  db: Database,
  person: Person,
  schoolId: string,
  at: Date,
): Promise<OwnPermission[]> {
  requireRole(person, schoolId, at);
  const rows = await adultPermissionsOfUser(db, { schoolId }, person.userId);
  return rows
    .filter(({ withdrawnAt }) => withdrawnAt === null)
    .map(({ id, channels, startsAt, endsAt, tripId }) => ({
      id,
      channels,
      givenAt: startsAt,
      endsAt,
      tripOnly: tripId !== null,
      over: endsAt !== null && endsAt <= at,
    }));
}
