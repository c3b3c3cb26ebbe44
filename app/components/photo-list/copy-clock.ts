// What time it is for a copy on a phone whose clock may be wrong: it never counts as earlier than the latest time ever seen, and a
// clock that was put back opens nothing.

/** What is remembered of time, in ms since 1970. */
export interface CopyTimes {
  /** from then on there is no copy */
  goneAt: number;
  /** the latest time ever seen */
  highest: number;
  /** by how much the server's clock was ahead of this phone's when they last spoke; negative when it was behind */
  ahead: number;
}

export type TimeSays = { is: 'gone' } | { is: 'clock_back' } | { is: 'good'; now: number };

/** A phone sets its own clock right by seconds now and then; more than this was done to it. */
const SET_RIGHT_MS = 10 * 60_000;

/** In: what the phone's clock says now. `now` is what is then to be remembered as the highest. */
export function askTime({ goneAt, highest, ahead }: CopyTimes, clock: number): TimeSays {
  const now = clock + ahead;
  if (Math.max(now, highest) >= goneAt) return { is: 'gone' };
  if (now < highest - SET_RIGHT_MS) return { is: 'clock_back' };
  return { is: 'good', now: Math.max(now, highest) };
}

/** Times to remember when the server has just spoken. */
export const timesFrom = (said: { now: number; goneAt: number }, clock: number): CopyTimes => ({
  goneAt: said.goneAt,
  highest: said.now,
  ahead: said.now - clock,
});
