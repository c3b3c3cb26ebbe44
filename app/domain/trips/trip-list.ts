// Who goes on a trip: picked from class lists or one by one. Taking somebody off reaches the posts of the trip that show them.
import { pupilsByIds } from '#db/queries/pupils.server.ts';
import { addTripPupils, pupilIdsOfTrip, removeTripPupils } from '#db/queries/trips.server.ts';
import type { Person } from '#app/domain/actor.ts';
import type { WorkDeps } from '#app/domain/deps.ts';
import { found } from '#app/domain/errors.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { reachTripPosts } from './reach-trip-posts.ts';
import { lockForTrip, recordTrip, type TripRef } from './trip-record.ts';

/**
 * Puts pupils on the trip's list and takes others off; who is on it already, or was not, changes nothing.
 * Returns how many came, how many went, and the posts that are stopped for it.
 * Errors: AppError forbidden without `trip.keep`; not_found for another school, its trip or its pupils; illegal_move
 * (`trip_cancelled`).
 */
export async function changeTripList(
  deps: WorkDeps,
  actor: Person,
  ref: TripRef,
  change: { on: readonly string[]; off: readonly string[] },
): Promise<{ came: number; went: number; stopped: string[] }> {
  return inOneTransaction(deps, actor, async (work) => {
    await lockForTrip(work, ref, 'trip.keep');
    const before = new Set(await pupilIdsOfTrip(work.db, ref, ref.tripId));
    const on = [...new Set(change.on)].filter((id) => !before.has(id));
    const off = [...new Set(change.off)].filter((id) => before.has(id) && !change.on.includes(id));
    const known = await pupilsByIds(work.db, ref, on);
    found(known.length === on.length || null, 'pupil');
    if (on.length + off.length === 0) return { came: 0, went: 0, stopped: [] };
    await addTripPupils(work.db, ref, ref.tripId, on);
    await removeTripPupils(work.db, ref, ref.tripId, off);
    await recordTrip(work, ref);
    const stopped = await reachTripPosts(work, ref, off);
    return { came: on.length, went: off.length, stopped };
  });
}
