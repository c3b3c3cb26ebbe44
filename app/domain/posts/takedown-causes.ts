// Why a live post comes down, as rules go by it: which causes are about its pictures, which may be put right afterwards, and which go first.
import type { TAKEDOWN_CAUSES } from '#db/schema/takedowns.ts';

export type TakedownCause = (typeof TAKEDOWN_CAUSES)[number];
/** The causes that a person may give; `not_said` is what one press is until somebody says more. */
export type PersonsCause = Exclude<TakedownCause, 'time_over'>;
/** What may be said of a takedown afterwards. */
export type SaidCause = Exclude<PersonsCause, 'not_said'>;

/** Longest note said with it, in characters. */
export const MAX_NOTE = 500;

/**
 * Whether the photos themselves must not come back. A mistake is put right in a new post with the same photos, a permission
 * that ended withdraws the photos it was for by itself, and a photo whose time is over was never wrong. While nobody has said why, the
 * worst is assumed.
 */
export const isAboutPictures = (cause: TakedownCause): boolean =>
  cause === 'should_not_be_shown' ||
  cause === 'asked_from_outside' ||
  cause === 'other' ||
  cause === 'not_said';

/**
 * Whether `said` may be said of a takedown of this cause afterwards: anything of one that nobody has explained, and of one that a person
 * asked for, that somebody should not have been shown. What a permission or a date took down has its reason.
 */
export function mayBeSaid(cause: TakedownCause, said: SaidCause): boolean {
  if (cause === 'not_said') return true;
  const asked = cause === 'mistake' || cause === 'asked_from_outside' || cause === 'other';
  return asked && said === 'should_not_be_shown';
}

/** Whether it waits for the day where it needs a person: it has been there long enough, and nobody is hurt by another night. */
export const waitsForDay = (cause: TakedownCause): boolean => cause === 'time_over';

/** What a notice about a takedown that needs a person carries, so that it is told by day where it may be. */
export const dayCodeOf = (cause: TakedownCause): { code?: string } =>
  waitsForDay(cause) ? { code: 'time_over' } : {};

/** Smaller goes first: what a person asked for, then what a permission took back, then what has merely been there long enough. */
export function rankOf(cause: TakedownCause): 0 | 1 | 2 {
  if (waitsForDay(cause)) return 2;
  return cause === 'permission_changed' ? 1 : 0;
}
