// What stands in the way of a new copy of a trip's photo list: asked by the page for its buttons and by the server before it makes
// one, so that they never differ.
import type { ListNow } from './list-now.ts';
import { voidFrom } from './copy-standing.ts';

export type CopyBarrier =
  'trip_cancelled' | 'trip_over' | 'records_stale' | 'nobody_listed' | 'shared_device';

interface Asked {
  trip: { endsAt: Date; cancelledAt: Date | null };
  now: ListNow;
  kind: 'phone' | 'paper';
  /** others use this device too: nothing may be kept on it */
  sharedDevice: boolean;
  at: Date;
}

/** The first thing in the way, or null. */
export function copyBarrier({ trip, now, kind, sharedDevice, at }: Asked): CopyBarrier | null {
  if (trip.cancelledAt) return 'trip_cancelled';
  if (at >= voidFrom(trip)) return 'trip_over';
  if (now.schoolSentence) return 'records_stale';
  if (now.shown.length + now.group.length === 0) return 'nobody_listed';
  if (kind === 'phone' && sharedDevice) return 'shared_device';
  return null;
}
