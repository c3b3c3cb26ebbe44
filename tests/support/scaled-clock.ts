// A clock that several processes share and that gets on faster than the machine's: it goes as the machine's does, and jumps every few
// seconds, so that minutes of waiting pass in seconds while a call takes as long as it takes.
import type { Clock } from '#app/domain/ports/clock.ts';

export interface Scale {
  /** the moment shown when the machine shows `machineAt`, in ms since 1970 */
  shownAt: number;
  machineAt: number;
  /** it jumps ahead by `jumpMs` every `everyMs` of the machine's */
  everyMs: number;
  jumpMs: number;
}

/** Always to be believed: that the machine's own time is right is not what is tried with it. */
export function scaledClock({ shownAt, machineAt, everyMs, jumpMs }: Scale): Clock {
  return {
    now: () => {
      const gone = Date.now() - machineAt;
      return new Date(shownAt + gone + Math.floor(gone / everyMs) * jumpMs);
    },
    trustworthy: () => true,
  };
}

/** How many times as fast as the machine's it gets on. */
export const timesAsFast = ({ everyMs, jumpMs }: Pick<Scale, 'everyMs' | 'jumpMs'>): number =>
  1 + jumpMs / everyMs;
