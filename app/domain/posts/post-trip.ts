// The trip a post is about, with all that its posts depend on: its times, its rule, who is on it, and when its first post went out.
import type { Database, Tx } from '#db/client.server.ts';
import { findTrip } from '#db/queries/schools.server.ts';
import { firstPostOfTrip, pupilIdsOfTrip } from '#db/queries/trips.server.ts';
import { found } from '#app/domain/errors.ts';
import type { PostTrip } from './post-facts.ts';

/** Errors: AppError not_found for a trip of another school. */
export async function readPostTrip(
  db: Database | Tx,
  scope: { schoolId: string },
  tripId: string,
): Promise<PostTrip> {
  const trip = found(await findTrip(db, scope, tripId), 'trip');
  return {
    ...trip,
    pupilIds: new Set(await pupilIdsOfTrip(db, scope, tripId)),
    firstPostAt: await firstPostOfTrip(db, scope, tripId),
  };
}
