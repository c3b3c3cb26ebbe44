// A school's trips, as the people who write posts need them: today's on the home page, recent ones to choose from.
import type { Database } from '#db/client.server.ts';
import { tripsOfSchool } from '#db/queries/schools.server.ts';
import type { TripTimes } from '#app/domain/trips/trip-posts.ts';
import { dayBounds } from './school-clock.ts';

export interface ListedTrip extends TripTimes {
  id: string;
  name: string;
}

const listed = (rows: Awaited<ReturnType<typeof tripsOfSchool>>): ListedTrip[] =>
  rows
    .filter(({ cancelledAt }) => cancelledAt === null)
    .map(({ id, name, startsAt, endsAt, postDelayMinutes, postsWhileAway }) => ({
      ...{ id, name, startsAt, endsAt, postDelayMinutes, postsWhileAway },
    }));

/** Trips that touch today, in the school's zone, earliest first. */
export async function tripsToday(
  db: Database,
  schoolId: string,
  zone: string,
  at: Date,
): Promise<ListedTrip[]> {
  const { from, until } = dayBounds(at, zone);
  const trips = listed(await tripsOfSchool(db, { schoolId }, 100));
  return trips.filter((trip) => trip.startsAt < until && trip.endsAt >= from).reverse();
}

/**
 * Trips that a post may be about: begun, and over for no more than 60 days. The person's own come first, then those that are back,
 * then the newest.
 */
export async function tripsToPostAbout(
  db: Database,
  schoolId: string,
  leaderId: string,
  at: Date,
): Promise<ListedTrip[]> {
  const oldest = at.getTime() - 60 * 86_400_000;
  const recent = (await tripsOfSchool(db, { schoolId }, 100)).filter(
    (trip) => trip.startsAt <= at && trip.endsAt.getTime() >= oldest,
  );
  const rank = (trip: (typeof recent)[number]): number =>
    (trip.leaderId === leaderId ? 0 : 2) + (trip.endsAt <= at ? 0 : 1);
  return listed(recent.sort((a, b) => rank(a) - rank(b)));
}
