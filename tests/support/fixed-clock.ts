// A clock that shows what the test says, until the test says otherwise.
import type { Clock } from '#app/domain/ports/clock.ts';

export interface FixedClock extends Clock {
  set(moment: Date | string): void;
  /** moves on by `ms` (back, when negative) and returns the new moment */
  advance(ms: number): Date;
  setTrustworthy(trusted: boolean): void;
}

/** Stands at `moment` (a Date or an ISO text with its offset), trustworthy unless told otherwise. */
export function fixedClock(moment: Date | string): FixedClock {
  let atMs = 0;
  let trusted = true;
  const set = (to: Date | string): void => {
    atMs = new Date(to).getTime();
    if (Number.isNaN(atMs)) throw new Error(`not a moment: ${String(to)}`);
  };
  set(moment);
  return {
    now: () => new Date(atMs),
    trustworthy: () => trusted,
    set,
    advance: (ms) => new Date((atMs += ms)),
    setTrustworthy: (now) => void (trusted = now),
  };
}
