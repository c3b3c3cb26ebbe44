// The trip that an address names, for a person whose roles open that page: the first line of every page about changing one.
import type { Permission } from '#app/domain/permissions.ts';
import { findTripToChange } from '#app/domain/trips/read-trip.ts';
import type { TripRef } from '#app/domain/trips/trip-record.ts';
import { type AtSchool, requireDoor, uuidParam, type WebArgs } from './actor.server.ts';

export interface AtTrip extends AtSchool {
  ref: TripRef;
  trip: Awaited<ReturnType<typeof findTripToChange>>;
  /** the trip's own page */
  to: string;
}

/** Errors: as requireDoor; AppError not_found for a trip of another school, and for one that was called off. */
export async function requireTripDoor(args: WebArgs, permission: Permission): Promise<AtTrip> {
  const here = await requireDoor(args, permission);
  const ref = { schoolId: here.school.id, tripId: uuidParam(args, 'tripId') };
  const trip = await findTripToChange(here.services.deps.db, ref);
  return { ...here, ref, trip, to: `${here.base}/trips/${trip.id}` };
}
