// Times as a school office says them: in its own zone, by the day, on both sides of midnight and of the clocks' changes.
import { describe, expect, test } from 'vitest';
import {
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
    text: 'Wed 3 June, 9:30 am',
    zone: 'UK time',
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
