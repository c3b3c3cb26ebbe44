// When posts of a trip may go out, and who alone approves them while it is away: after everyone is back, or, where the
// headteacher has said so for nights away, from 07:00 the next day without a word of where.
import { Temporal } from '@js-temporal/polyfill';

/** `after_return`: nothing goes out before everyone is back. `next_day_no_place`: set by the headteacher for nights away. */
export const TRIP_POSTS = ['after_return', 'next_day_no_place'] as const;
export type TripPosts = (typeof TRIP_POSTS)[number];

export interface TripTimes {
  startsAt: Date;
  endsAt: Date;
  /** minutes after the end before its place may be told */
  postDelayMinutes: number;
  postsWhileAway: TripPosts;
}

/** The hour of the next day from which a post of a trip that is away may go out. */
const NEXT_DAY_HOUR = 7;

/** The first moment at which a post may tell where the trip was: everyone is back, plus the school's delay. */
export const homeAgain = (trip: Pick<TripTimes, 'endsAt' | 'postDelayMinutes'>): Date =>
  new Date(trip.endsAt.getTime() + trip.postDelayMinutes * 60_000);

/**
 * The first moment at which a post of this trip may go out. `broughtAt`: when the last of what it shows came in; while the
 * trip is away, it waits until 07:00 of the day after that, in the school's zone, and never goes out on the first day.
 */
export function earliestForTrip(trip: TripTimes, broughtAt: Date, zone: string): Date {
  const home = homeAgain(trip);
  if (trip.postsWhileAway === 'after_return') return home;
  const next = nextMorning(broughtAt > trip.startsAt ? broughtAt : trip.startsAt, zone);
  return next < home ? next : home;
}

function nextMorning(at: Date, zone: string): Date {
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const morning = day
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour: NEXT_DAY_HOUR }) });
  return new Date(morning.epochMilliseconds);
}

/** Whether a post whose days begin at `from` can go out while the trip is still away. `at` is now: nothing goes out before it. */
export const goesOutWhileAway = (trip: TripTimes | null, from: Date, at: Date): boolean =>
  trip !== null &&
  trip.postsWhileAway === 'next_day_no_place' &&
  from < homeAgain(trip) &&
  at < homeAgain(trip);

/** Who alone may approve such a post; null where everyone who approves posts may. */
export const onlyApproverOf = (
  trip: (TripTimes & { namedApproverId: string | null }) | null,
  from: Date,
  at: Date,
): string | null => (trip && goesOutWhileAway(trip, from, at) ? (trip.namedApproverId ?? NOBODY) : null);

/** No person has this id: a setting without an approver lets nobody approve. */
const NOBODY = 'nobody';

/** Nights away: it ends on a later day of the school's calendar than it starts. */
export function isResidential(trip: Pick<TripTimes, 'startsAt' | 'endsAt'>, zone: string): boolean {
  const dayOf = (at: Date) =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return Temporal.PlainDate.compare(dayOf(trip.startsAt), dayOf(trip.endsAt)) < 0;
}
