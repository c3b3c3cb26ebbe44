// When staff are left in peace: by the clock on the school's wall, whatever zone this machine stands in, over both clock changes.
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAILY_AT,
  DEFAULT_QUIET,
  isQuiet,
  isWallTime,
  lastDailyMoment,
  type QuietHours,
} from '#app/domain/staff-messages/quiet-hours.ts';

const LONDON = 'Europe/London';
const quietAt = (iso: string, quiet: QuietHours = DEFAULT_QUIET) => isQuiet(new Date(iso), quiet, LONDON);
const dailyAt = (iso: string, quiet: QuietHours = DEFAULT_QUIET) =>
  lastDailyMoment(new Date(iso), quiet, LONDON)?.toISOString() ?? null;

describe('quiet hours as they are at first', () => {
  it.each([
    ['a Wednesday at 07:29', '2026-11-18T07:29:59Z', true],
    ['a Wednesday at 07:30', '2026-11-18T07:30:00Z', false],
    ['a Wednesday at 17:59', '2026-11-18T17:59:59Z', false],
    ['a Wednesday at 18:00', '2026-11-18T18:00:00Z', true],
    ['midnight', '2026-11-18T00:00:00Z', true],
    ['a Saturday at noon', '2026-11-21T12:00:00Z', true],
    ['a Sunday at noon', '2026-11-22T12:00:00Z', true],
    ['a Monday at 07:29', '2026-11-23T07:29:00Z', true],
    ['a Monday at 07:30', '2026-11-23T07:30:00Z', false],
  ])('%s', (_when, iso, quiet) => expect(quietAt(iso)).toBe(quiet));
});

describe('quiet hours that somebody chose', () => {
  const chosen = (from: string, until: string, weekends = false): QuietHours => ({ from, until, weekends });

  it('may lie within a day', () => {
    const lessons = chosen('09:00', '15:00');
    expect(quietAt('2026-11-18T08:59:00Z', lessons)).toBe(false);
    expect(quietAt('2026-11-18T09:00:00Z', lessons)).toBe(true);
    expect(quietAt('2026-11-18T15:00:00Z', lessons)).toBe(false);
  });

  it('are none when they end where they begin, weekends apart', () => {
    expect(quietAt('2026-11-18T03:00:00Z', chosen('18:00', '18:00'))).toBe(false);
    expect(quietAt('2026-11-21T12:00:00Z', chosen('18:00', '18:00'))).toBe(false);
    expect(quietAt('2026-11-21T12:00:00Z', chosen('18:00', '18:00', true))).toBe(true);
  });

  it('are times of day and nothing else', () => {
    for (const time of ['00:00', '07:30', '23:59']) expect(isWallTime(time)).toBe(true);
    for (const time of ['24:00', '7:30', '07:60', '', '07:30:00', 'noon', '-1:00'])
      expect(isWallTime(time)).toBe(false);
  });
});

describe('over the clock changes', () => {
  const weekdays: QuietHours = { ...DEFAULT_QUIET, weekends: false };

  it('a night ends when the wall says 07:30, an hour early in March and late in October', () => {
    // Clocks go forward on Sunday 29 March 2026 and back on Sunday 25 October 2026.
    expect(quietAt('2026-03-28T07:29:00Z', weekdays)).toBe(true);
    expect(quietAt('2026-03-28T07:30:00Z', weekdays)).toBe(false);
    expect(quietAt('2026-03-29T06:29:00Z', weekdays)).toBe(true);
    expect(quietAt('2026-03-29T06:30:00Z', weekdays)).toBe(false);
    expect(quietAt('2026-10-24T06:30:00Z', weekdays)).toBe(false);
    expect(quietAt('2026-10-25T06:30:00Z', weekdays)).toBe(true);
    expect(quietAt('2026-10-25T07:30:00Z', weekdays)).toBe(false);
  });

  it('quiet hours that begin in the hour that is skipped begin after it, and in the one that comes twice count both times', () => {
    const small: QuietHours = { from: '01:30', until: '02:30', weekends: false };
    expect(quietAt('2026-03-29T00:59:00Z', small)).toBe(false);
    expect(quietAt('2026-03-29T01:00:00Z', small)).toBe(true);
    expect(quietAt('2026-03-29T01:30:00Z', small)).toBe(false);
    expect(quietAt('2026-10-25T00:30:00Z', small)).toBe(true);
    expect(quietAt('2026-10-25T01:00:00Z', small)).toBe(false);
    expect(quietAt('2026-10-25T01:30:00Z', small)).toBe(true);
    expect(quietAt('2026-10-25T02:30:00Z', small)).toBe(false);
  });

  it('the day’s e-mail leaves at eight on the wall on both sides of a change', () => {
    expect(dailyAt('2026-03-27T12:00:00Z', weekdays)).toBe('2026-03-27T08:00:00.000Z');
    expect(dailyAt('2026-03-29T12:00:00Z', weekdays)).toBe('2026-03-29T07:00:00.000Z');
    expect(dailyAt('2026-10-24T12:00:00Z', weekdays)).toBe('2026-10-24T07:00:00.000Z');
    expect(dailyAt('2026-10-25T12:00:00Z', weekdays)).toBe('2026-10-25T08:00:00.000Z');
  });
});

describe('the day’s e-mail', () => {
  it('waits from Friday to Monday where weekends are quiet', () => {
    expect(dailyAt('2026-11-20T08:00:00Z')).toBe('2026-11-20T08:00:00.000Z');
    expect(dailyAt('2026-11-22T23:00:00Z')).toBe('2026-11-20T08:00:00.000Z');
    expect(dailyAt('2026-11-23T07:59:59Z')).toBe('2026-11-20T08:00:00.000Z');
    expect(dailyAt('2026-11-23T08:00:00Z')).toBe('2026-11-23T08:00:00.000Z');
  });

  it('comes at the end of quiet hours that cover eight, and not at all on a day that is quiet to its end', () => {
    const late: QuietHours = { from: '18:00', until: '09:15', weekends: false };
    expect(dailyAt('2026-11-18T12:00:00Z', late)).toBe('2026-11-18T09:15:00.000Z');
    expect(dailyAt('2026-11-22T12:00:00Z', { ...late, weekends: true })).toBe('2026-11-20T09:15:00.000Z');
  });

  it.each([
    ['07:45', '06:00'],
    ['08:00', '07:59'],
    ['07:00', '06:30'],
    ['00:01', '00:00'],
  ])('comes before eight where quiet hours from %s to %s leave no other time', (from, until) => {
    const moment = dailyAt('2026-11-18T12:00:00Z', { from, until, weekends: false });
    expect(moment).toBe(`2026-11-18T${until}:00.000Z`);
  });

  const TIME = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  const QUIET = fc.record({ from: TIME, until: TIME, weekends: fc.boolean() });
  const ZONE = fc.constantFrom(LONDON, 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham');
  const MOMENT = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });

  it('leaves on every weekday, whatever quiet hours somebody chose', () => {
    fc.assert(
      fc.property(MOMENT, QUIET, ZONE, (at, quiet, zone) => {
        const last = lastDailyMoment(at, quiet, zone)?.getTime() ?? 0;
        // A weekend, a day whose end has not come, and an hour of a clock change.
        expect(at.getTime() - last).toBeLessThanOrEqual((quiet.weekends ? 4 : 2) * 86_400_000);
      }),
    );
  });

  it('is never in quiet hours, never ahead, and at most once a day', () => {
    fc.assert(
      fc.property(MOMENT, QUIET, ZONE, (at, quiet, zone) => {
        const last = lastDailyMoment(at, quiet, zone);
        if (!last) return;
        expect(last.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(isQuiet(last, quiet, zone)).toBe(false);
        const dayOf = (moment: Date) =>
          Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone).toPlainDate();
        const wall = Temporal.Instant.fromEpochMilliseconds(last.getTime()).toZonedDateTimeISO(zone);
        const usual = Temporal.PlainTime.compare(wall.toPlainTime(), DAILY_AT) === 0;
        const eight = wall.withPlainTime(DAILY_AT);
        expect(usual).toBe(!isQuiet(new Date(eight.epochMilliseconds), quiet, zone));
        const before = lastDailyMoment(new Date(last.getTime() - 1), quiet, zone);
        if (before) expect(Temporal.PlainDate.compare(dayOf(before), dayOf(last))).toBe(-1);
      }),
    );
  });

  it('quiet hours are those of the wall: an hour by another zone’s wall changes nothing', () => {
    fc.assert(
      fc.property(MOMENT, QUIET, ZONE, (at, quiet, zone) => {
        const wall = new Intl.DateTimeFormat('en-GB', {
          timeZone: zone,
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
          weekday: 'short',
        }).formatToParts(at);
        const part = (type: string) => wall.find((one) => one.type === type)?.value ?? '';
        const time = `${part('hour')}:${part('minute')}`;
        const weekend = quiet.weekends && ['Sat', 'Sun'].includes(part('weekday'));
        const { from, until } = quiet;
        const night =
          from === until ? false : from < until ? from <= time && time < until : from <= time || time < until;
        expect(isQuiet(at, quiet, zone)).toBe(weekend || night);
      }),
    );
  });
});
