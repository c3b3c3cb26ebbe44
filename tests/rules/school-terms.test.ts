// Terms as the register of takedowns is asked for, and the middle of some numbers: every moment is in one term, and terms leave no gap.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianOf, standingOf } from '#app/domain/takedowns/read-register.ts';
import { lastTerms, termAt } from '#app/domain/takedowns/school-terms.ts';

const ZONE = 'Europe/London';
const keyAt = (iso: string): string => termAt(new Date(iso), ZONE).key;

describe('the term of a moment', () => {
  it.each([
    ['2026-09-01T00:00:00+01:00', '2026-autumn'],
    ['2026-08-31T23:59:59+01:00', '2026-summer'],
    ['2026-12-31T23:59:59Z', '2026-autumn'],
    ['2027-01-01T00:00:00Z', '2027-spring'],
    ['2027-03-31T23:59:59+01:00', '2027-spring'],
    ['2027-04-01T00:00:00+01:00', '2027-summer'],
  ])('%s is in %s, by the school’s own clock', (iso, key) => expect(keyAt(iso)).toBe(key));

  it('holds the moment, and follows the one before it without a gap', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (at) => {
          const terms = lastTerms(at, ZONE, 6);
          const [now] = terms;
          expect(now && now.from <= at && at < now.until).toBe(true);
          expect(new Set(terms.map(({ key }) => key)).size).toBe(6);
          for (const [index, term] of terms.entries()) {
            const before = terms[index + 1];
            if (before) expect(before.until).toEqual(term.from);
          }
        },
      ),
    );
  });
});

describe('the median', () => {
  it.each([
    [[], null],
    [[4], 4],
    [[9, 1], 5],
    [[30, 1, 2], 2],
    [[1, 2, 3, 100], 2.5],
  ])('of %j is %s', (numbers, median) => expect(medianOf(numbers)).toBe(median));

  it('does not depend on the order, and lies between the ends', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1 }), (numbers) => {
        const median = medianOf(numbers) ?? -1;
        expect(medianOf([...numbers].reverse())).toBe(median);
        expect(median).toBeGreaterThanOrEqual(Math.min(...numbers));
        expect(median).toBeLessThanOrEqual(Math.max(...numbers));
      }),
    );
  });
});

describe('how a takedown stands', () => {
  const deadlineAt = new Date('2026-11-20T17:00:00Z');
  const before = new Date('2026-11-20T16:59:00Z');
  const after = new Date('2026-11-20T17:01:00Z');
  it('is no longer gone when it was found there again, whatever was said', () => {
    for (const endedAt of [before, after])
      expect(standingOf({ endedAt, outcome: 'removed', deadlineAt, foundAgain: true }, after)).toBe(
        'found_again',
      );
    const other = { endedAt: before, outcome: 'never_live' as const, deadlineAt, foundAgain: true };
    expect(standingOf(other, after)).toBe('never_live');
  });

  it.each([
    ['coming_down', { endedAt: null, outcome: null }, before],
    ['late', { endedAt: null, outcome: null }, after],
    ['gone_in_time', { endedAt: deadlineAt, outcome: 'removed' as const }, after],
    ['gone_late', { endedAt: after, outcome: 'removed' as const }, after],
    ['never_live', { endedAt: after, outcome: 'never_live' as const }, after],
    ['another_picture', { endedAt: before, outcome: 'another_picture' as const }, after],
  ])('is %s', (standing, row, at) =>
    expect(standingOf({ ...row, deadlineAt, foundAgain: false }, at)).toBe(standing),
  );
});
