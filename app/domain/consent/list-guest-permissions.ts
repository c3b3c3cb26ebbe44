// The releases for children from elsewhere that a school has on record, for those who keep them.
import type { Database } from '#db/client.server.ts';
import { guestPermissionsOfSchool } from '#db/queries/guests.server.ts';
import { accountsOfSchool, findTrip } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from './may-here.ts';

export interface GuestPermission {
  id: string;
  /** where they are from and what for */
  about: string;
  /** how many children it covers in one photo */
  children: number;
  evidence: string;
  account: { id: string; handle: string };
  /** the one event it is for; null = any in its days */
  trip: { id: string; name: string } | null;
  startsAt: Date;
  /** null = until it is ended */
  endsAt: Date | null;
  standing: 'to_come' | 'running' | 'over';
}

/** By what they are about, those that are over last. Errors: AppError forbidden without `guests.record`; not_found for another school. */
export async function listGuestPermissions(
  db: Database,
  actor: Person,
  schoolId: string,
  at: Date,
): Promise<GuestPermission[]> {
  requireMay(actor, 'guests.record', schoolId, at);
  const scope = { schoolId };
  const handles = new Map((await accountsOfSchool(db, scope)).map(({ id, handle }) => [id, handle]));
  const listed: GuestPermission[] = [];
  for (const row of await guestPermissionsOfSchool(db, scope)) {
    const { id, about, children, evidence, accountId, startsAt, endsAt } = row;
    const trip = row.tripId === null ? null : await findTrip(db, scope, row.tripId);
    const standing = at < startsAt ? 'to_come' : endsAt && endsAt <= at ? 'over' : 'running';
    listed.push({
      id,
      about,
      children,
      evidence,
      account: { id: accountId, handle: handles.get(accountId) ?? '' },
      trip: trip && { id: trip.id, name: trip.name },
      startsAt,
      endsAt,
      standing,
    });
  }
  return listed.sort((a, b) => Number(a.standing === 'over') - Number(b.standing === 'over'));
}
