// Wall-clock times of a school: what `2026-03-29T01:30` means there, and the two nights a year on which it means nothing or two things.
import { Temporal } from '@js-temporal/polyfill';

export type WallTime =
  | { ok: true; at: Date; which: 'first' | 'second' | null }
  /** not a date and time at all */
  | { ok: false; problem: 'not_a_time' }
  /** the clocks jump over it; `next` is the first wall time after the jump */
  | { ok: false; problem: 'does_not_exist'; next: string }
  /** the clocks pass it twice; ask which one is meant */
  | { ok: false; problem: 'exists_twice'; first: Date; second: Date };

/** Reads a wall time `YYYY-MM-DDTHH:MM` in an IANA zone. `which` chooses when it exists twice (PF10). */
export function readWallTime(wall: string, zone: string, which?: 'first' | 'second'): WallTime {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return { ok: false, problem: 'not_a_time' };
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(wall, { overflow: 'reject' });
  } catch {
    return { ok: false, problem: 'not_a_time' };
  }
  const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds === later.epochMilliseconds)
    return { ok: true, at: new Date(earlier.epochMilliseconds), which: null };
  if (!later.toPlainDateTime().equals(plain)) {
    const jump = later.startOfDay().getTimeZoneTransition('next');
    const next = (jump ?? later).toPlainDateTime().toString({ smallestUnit: 'minute' });
    return { ok: false, problem: 'does_not_exist', next };
  }
  const [first, second] = [new Date(earlier.epochMilliseconds), new Date(later.epochMilliseconds)];
  if (!which) return { ok: false, problem: 'exists_twice', first, second };
  return { ok: true, at: which === 'first' ? first : second, which };
}

/** The wall time of a moment, `YYYY-MM-DDTHH:MM`, as a form shows it. */
export function wallTimeOf(at: Date, zone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
}
