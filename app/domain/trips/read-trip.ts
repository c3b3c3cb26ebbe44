// One trip as its page shows it: what may be said of each pupil, and what is still to be done before it leaves. Nothing of it
// depends on why somebody may not be shown: what is left is counted from what staff have done, never from what families answered.
import type { Database } from '#db/client.server.ts';
import { namesOf, peopleWithRole } from '#db/queries/roles.server.ts';
import { findAccount, findTrip } from '#db/queries/schools.server.ts';
import { askedForTrip, firstPostOfTrip, type TripRow } from '#db/queries/trips.server.ts';
import type { Platform } from '#app/domain/accounts/platforms.ts';
import type { Person } from '#app/domain/actor.ts';
import type { ConsentSchool } from '#app/domain/consent/load-consent.ts';
import { type TripPermissions, tripWithPermissions } from '#app/domain/consent/trip-permissions.ts';
import { found } from '#app/domain/errors.ts';
import { may } from '#app/domain/permissions.ts';
import { LEADERS } from './keep-trip.ts';
import { tripAppearances } from './open-trip-account.ts';
import { TRIP_APPROVERS } from './set-trip-posts.ts';
import { type AccountBarrier, accountBarrier, appearanceHash, withoutYes } from './trip-account.ts';
import { isResidential } from './trip-posts.ts';
import type { TripRef } from './trip-record.ts';

type School = ConsentSchool & { id: string; trustId: string };

export interface TripAccountFacts {
  platform: Platform;
  handle: string;
  displayName: string;
  closesAt: Date | null;
  approvedBy: string;
  approvedAt: Date | null;
  closed: boolean;
}

export interface TripFacts {
  trip: TripRow;
  permissions: TripPermissions;
  leaderName: string;
  /** nights away: the headteacher may let posts go out the next day */
  residential: boolean;
  namedApproverName: string | null;
  /** pupils who are not in photos and whose families nobody has asked about this trip */
  notAsked: number;
  /** letters about this trip that are still to be printed and handed out */
  letters: number;
  account: TripAccountFacts | null;
  /** a post about it has gone out */
  posted: boolean;
  /** what this person may do with it */
  may: { keep: boolean; setPosts: boolean; approveAccount: boolean; ask: boolean };
}

/** A trip that may still be changed. Errors: AppError not_found for one of another school, and for one that was called off. */
export async function findTripToChange(db: Database, ref: TripRef): Promise<TripRow> {
  const trip = found(await findTrip(db, ref, ref.tripId), 'trip');
  return found(trip.cancelledAt ? null : trip, 'trip');
}

/** Errors: AppError forbidden (see `maySeeTrips`); not_found for another school or its trip. */
export async function readTrip(
  db: Database,
  person: Person,
  school: School,
  tripId: string,
  at: Date,
): Promise<TripFacts> {
  const scope = { schoolId: school.id };
  const permissions = await tripWithPermissions(db, person, school, tripId, at);
  const trip = found(await findTrip(db, scope, tripId), 'trip');
  const asked = await askedForTrip(db, scope, tripId);
  const account = trip.accountId ? await findAccount(db, scope, trip.accountId) : null;
  const ids = [trip.leaderId, trip.namedApproverId, account?.approvedBy].filter(
    (id) => typeof id === 'string',
  );
  const names = await namesOf(db, school.trustId, ids);
  const can = (permission: Parameters<typeof may>[1]) => may(person, permission, school.id, at);
  const open = trip.cancelledAt === null;
  return {
    trip,
    permissions,
    leaderName: names.get(trip.leaderId) ?? '',
    residential: isResidential(trip, school.zone),
    namedApproverName: trip.namedApproverId ? (names.get(trip.namedApproverId) ?? null) : null,
    notAsked: permissions.pupils.filter(({ id, word }) => word === 'not in photos' && !asked.pupilIds.has(id))
      .length,
    letters: asked.letters,
    account: account && {
      platform: account.platform,
      handle: account.handle,
      displayName: account.displayName,
      closesAt: account.closesAt,
      approvedBy: names.get(account.approvedBy ?? '') ?? '',
      approvedAt: account.approvedAt,
      closed: account.closesAt !== null && account.closesAt <= at,
    },
    posted: (await firstPostOfTrip(db, scope, tripId)) !== null,
    may: {
      keep: open && can('trip.keep'),
      setPosts: open && can('trip.setPosts'),
      approveAccount: open && can('tripAccount.approve'),
      ask: open && can('consent.ask'),
    },
  };
}

export interface NamedStaff {
  id: string;
  name: string;
}

/** Who may lead a trip, or alone approve its posts, by name. */
export async function staffForTrip(
  db: Database,
  school: School,
  as: 'leader' | 'approver',
  at: Date,
): Promise<NamedStaff[]> {
  const roles = as === 'leader' ? LEADERS : TRIP_APPROVERS;
  const ids = await peopleWithRole(db, { schoolId: school.id }, roles, at);
  const names = await namesOf(db, school.trustId, ids);
  return ids
    .map((id) => ({ id, name: names.get(id) ?? '' }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

export interface AccountToOpen {
  barrier: AccountBarrier | null;
  /** how many may appear on it, out of how many who go; and who may appear in posts of the trip, but not there yet */
  appear: number;
  of: number;
  withoutYes: number;
  /** of the list as it is now, for the form to bring back */
  seen: string;
}

/** What the headteacher decides on. In: a trip of the school that the person may see. */
export async function readAccountToOpen(
  db: Database,
  school: School & { practice: boolean },
  trip: TripRow,
  at: Date,
): Promise<AccountToOpen> {
  const ref = { schoolId: school.id, tripId: trip.id };
  const { pupils, stale } = await tripAppearances(db, ref, school, trip, at);
  const firstPostAt = await firstPostOfTrip(db, ref, trip.id);
  return {
    barrier: accountBarrier({ trip, firstPostAt, pupils, stale, practice: school.practice }),
    appear: pupils.filter(({ onOwnAccount }) => onOwnAccount !== 'not in photos').length,
    of: pupils.length,
    withoutYes: withoutYes(pupils).length,
    seen: appearanceHash(pupils),
  };
}
