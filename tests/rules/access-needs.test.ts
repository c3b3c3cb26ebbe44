// When a connection is renewed or tried ahead of need: before any post that its access would not outlast, a day and an hour before a post, and every
// three weeks; never in a loop, and never for nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IDLE_MS, needOf } from '#app/domain/accounts/tend-access.ts';

const AT = new Date('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const from = (ms: number): Date => new Date(AT.getTime() + ms);
type Row = Parameters<typeof needOf>[0];
const fresh: Row = {
  ...{ accessExpiresAt: from(2 * HOUR), sealedAt: from(-MINUTE), lastOkAt: from(-MINUTE) },
  ...{ lastFailedAt: null, hasRefresh: true, nextDueAt: null },
};

const rows = fc.record({
  accessExpiresAt: fc.option(
    fc.integer({ min: -30 * 24 * 60, max: 24 * 60 }).map((m) => from(m * MINUTE)),
    {
      nil: null,
    },
  ),
  lastOkAt: fc.option(
    fc.integer({ min: -40 * 24 * 60, max: 0 }).map((m) => from(m * MINUTE)),
    { nil: null },
  ),
  sealedAt: fc.integer({ min: -40 * 24 * 60, max: 0 }).map((m) => from(m * MINUTE)),
  lastFailedAt: fc.constant(null),
  hasRefresh: fc.boolean(),
  nextDueAt: fc.option(
    fc.integer({ min: -60, max: 24 * 60 }).map((m) => from(m * MINUTE)),
    { nil: null },
  ),
});

describe('what a connection needs', () => {
  test('nothing, while it is fresh and no post is due', () => {
    expect(needOf(fresh, AT)).toBeNull();
  });

  test.each([
    [31, 45, null],
    [30, 44, 'renew'],
    [30, 45, null],
    [-5, 14, 'renew'],
    [-5, 15, null],
  ])('a post in %i min, access for %i min: %s', (due, left, need) => {
    const row = { ...fresh, nextDueAt: from(due * MINUTE), accessExpiresAt: from(left * MINUTE) };
    expect(needOf(row, AT)).toBe(need);
  });

  test('a try when the day before, or the hour before, has begun since it was last proved good', () => {
    const due = (hours: number, provedHoursAgo: number) =>
      needOf({ ...fresh, nextDueAt: from(hours * HOUR), lastOkAt: from(-provedHoursAgo * HOUR) }, AT);
    expect(due(23, 2)).toBe('try');
    expect(due(23, 0.5)).toBeNull();
    expect(due(0.9, 0.5)).toBe('try');
    expect(due(0.9, 0)).toBeNull();
    expect(due(12, 11)).toBeNull();
  });

  test('access that cannot be renewed is only ever tried', () => {
    fc.assert(fc.property(rows, (row) => needOf({ ...row, hasRefresh: false }, AT) !== 'renew'));
  });

  test('whatever has just been proved good with access for two hours needs nothing more', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const done = { ...row, lastOkAt: AT, accessExpiresAt: from(2 * HOUR) };
        expect(needOf(done, AT)).toBeNull();
      }),
    );
  });

  test('a try without an answer is not repeated within five minutes, and is after that', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 299 }), (row, seconds) => {
        expect(needOf({ ...row, lastFailedAt: from(-seconds * 1_000) }, AT)).toBeNull();
        expect(needOf({ ...row, lastFailedAt: from(-300_000) }, AT)).toBe(needOf(row, AT));
      }),
    );
  });

  test('idle for three weeks is long enough, whatever else holds', () => {
    fc.assert(
      fc.property(rows, (row) => {
        const idle = { ...row, lastOkAt: from(-IDLE_MS), sealedAt: from(-IDLE_MS) };
        expect(needOf(idle, AT)).not.toBeNull();
      }),
    );
  });
});
