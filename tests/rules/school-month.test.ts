// A school's month: whole weeks from Monday whose days are a school's days, also where the clocks change.
import { describe, expect, it } from 'vitest';
import { schoolDate, schoolMonth } from '#app/domain/school/school-month.ts';

const ZONE = 'Europe/London';
const at = new Date('2026-11-18T15:30:00Z');

describe('a school’s month', () => {
  it('holds every day of it once, in weeks from Monday', () => {
    const { weeks, earlier, later, month } = schoolMonth('2026-06', ZONE, at);
    expect([earlier, month, later]).toEqual(['2026-05', '2026-06', '2026-07']);
    expect(weeks[0]?.map(({ date }) => date)[0]).toBe('2026-06-01');
    expect(weeks.at(-1)?.at(-1)?.date).toBe('2026-07-05');
    expect(weeks.flat().filter(({ inMonth }) => inMonth)).toHaveLength(30);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  it('begins and ends at the school’s midnight, in summer and in winter time', () => {
    const march = schoolMonth('2026-03', ZONE, at);
    expect(march.from.toISOString()).toBe('2026-02-23T00:00:00.000Z');
    expect(march.until.toISOString()).toBe('2026-04-05T23:00:00.000Z');
  });

  it.each([null, '', '2026-13', '1999-01', '2026-06-01', '../..'])(
    'is this month when %j is asked for',
    (asked) => {
      expect(schoolMonth(asked, ZONE, at).month).toBe('2026-11');
    },
  );

  it('changes at the school’s midnight, not at another zone’s', () => {
    const midnight = new Date('2026-06-30T23:30:00Z');
    expect(schoolMonth(null, ZONE, midnight).month).toBe('2026-07');
    expect(schoolDate(midnight, ZONE)).toBe('2026-07-01');
    expect(schoolDate(midnight, 'America/New_York')).toBe('2026-06-30');
  });
});
