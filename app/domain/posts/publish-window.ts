// The window in which a post may go out: proposed by the author, approved with the words, obeyed to the minute.

export interface TripTimes {
  endsAt: Date;
  postDelayMinutes: number;
}

/** The first moment a post of this trip may go out: after everyone is back, plus the school's delay. */
export const earliestForTrip = (trip: TripTimes): Date =>
  new Date(trip.endsAt.getTime() + trip.postDelayMinutes * 60_000);

/** The default window: from now (for a trip, not before everyone is back) for `days` days. */
export function defaultWindow(at: Date, days: number, trip: TripTimes | null): { from: Date; until: Date } {
  const from = trip ? new Date(Math.max(at.getTime(), earliestForTrip(trip).getTime())) : at;
  return { from, until: new Date(from.getTime() + days * 86_400_000) };
}

export const isInside = (moment: Date, window: { from: Date; until: Date }): boolean =>
  window.from <= moment && moment <= window.until;
