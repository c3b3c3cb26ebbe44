// Whether a trip's own account may be opened: every pupil who may appear has a yes for this very trip, and nothing of the trip
// has gone out yet. Whoever may not appear at all is no part of it, whatever the cause, so it tells nothing of them.
import type { PublicWord } from '#app/domain/consent/consent-words.ts';
import { hashOf } from '#app/domain/posts/post-digest.ts';
import type { TripRow } from '#db/queries/trips.server.ts';

/** One pupil of the trip: what may be said of them now, and what on an account opened for this trip alone. */
export interface TripAppearance {
  pupilId: string;
  word: PublicWord;
  onOwnAccount: PublicWord;
}

export type AccountBarrier =
  | 'trip_cancelled'
  | 'account_was_opened'
  | 'trip_has_posts'
  | 'nobody_on_list'
  | 'records_stale'
  | 'nobody_may_appear'
  | 'yes_for_trip_missing'
  | 'accounts_not_connected';

interface Asked {
  trip: Pick<TripRow, 'cancelledAt' | 'accountId'>;
  firstPostAt: Date | null;
  pupils: readonly TripAppearance[];
  /** something stops every pupil of the school alike */
  stale: boolean;
  /** the practice platform opens accounts by itself; elsewhere one has to be connected first */
  practice: boolean;
}

/** The first thing in the way, or null. The page's button and the server ask the same. */
export function accountBarrier({ trip, firstPostAt, pupils, stale, practice }: Asked): AccountBarrier | null {
  if (trip.cancelledAt) return 'trip_cancelled';
  if (trip.accountId) return 'account_was_opened';
  if (!practice) return 'accounts_not_connected';
  if (firstPostAt) return 'trip_has_posts';
  if (pupils.length === 0) return 'nobody_on_list';
  if (stale) return 'records_stale';
  if (withoutYes(pupils).length > 0) return 'yes_for_trip_missing';
  return pupils.some(({ onOwnAccount }) => onOwnAccount !== 'not in photos') ? null : 'nobody_may_appear';
}

/** Who may appear in posts of the trip, but not on an account of its own. */
export const withoutYes = (pupils: readonly TripAppearance[]): TripAppearance[] =>
  pupils.filter(({ word, onOwnAccount }) => word !== 'not in photos' && onOwnAccount === 'not in photos');

/** What the headteacher had before them: the list, and what may be said of each. */
export const appearanceHash = (pupils: readonly TripAppearance[]): string =>
  hashOf(pupils.map(({ pupilId, word, onOwnAccount }) => `${pupilId}|${word}|${onOwnAccount}`).sort());
