// When a post whose outcome is unknown is looked for, and when not finding it proves that it is not there.

/** Good looks that did not find it, the last at least this many ms after sending: then it is not there. */
export const QUIET_MS = 600_000;
export const LOOKS_NEEDED = 3;

/** Looks after sending, in ms; the last is the first that can prove anything. */
const FIRST_LOOKS = [12_000, 60_000, 180_000, QUIET_MS];

/** Later looks come one in a tenth of the time since sending, at least a minute and at most an hour apart. */
const LATER_AT_LEAST_MS = 60_000;
const LATER_AT_MOST_MS = 3_600_000;

/** The next look after one at `at`, for a post sent at `sentAt`. */
export function nextLookAt(sentAt: Date, at: Date): Date {
  const gone = at.getTime() - sentAt.getTime();
  const early = FIRST_LOOKS.find((ms) => ms > gone);
  if (early !== undefined) return new Date(sentAt.getTime() + early);
  const pause = Math.min(LATER_AT_MOST_MS, Math.max(LATER_AT_LEAST_MS, gone / 10));
  return new Date(at.getTime() + pause);
}

/** Whether enough good looks have been taken, the last one long enough after sending, to believe that it is not there. */
export const isProvedAbsent = (delivery: {
  looks: number;
  lastGoodLookAt: Date | null;
  sentAt: Date | null;
}): boolean =>
  delivery.looks >= LOOKS_NEEDED &&
  delivery.lastGoodLookAt !== null &&
  delivery.sentAt !== null &&
  delivery.lastGoodLookAt.getTime() - delivery.sentAt.getTime() >= QUIET_MS;
