// How a copy of a photo list stands: good, older than a change, void, handed back or lost. One answer for the trip's page, the
// list's page and the phone that asks.
import type { PhotoListRow } from '#db/queries/photo-lists.server.ts';
import { type ListNow, labelsHashOf } from './list-now.ts';

export type CopyStanding = 'good' | 'out_of_date' | 'void' | 'returned' | 'lost' | 'lost_settled';

/** A list is of no use after its trip: copies are void this long after the end. */
export const KEPT_AFTER_TRIP_MS = 24 * 3_600_000;

/** The moment from which a trip's lists are void, on a phone to the minute. */
export const voidFrom = (trip: { endsAt: Date }): Date =>
  new Date(trip.endsAt.getTime() + KEPT_AFTER_TRIP_MS);

/** In: the copy, the list as it would be made now, and whether the copy's time is over. */
export function copyStanding(copy: PhotoListRow, now: ListNow, over: boolean): CopyStanding {
  if (copy.returnedAt) return 'returned';
  if (copy.lostAt) return copy.lostSettledAt ? 'lost_settled' : 'lost';
  if (over) return 'void';
  return isOutOfDate(copy, now) ? 'out_of_date' : 'good';
}

/**
 * Whether somebody on the copy may no longer be shown as it says, or a name on it no longer means one pupil alone. That somebody
 * may be shown who is not on it yet makes no copy wrong.
 */
export function isOutOfDate(
  copy: Pick<PhotoListRow, 'pupilIds' | 'groupPupilIds' | 'labelsHash'>,
  now: ListNow,
): boolean {
  const shown = new Set(now.shown.map(({ pupilId }) => pupilId));
  const listed = new Set([...shown, ...now.group.map(({ pupilId }) => pupilId)]);
  return (
    copy.pupilIds.some((id) => !shown.has(id)) ||
    copy.groupPupilIds.some((id) => !listed.has(id)) ||
    copy.labelsHash !== labelsHashOf(now.labels, [...copy.pupilIds, ...copy.groupPupilIds])
  );
}
