// Times as a school office says them: in its own zone, by the day, on both sides of midnight and of the clocks' changes.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  clockWords,
  dayWords,
  fullDayWords,
  relativeWords,
  timeWords,
  wallWords,
  whenWords,
  zoneWords,
} from '#app/presenters/when.ts';

const UK = 'Europe/London';
const now = new Date('2026-06-01T09:00:00Z');

test('a moment is said in the school’s zone, with its name and how far away it is', () => {
  expect(whenWords(new Date('2026-06-03T08:30:00Z'), UK, now)).toEqual({
    iso: '2026-06-03T09:30:00+01:00',
    text: 'Wed 3 June, 9:30 am UK time',
    short: 'Wed 3 June, 9:30 am',
    relative: 'in 2 days',
  });
});

test.each([
  ['2026-01-05T00:10:00Z', '12:10 am'],
  ['2026-01-05T12:00:00Z', '12:00 pm'],
  ['2026-06-05T12:05:00Z', '1:05 pm'],
])('%s is %s', (at, words) => {
  expect(timeWords(new Date(at), UK)).toBe(words);
});

describe('the hour that comes twice, when the clocks go back (PF10)', () => {
  test.each([
    ['2026-10-24T23:59:00Z', '12:59 am UK time'],
    ['2026-10-25T00:30:00Z', '1:30 am BST (UK time)'],
    ['2026-10-25T01:30:00Z', '1:30 am GMT (UK time)'],
    ['2026-10-25T02:00:00Z', '2:00 am UK time'],
  ])('%s is %s', (at, words) => {
    expect(whenWords(new Date(at), UK, now).text).toBe(`Sun 25 October, ${words}`);
  });

  test('is told apart in a list too, and the clock on the wall is the same both times', () => {
    const [first, second] = [new Date('2026-10-25T00:30:00Z'), new Date('2026-10-25T01:30:00Z')];
    expect([first, second].map((at) => whenWords(at, UK, now).short)).toEqual([
      'Sun 25 October, 1:30 am BST',
      'Sun 25 October, 1:30 am GMT',
    ]);
    expect([first, second].map((at) => clockWords(at, UK))).toEqual(['1:30 am', '1:30 am']);
  });

  test('is another night elsewhere', () => {
    const night = new Date('2026-11-01T05:30:00Z');
    expect(whenWords(night, 'America/New_York', now).text).toMatch(
      /^Sun 1 November, 1:30 am .+ \(Eastern Time\)$/,
    );
    expect(whenWords(night, UK, now).text).toBe('Sun 1 November, 5:30 am UK time');
  });
});

test.each([
  ['2027-03-28T00:59:00Z', '12:59 am UK time'],
  ['2027-03-28T01:00:00Z', '2:00 am UK time'],
])('nothing is ambiguous about %s, when the clocks go forward', (at, words) => {
  expect(whenWords(new Date(at), UK, now).text).toBe(`Sun 28 March 2027, ${words}`);
});

test('every moment of two years is said in words of its own', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(UK, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata'),
      fc.integer({ min: 0, max: 2 * 365 * 24 * 60 }),
      fc.constantFrom(30, 60),
      (zone, minutes, apart) => {
        const at = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000);
        const later = new Date(at.getTime() + apart * 60_000);
        expect(whenWords(at, zone, now).short).not.toBe(whenWords(later, zone, now).short);
      },
    ),
  );
});

test('a day of another year says which', () => {
  expect(dayWords(new Date('2027-01-01T12:00:00Z'), UK, now)).toBe('Fri 1 January 2027');
  expect(fullDayWords(now, UK)).toBe('Monday 1 June');
  expect(wallWords('2027-03-28T02:00')).toBe('Sun 28 March 2027, 2:00 am');
});

describe('how far away', () => {
  test.each([
    ['2026-06-01T09:00:20Z', 'now'],
    ['2026-06-01T09:20:00Z', 'in 20 minutes'],
    ['2026-06-01T08:59:00Z', '1 minute ago'],
    ['2026-06-01T12:00:00Z', 'in 3 hours'],
    // Tonight and tomorrow morning are told apart by the school's midnight, not by 24 hours.
    ['2026-06-01T22:30:00Z', 'in 14 hours'],
    ['2026-06-01T23:30:00Z', 'tomorrow'],
    ['2026-05-31T09:00:00Z', 'yesterday'],
    ['2026-06-15T09:00:00Z', 'in 14 days'],
    ['2026-06-29T09:00:00Z', 'in 4 weeks'],
  ])('%s is %s', (at, words) => {
    expect(relativeWords(new Date(at), UK, now)).toBe(words);
  });
});

test('another zone goes by its own name', () => {
  expect(zoneWords('Europe/Dublin')).not.toBe('UK time');
  expect(zoneWords('Asia/Kolkata')).toContain('India');
});
