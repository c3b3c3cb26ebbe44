// A trip's own account ends: on its last day by itself, when the headteacher closes it, or with the trip. Nothing goes out on it
// from that moment; this is where people are told and the log says so.
import { findAccount } from '#db/queries/schools.server.ts';
import { changeAccount, changeTripRow, lockTrip, type TripRow } from '#db/queries/trips.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Person, SystemActor } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction, type Work } from '#app/domain/work.ts';
import { reachTripPosts } from './reach-trip-posts.ts';
import { lockForTrip, type TripRef } from './trip-record.ts';

export const TRIP_ACCOUNT_KEEPER: SystemActor = { kind: 'system', name: 'system:trip-accounts' };

/** The headteacher closes it before its last day. Twice is once. Errors: AppError forbidden, not_found. */
export async function closeTripAccount(deps: WorkDeps, actor: Person, ref: TripRef): Promise<void> {
  await inOneTransaction(deps, actor, async (work) => {
    const { trip } = await lockForTrip(work, ref, 'tripAccount.approve');
    await endTripAccount(work, trip, 'by_headteacher');
    await reachTripPosts(work, ref);
  });
}

/** What the sweep does when the last day is over; does nothing before, and nothing twice. */
export async function closeEndedAccount(deps: WorkDeps, ref: TripRef): Promise<void> {
  await inOneTransaction(deps, TRIP_ACCOUNT_KEEPER, async (work) => {
    const trip = found(await lockTrip(work.db, ref, ref.tripId), 'trip');
    const account = trip.accountId && (await findAccount(work.db, ref, trip.accountId));
    if (!account || !account.closesAt || account.closesAt > work.at) return;
    await endTripAccount(work, trip, 'last_day');
  });
}

/** Ends it in this work, if there is one and it has not ended. */
export async function endTripAccount(
  work: Work,
  trip: TripRow,
  cause: 'last_day' | 'by_headteacher' | 'trip_cancelled',
): Promise<void> {
  const { id: tripId, schoolId, accountId } = trip;
  if (!accountId || trip.accountClosedAt) return;
  const account = found(await findAccount(work.db, trip, accountId, 'update'), 'account');
  if (!account.closesAt || account.closesAt > work.at)
    await changeAccount(work.db, trip, accountId, { closesAt: work.at });
  await changeTripRow(work.db, trip, tripId, { accountClosedAt: work.at });
  work.record({ type: 'trip.account_closed', schoolId, tripId, accountId, cause });
  const people = await peopleWithRole(work.db, trip, ['headteacher', 'comms_lead'], work.at);
  const told = new Set([...people, trip.leaderId]);
  if (work.actor.kind === 'person') told.delete(work.actor.userId);
  for (const userId of told)
    work.notify({ schoolId, userId, kind: 'trip_account_closed', aboutId: tripId, code: cause });
}
