// How fast one account is posted to: posts of the same minute are spaced, what the platform says is left is obeyed, and one post's
// refusal for pace or credit counts for all of the account (PF12, PF14). Pure; `take-turn` holds it against the database.
import type { RatesLeft } from '#app/domain/ports/publisher.ts';

export interface Pace {
  /** no other post of the account is begun before this moment */
  nextSendAt: Date | null;
  /** nothing is called before this moment */
  blockedUntil: Date | null;
  blockCode: 'busy' | 'no_credit' | 'day_limit' | null;
  /** calls to post that are left, as the platform last said, until each reset */
  postsLeft: number | null;
  postsResetAt: Date | null;
  dayLeft: number | null;
  dayResetAt: Date | null;
}

/** Why a due post waits: it is another's turn, or the account may not be called. A code, for the record and the page. */
export type WaitWhy = 'spaced' | 'busy' | 'no_credit' | 'day_limit';

export interface Wait {
  notBefore: Date;
  why: WaitWhy;
}

/** After a platform said that the credit is used up, one post in this many ms finds out whether it still is. */
export const CREDIT_PROBE_MS = 900_000;

/**
 * What keeps the account from being posted to at `at`, the longest of all; null when nothing does. While another post has the account
 * to itself, it is asked again after one spacing: that one may be out long before its turn would end.
 */
export function waitOf(pace: Pace, at: Date, spacingMs: number): Wait | null {
  const asked = later(at, spacingMs);
  const turn = pace.nextSendAt && (pace.nextSendAt < asked ? pace.nextSendAt : asked);
  const waits: (Wait | null)[] = [
    pace.blockedUntil && { notBefore: pace.blockedUntil, why: pace.blockCode ?? 'busy' },
    pace.postsLeft === 0 && pace.postsResetAt ? { notBefore: pace.postsResetAt, why: 'busy' } : null,
    pace.dayLeft === 0 && pace.dayResetAt ? { notBefore: pace.dayResetAt, why: 'day_limit' } : null,
    turn && { notBefore: turn, why: 'spaced' },
  ];
  return waits
    .filter((wait): wait is Wait => wait !== null && wait.notBefore > at)
    .reduce<Wait | null>(
      (longest, wait) => (longest && longest.notBefore >= wait.notBefore ? longest : wait),
      null,
    );
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Longest that one post has the account to itself while it is prepared, in ms: as long as a worker may hold a delivery. */
export const TURN_MS = 180_000;

/** The account is this post's alone until it is sent, given back or {@link TURN_MS} are over; where nothing is spaced, it is not. */
export const turnTaken = (at: Date, spacingMs: number): Pick<Pace, 'nextSendAt'> => ({
  nextSendAt: spacingMs === 0 ? at : later(at, Math.max(spacingMs, TURN_MS)),
});

/** It was not sent after all: the next may begin at once. */
export const turnGivenBack = (at: Date): Pick<Pace, 'nextSendAt'> => ({ nextSendAt: at });

/** Whether a post that took its turn at `takenAt` may still be sent at `at`: not when it took so long that another may have one. */
export function turnKept(pace: Pace, takenAt: Date, at: Date, spacingMs: number): Wait | null {
  if (spacingMs === 0 || at < later(takenAt, TURN_MS)) return null;
  return pace.nextSendAt && pace.nextSendAt > at ? { notBefore: pace.nextSendAt, why: 'spaced' } : null;
}

/** A post is about to be sent: the next not before the spacing is over, and one call less is left. */
export function afterSending(pace: Pace, at: Date, spacingMs: number): Partial<Pace> {
  const less = (left: number | null) => (left === null ? null : Math.max(0, left - 1));
  return {
    nextSendAt: later(at, spacingMs),
    postsLeft: less(pace.postsLeft),
    dayLeft: less(pace.dayLeft),
  };
}

/** No limit of a platform lasts longer than its day; a moment beyond is a slip in an answer, and must not silence an account. In ms. */
const LONGEST_LIMIT_MS = 86_400_000;

const believed = (moment: Date | null, at: Date): Date | null =>
  moment && moment.getTime() - at.getTime() > LONGEST_LIMIT_MS ? later(at, LONGEST_LIMIT_MS) : moment;

/** What the platform said at `at` is left; what it did not say stays as it was. */
const fromRates = (rates: RatesLeft | null, at: Date): Partial<Pace> => ({
  ...(rates && rates.left !== null
    ? { postsLeft: rates.left, postsResetAt: believed(rates.resetAt, at) }
    : {}),
  ...(rates && rates.dayLeft !== null
    ? { dayLeft: rates.dayLeft, dayResetAt: believed(rates.dayResetAt, at) }
    : {}),
});

/** What an answer means for every post of the account. `retryAt`: when the busy platform may be asked again. */
export function afterAnswer(
  pace: Pace,
  answer: { outcome: string; rates: RatesLeft | null; at: Date; retryAt: Date | null },
): Partial<Pace> {
  const { outcome, at } = answer;
  const said = fromRates(answer.rates, at);
  const retryAt = believed(answer.retryAt, at);
  if (outcome === 'no_credit')
    return { ...said, blockedUntil: later(at, CREDIT_PROBE_MS), blockCode: 'no_credit' };
  if (outcome === 'busy' && retryAt && retryAt > at) {
    const dayOver = said.dayLeft === 0 || (said.dayLeft === undefined && pace.dayLeft === 0);
    return { ...said, blockedUntil: retryAt, blockCode: dayOver ? 'day_limit' : 'busy' };
  }
  return outcome === 'published' && pace.blockedUntil
    ? { ...said, blockedUntil: null, blockCode: null }
    : said;
}
