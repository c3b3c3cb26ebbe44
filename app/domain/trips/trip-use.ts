// The use that a trip's posts make of its pupils: about that trip, since its first post, on its own account while that is open.
import type { Database, Tx } from '#db/client.server.ts';
import { findAccount } from '#db/queries/schools.server.ts';
import { firstPostOfTrip, type TripRow } from '#db/queries/trips.server.ts';
import type { ConsentInputs, ConsentNeed, ConsentResolution } from '#app/domain/consent/consent-types.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';

/** What of a need the trip settles. */
export type TripUse = Pick<ConsentNeed, 'event' | 'accountKind'>;

/** The use that a post of this trip would make now. In: the trip's row of the school in `scope`. */
export async function tripUse(
  db: Database | Tx,
  scope: { schoolId: string },
  trip: Pick<TripRow, 'id' | 'accountId' | 'accountClosedAt'>,
): Promise<TripUse> {
  const own = trip.accountId && !trip.accountClosedAt ? await findAccount(db, scope, trip.accountId) : null;
  return {
    event: { id: trip.id, firstPostAt: await firstPostOfTrip(db, scope, trip.id) },
    accountKind: own?.kind ?? 'school',
  };
}

/** The decision for one pupil before there is a photo, so that every condition of a yes shows up in it. */
export const answerOnTrip = (
  inputs: ConsentInputs,
  use: TripUse,
  subject: 'image' | 'name_with_image',
  at: Date,
): ConsentResolution => resolve(inputs, { ...use, subject, channel: 'x', purpose: 'trip', scene: null, at });
