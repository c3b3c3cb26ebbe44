// What every change of a trip does alike: it holds the school still, so that no post of the trip can pass the last check
// meanwhile, and writes into the log how the trip then stood.
import { findSchool } from '#db/queries/schools.server.ts';
import { lockTrip, pupilIdsOfTrip, type TripRow } from '#db/queries/trips.server.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';
import { AppError, found } from '#app/domain/errors.ts';
import type { Permission } from '#app/domain/permissions.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import type { Work } from '#app/domain/work.ts';

export interface TripRef {
  schoolId: string;
  tripId: string;
}

/**
 * The school and its trip, locked: every step of publishing shares the school's row. A trip that was cancelled takes no change.
 * Errors: AppError not_found for another school or its trip, forbidden without `permission`, illegal_move (`trip_cancelled`).
 */
export async function lockForTrip(
  work: Work,
  ref: TripRef,
  permission: Permission,
): Promise<{ school: NonNullable<Awaited<ReturnType<typeof findSchool>>>; trip: TripRow }> {
  requireMay(work.actor, permission, ref.schoolId, work.at);
  const school = found(await findSchool(work.db, ref, 'update'), 'school');
  const trip = found(await lockTrip(work.db, ref, ref.tripId), 'trip');
  if (trip.cancelledAt) throw new AppError('illegal_move', 'trip_cancelled');
  return { school, trip };
}

/** Writes the trip as it now stands into the log: its pupils by their number and in the digest alone. */
export async function recordTrip(work: Work, ref: TripRef): Promise<void> {
  const trip = found(await lockTrip(work.db, ref, ref.tripId), 'trip');
  const pupilIds = await pupilIdsOfTrip(work.db, ref, ref.tripId);
  const { name, place, placeWords, leaderId, postDelayMinutes } = trip;
  const recordHash = hashOf({
    ...{ name, place, placeWords, leaderId, postDelayMinutes, pupilIds },
    startsAt: trip.startsAt.toISOString(),
    endsAt: trip.endsAt.toISOString(),
  });
  work.record({ type: 'trip.kept', ...ref, recordHash, pupils: pupilIds.length });
}
