// What reading a live post once means for what is kept of it, and when it is read next. Pure: verdicts go in, never anything that a
// platform shows.
import type { LivePost } from '#app/domain/ports/publisher.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** After publication it is read again at these ages, then every month, in ms. */
const AGES_MS = [HOUR_MS, DAY_MS, 7 * DAY_MS] as const;
const MONTH_MS = 30 * DAY_MS;

/** Only a second look this long after the first that did not find it may say that it is gone, in ms. */
export const SURE_AFTER_MS = HOUR_MS;

/** Waits after readings that told nothing, in ms; the last one stands for all that follow. */
const AGAIN_MS = [60_000, 5 * 60_000, 30 * 60_000, 2 * HOUR_MS, DAY_MS] as const;

/** When a live post is read again after so many readings in a row that told nothing: later each time, for an outage may last. */
export const readAgainAt = (at: Date, inVain: number): Date =>
  new Date(at.getTime() + (AGAIN_MS[inVain] ?? DAY_MS));

/** When a post that was found is read next: an hour, a day and a week after it was published, then monthly. */
export function nextWatchAt(publishedAt: Date, at: Date): Date {
  const next = AGES_MS.map((age) => publishedAt.getTime() + age).find((moment) => moment > at.getTime());
  return new Date(next ?? at.getTime() + MONTH_MS);
}

export type Drift = 'words' | 'photos' | 'alt_text';

/** What earlier readings found. */
export interface EarlierReadings {
  publishedAt: Date | null;
  verifiedAt: Date | null;
  missingSince: Date | null;
  goneAt: Date | null;
  drift: Drift | null;
}

/** What is kept after a reading that told something. */
export interface LiveRecord extends Omit<EarlierReadings, 'publishedAt'> {
  nextReadAt: Date;
  readsInVain: 0;
}

/** `missing`: not found, not sure yet; `changed`: something of it is not as sent, and was not known to be so. */
export type Finding =
  'verified' | 'as_before' | 'missing' | 'still_missing' | 'gone' | 'still_gone' | 'back' | 'changed';

/** What of a live post is not as it was sent; what matters most when several are. */
export const driftOf = ({ wordsOurs, photosOurs, altTextsOurs }: LivePost): Drift | null =>
  !wordsOurs ? 'words' : !photosOurs ? 'photos' : !altTextsOurs ? 'alt_text' : null;

/**
 * Judges one reading. In: `live` is null only when the platform itself said that the post is not there; an outage never comes here.
 * @returns what is to be told, and what is to be kept
 */
export function judgeReading(
  seen: EarlierReadings,
  live: LivePost | null,
  at: Date,
): { finding: Finding; record: LiveRecord } {
  const { publishedAt, verifiedAt, missingSince, goneAt, drift } = seen;
  const record = { verifiedAt, missingSince, goneAt, drift, readsInVain: 0 as const };
  if (live) {
    const now = driftOf(live);
    const finding = goneAt
      ? 'back'
      : now && now !== drift
        ? 'changed'
        : verifiedAt
          ? 'as_before'
          : 'verified';
    const there = { verifiedAt: verifiedAt ?? at, missingSince: null, goneAt: null, drift: now };
    return { finding, record: { ...record, ...there, nextReadAt: nextWatchAt(publishedAt ?? at, at) } };
  }
  if (goneAt)
    return { finding: 'still_gone', record: { ...record, nextReadAt: new Date(at.getTime() + MONTH_MS) } };
  const since = missingSince ?? at;
  const sureAt = new Date(since.getTime() + SURE_AFTER_MS);
  if (at >= sureAt) {
    const gone = { missingSince: since, goneAt: at, nextReadAt: new Date(at.getTime() + MONTH_MS) };
    return { finding: 'gone', record: { ...record, ...gone } };
  }
  const finding = missingSince ? 'still_missing' : 'missing';
  return { finding, record: { ...record, missingSince: since, nextReadAt: sureAt } };
}
