// Days and birthdays as the school lives them, in its own zone and across changes of the clock, and the age of the
// export that the answers came from.
import { describe, expect, it } from 'vitest';
import { defaultExpiry, yesRunsUntil } from '#app/domain/consent/consent-expiry.ts';
import { dateInSchool, turnsAge } from '#app/domain/consent/school-days.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { answer, codes, days, inputs, need, NOW, PUPIL } from '#tests/support/consent-records.ts';

const at = (moment: string) => need({ at: new Date(moment) });
const early = [answer({ decidedAt: new Date('2023-01-01T00:00:00Z') })];

describe("a birthday begins at midnight in the school's zone", () => {
  it.each([
    ['Europe/London', '2013-06-10', '2026-06-09T22:59:59.999Z', '2026-06-09T23:00:00.000Z'],
    ['Europe/London', '2013-01-10', '2026-01-09T23:59:59.999Z', '2026-01-10T00:00:00.000Z'],
    ['Europe/London', '2013-03-29', '2026-03-28T23:59:59.999Z', '2026-03-29T00:00:00.000Z'],
    ['Asia/Kolkata', '2013-06-10', '2026-06-09T18:29:59.999Z', '2026-06-09T18:30:00.000Z'],
    ['America/New_York', '2013-06-10', '2026-06-10T03:59:59.999Z', '2026-06-10T04:00:00.000Z'],
    ['Europe/London', '2012-02-29', '2025-02-27T23:59:59.999Z', '2025-02-28T00:00:00.000Z'],
  ])('%s, born %s', (zone, dateOfBirth, before, from) => {
    const of = inputs({ pupil: { ...PUPIL, dateOfBirth }, decisions: early, settings: { zone } });
    expect(codes(of, at(before))).toEqual([]);
    expect(codes(of, at(from))).toEqual(['view_not_asked']);
  });

  it('is found the same way again and again', () => {
    const once = turnsAge('2013-06-10', 13, 'Europe/London');
    for (let i = 0; i < 5000; i++) turnsAge(`19${String(10 + (i % 89))}-06-10`, 13 + i, 'Europe/London');
    expect(turnsAge('2013-06-10', 13, 'Europe/London')).toBe(once);
    expect(new Date(once).toISOString()).toBe('2026-06-09T23:00:00.000Z');
  });
});

describe("the first and last day on roll are whole days in the school's zone", () => {
  it.each([
    ['Europe/London', '2026-07-20T23:00:00Z'],
    ['Asia/Kolkata', '2026-07-20T18:30:00Z'],
    ['America/New_York', '2026-07-21T04:00:00Z'],
  ])('%s', (zone, midnight) => {
    const justBefore = new Date(new Date(midnight).getTime() - 1).toISOString();
    const leaver = inputs({ pupil: { ...PUPIL, leavesOn: '2026-07-20' }, settings: { zone } });
    expect(codes(leaver, at(justBefore))).toEqual([]);
    expect(codes(leaver, at(midnight))).toEqual(['not_on_roll']);
    const newcomer = inputs({ pupil: { ...PUPIL, startsOn: '2026-07-21' }, settings: { zone } });
    expect(codes(newcomer, at(justBefore))).toEqual(['not_on_roll']);
    expect(codes(newcomer, at(midnight))).toEqual([]);
  });
});

describe('the age of the export', () => {
  const of = (
    exportedAt: Date | null,
    closedDates: ReadonlySet<string> | null = null,
    zone = 'Europe/London',
  ) => inputs({ import: { exportedAt }, settings: { closedDates, zone } });
  const london = (moment: string) => new Date(`${moment}+01:00`);

  it('stops at eight days, not at seven, whatever the hour', () => {
    expect(codes(of(days(-8)))).toEqual(['stale_data']);
    expect(codes(of(days(-7)))).toEqual([]);
    expect(codes(of(london('2026-06-03T00:00')))).toEqual([]);
    expect(codes(of(london('2026-06-02T23:59')))).toEqual(['stale_data']);
  });

  it('is counted in days of the school’s zone', () => {
    const exported = new Date('2026-06-02T20:00:00Z');
    expect(codes(of(exported))).toEqual(['stale_data']);
    expect(codes(of(exported, null, 'Asia/Kolkata'))).toEqual([]);
  });

  it('is no matter for a school that keeps its records by hand', () => {
    expect(codes(of(null))).toEqual([]);
  });

  it('stops names as well as photos', () => {
    expect(codes(of(days(-8)), need({ subject: 'first_name', scene: null }))).toEqual(['stale_data']);
  });

  it('is counted in days of school where they are known, and in no case beyond twenty-one days', () => {
    const halfTerm = new Set(['2026-05-25', '2026-05-26', '2026-05-27', '2026-05-28', '2026-05-29']);
    const none: ReadonlySet<string> = new Set();
    expect(codes(of(new Date('2026-06-01T10:00:00Z'), none))).toEqual([]);
    expect(codes(of(new Date('2026-05-31T10:00:00Z'), none))).toEqual(['stale_data']);
    expect(codes(of(new Date('2026-05-29T10:00:00Z'), halfTerm))).toEqual(['stale_data']);
    const monday = need({ at: new Date('2026-06-08T10:00:00Z') });
    expect(codes(of(new Date('2026-05-29T10:00:00Z'), halfTerm), monday)).toEqual([]);
    expect(codes(of(new Date('2026-05-22T10:00:00Z'), halfTerm), monday)).toEqual([]);
    const summer = new Set(Array.from({ length: 40 }, (_, i) => dateInSchool(days(-i), 'Europe/London')));
    expect(codes(of(days(-21), summer))).toEqual([]);
    expect(codes(of(days(-22), summer))).toEqual(['stale_data']);
  });

  it('is not believed when it is dated after the day in question', () => {
    expect(codes(of(new Date(NOW.getTime() + 60_000)))).toEqual([]);
    expect(codes(of(days(1)))).toEqual(['stale_data']);
  });

  it('is judged by the present for a post placed ahead', () => {
    const ahead = { at: days(10), importJudgedAt: NOW };
    expect(codes(of(days(-2)), need(ahead))).toEqual([]);
    expect(codes(of(days(-2)), need({ at: days(10) }))).toEqual(['stale_data']);
    expect(codes(of(days(-8)), need(ahead))).toEqual(['stale_data']);
  });
});

describe('when a yes runs out if nobody says otherwise', () => {
  it.each([
    ['2025-09-05T12:00:00Z', true, '2026-11-01T00:00:00.000Z'],
    ['2025-09-05T12:00:00Z', false, '2026-08-31T23:00:00.000Z'],
    ['2026-07-20T12:00:00Z', false, '2026-08-31T23:00:00.000Z'],
    ['2026-08-31T22:59:59Z', false, '2026-08-31T23:00:00.000Z'],
    ['2026-08-31T23:00:00Z', false, '2027-08-31T23:00:00.000Z'],
  ])('given %s, staying %s', (from, stays, end) => {
    expect(defaultExpiry(new Date(from), 'Europe/London', stays).toISOString()).toBe(end);
  });

  it('is midnight of the school’s own zone', () => {
    expect(defaultExpiry(NOW, 'Asia/Kolkata', false).toISOString()).toBe('2026-08-31T18:30:00.000Z');
  });
});

describe('when a pupil’s yes runs out', () => {
  const autumn = new Date('2026-11-18T12:00:00Z');
  const until = (yearGroup: string, over: Partial<Parameters<typeof yesRunsUntil>[0]> = {}) =>
    yesRunsUntil({ from: autumn, yearGroup, asOf: autumn, ...over }, 'Europe/London').toISOString();
  const [AUGUST, OCTOBER] = ['2027-08-31T23:00:00.000Z', '2027-11-01T00:00:00.000Z'];

  it.each([
    ['Year 4', OCTOBER],
    ['Reception', OCTOBER],
    ['Y9', OCTOBER],
    ['12', OCTOBER],
    ['Nursery', AUGUST],
    ['N2', AUGUST],
    ['Year 6', AUGUST],
    ['Year 11', AUGUST],
    ['Year 13', AUGUST],
    ['Hawthorn', AUGUST],
    ['', AUGUST],
  ])('in %s: %s', (yearGroup, end) => {
    expect(until(yearGroup)).toBe(end);
  });

  it('whatever end was asked for, with the phase at the latest', () => {
    const asked = new Date('2030-01-01T00:00:00Z');
    expect(until('Year 5', { until: asked })).toBe('2028-08-31T23:00:00.000Z');
    expect(until('Year 1', { until: asked })).toBe(asked.toISOString());
    expect(until('Year 6', { until: new Date('2027-03-01T00:00:00Z') })).toBe('2027-03-01T00:00:00.000Z');
  });

  it('may span a change of phase when it is for one event', () => {
    const asked = new Date('2027-09-30T00:00:00Z');
    expect(until('Year 6', { until: asked, eventId: 'trip-1' })).toBe(asked.toISOString());
    expect(until('Year 6', { eventId: 'trip-1' })).toBe(OCTOBER);
  });

  it('is told by the year group of the day on which it was given', () => {
    const lastSummer = new Date('2026-07-01T12:00:00Z');
    expect(until('Year 7', { from: lastSummer })).toBe('2026-08-31T23:00:00.000Z');
    expect(until('Year 6', { from: lastSummer })).toBe('2026-11-01T00:00:00.000Z');
  });
});

describe('what cannot be worked out', () => {
  it('is an error, never a yes', () => {
    expect(() => resolve(inputs(), need({ at: new Date(NaN) }))).toThrow(RangeError);
    expect(() => resolve(inputs({ settings: { zone: 'Europe/Nowhere' } }), need())).toThrow(RangeError);
    expect(() => resolve(inputs({ pupil: { ...PUPIL, dateOfBirth: '2013-02-30x' } }), need())).toThrow(
      RangeError,
    );
  });
});
