// The adults who may be shown, as the office keeps them: what runs, what comes, what is over or was taken back.
import type { Database } from '#db/client.server.ts';
import { type AdultPermissionRow, adultPermissionsListed } from '#db/queries/adults.server.ts';
import { namesOf } from '#db/queries/roles.server.ts';
import { tripsOfSchool } from '#db/queries/schools.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { requireMay } from '#app/domain/consent/may-here.ts';

export type AdultState = 'running' | 'ends_soon' | 'to_come' | 'withdrawn' | 'over';

export interface ListedAdult {
  row: AdultPermissionRow;
  /** the one trip it is for; null = any occasion */
  trip: string | null;
  /** who wrote it down; null where that was not kept */
  recordedBy: string | null;
  state: AdultState;
}

export interface AdultsPage {
  adults: ListedAdult[];
  trips: { id: string; name: string }[];
}

const SOON_MS = 30 * 86_400_000;
const ORDER: Readonly<Record<AdultState, number>> = {
  ends_soon: 0,
  running: 1,
  to_come: 2,
  withdrawn: 3,
  over: 4,
};

/** Every permission of the school; those about to end first. Errors: AppError forbidden without `adults.record`. */
export async function listAdults(
  db: Database,
  person: Person,
  scope: { schoolId: string; trustId: string },
  at: Date,
): Promise<AdultsPage> {
  requireMay(person, 'adults.record', scope.schoolId, at);
  const rows = await adultPermissionsListed(db, scope);
  const trips = await tripsOfSchool(db, scope, 100);
  const recorders = rows.flatMap(({ recordedBy }) => recordedBy ?? []);
  const names = await namesOf(db, scope.trustId, recorders);
  return {
    adults: rows
      .map((row) => ({
        row,
        trip: row.tripId && (trips.find(({ id }) => id === row.tripId)?.name ?? 'an earlier trip'),
        recordedBy: row.recordedBy && (names.get(row.recordedBy) ?? 'somebody who has left'),
        state: stateOf(row, at),
      }))
      .sort((a, b) => ORDER[a.state] - ORDER[b.state]),
    trips: trips.filter(({ endsAt }) => endsAt >= at).map(({ id, name }) => ({ id, name })),
  };
}

function stateOf({ startsAt, endsAt, withdrawnAt }: AdultPermissionRow, at: Date): AdultState {
  if (withdrawnAt) return 'withdrawn';
  if (endsAt && endsAt <= at) return 'over';
  if (startsAt > at) return 'to_come';
  return endsAt && endsAt.getTime() - at.getTime() <= SOON_MS ? 'ends_soon' : 'running';
}
