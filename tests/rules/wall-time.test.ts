// Wall times of the school: both nights on which the clocks change, far zones, and nonsense (PF10 to PF13).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWallTime, wallTimeOf } from '#app/domain/posts/wall-time.ts';

const LONDON = 'Europe/London';

describe('a time on the school clock', () => {
  it('is an hour earlier by the sun in summer', () => {
    expect(readWallTime('2026-07-01T09:00', LONDON)).toMatchObject({
      ok: true,
      at: new Date('2026-07-01T08:00:00Z'),
    });
    expect(readWallTime('2026-12-01T09:00', LONDON)).toMatchObject({
      ok: true,
      at: new Date('2026-12-01T09:00:00Z'),
    });
  });

  it('does not exist at 01:30 on 29 March 2026, and the next that does is 02:00', () => {
    expect(readWallTime('2026-03-29T01:30', LONDON)).toEqual({
      ok: false,
      problem: 'does_not_exist',
      next: '2026-03-29T02:00',
    });
    expect(readWallTime('2026-03-29T00:59', LONDON)).toMatchObject({ ok: true });
    expect(readWallTime('2026-03-29T02:00', LONDON)).toMatchObject({
      ok: true,
      at: new Date('2026-03-29T01:00:00Z'),
    });
  });

  it('exists twice at 01:30 on 25 October 2026, and the choice between them counts', () => {
    const first = new Date('2026-10-25T00:30:00Z');
    const second = new Date('2026-10-25T01:30:00Z');
    expect(readWallTime('2026-10-25T01:30', LONDON)).toEqual({
      ok: false,
      problem: 'exists_twice',
      first,
      second,
    });
    expect(readWallTime('2026-10-25T01:30', LONDON, 'first')).toEqual({
      ok: true,
      at: first,
      which: 'first',
    });
    expect(readWallTime('2026-10-25T01:30', LONDON, 'second')).toEqual({
      ok: true,
      at: second,
      which: 'second',
    });
    expect(readWallTime('2026-10-25T02:00', LONDON)).toMatchObject({ ok: true, which: null });
  });

  it.each([
    '',
    'soon',
    '2026-02-30T10:00',
    '2026-13-01T10:00',
    '2026-11-18 10:00',
    '2026-11-18T25:00',
    '2026-11-18T10:00Z',
  ])('refuses %j', (wall) =>
    expect(readWallTime(wall, LONDON)).toEqual({ ok: false, problem: 'not_a_time' }),
  );

  it('comes back as it was written, in any zone, whatever zone this machine is in', () => {
    const zones = fc.constantFrom(LONDON, 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC');
    const minute = fc.integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minute, zones, (at, zone) => {
        const moment = new Date(at * 60_000);
        const wall = wallTimeOf(moment, zone);
        const read = [readWallTime(wall, zone, 'first'), readWallTime(wall, zone, 'second')];
        expect(read.some((time) => time.ok && time.at.getTime() === moment.getTime())).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
