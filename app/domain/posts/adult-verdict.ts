// Whether an adult may be shown: what they agreed to in writing, for this place, this purpose, this event and these days. The
// rules are those of a pupil's permission: unknown means no, and a permission about to end is pointed out.
import type { Channel, Place, Purpose, Subject } from '#app/domain/consent/consent-vocabulary.ts';

export interface AdultPermission {
  subjects: readonly Subject[];
  channels: readonly Channel[];
  /** empty = whatever it is for */
  purposes: readonly Purpose[];
  /** the one event it is for; null = any */
  tripId: string | null;
  startsAt: Date;
  /** first moment at which it no longer counts; null = until it is ended */
  endsAt: Date | null;
}

export interface AdultUse {
  subject: Subject;
  channel: Place;
  purpose: Purpose;
  tripId: string | null;
}

/** Days before its end at which a permission is pointed out, as for a pupil's. */
const ENDS_SOON_MS = 30 * 86_400_000;

/** No permission known by that id means no. `at` is the moment of the use. */
export function adultVerdict(
  permission: AdultPermission | undefined,
  use: AdultUse,
  at: Date,
): 'allow' | 'warn' | 'block' {
  if (!permission || at < permission.startsAt) return 'block';
  const { subjects, channels, purposes, tripId, endsAt } = permission;
  if (endsAt && endsAt <= at) return 'block';
  if (!subjects.includes(use.subject) || !(channels as readonly Place[]).includes(use.channel))
    return 'block';
  if (purposes.length > 0 && !purposes.includes(use.purpose)) return 'block';
  if (tripId !== null && tripId !== use.tripId) return 'block';
  return endsAt && tripId === null && endsAt.getTime() - at.getTime() <= ENDS_SOON_MS ? 'warn' : 'allow';
}
