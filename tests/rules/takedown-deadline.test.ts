// By when a live post has to be gone: the same school day, an hour at least, and never later than the next morning.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUntil, takedownDeadline } from '#app/domain/posts/takedown-deadline.ts';

const LONDON = 'Europe/London';

describe('the deadline of a takedown', () => {
  it.each([
    ['a Wednesday morning', '2026-11-18T09:00:00Z', '2026-11-18T17:00:00Z'],
    ['a Wednesday night before school', '2026-11-18T02:00:00Z', '2026-11-18T17:00:00Z'],
    ['five minutes before the day ends', '2026-11-18T16:55:00Z', '2026-11-18T17:55:00Z'],
    ['a Wednesday evening', '2026-11-18T18:00:00Z', '2026-11-19T10:00:00Z'],
    ['a Friday evening: nobody waits for Monday', '2026-11-20T17:00:00Z', '2026-11-21T10:00:00Z'],
    ['a Sunday', '2026-11-22T12:00:00Z', '2026-11-23T10:00:00Z'],
    ['the evening before the clocks go forward', '2026-03-28T20:00:00Z', '2026-03-29T09:00:00Z'],
  ])('after %s', (_name, at, end) => {
    expect(takedownDeadline(new Date(at), LONDON)).toEqual(new Date(end));
  });

  it('leaves an hour at least and a day and a half at most, at any moment in any zone', () => {
    const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom(LONDON, 'America/New_York', 'Asia/Kolkata'), (at, zone) => {
        const hours = (takedownDeadline(at, zone).getTime() - at.getTime()) / 3_600_000;
        expect(hours).toBeGreaterThanOrEqual(1);
        expect(hours).toBeLessThanOrEqual(36);
      }),
    );
  });
});

describe('how long somebody may look at a look-alike', () => {
  const at = (text: string) => new Date(text);
  it.each([
    ['two hours in the morning', '2026-11-18T09:00:00Z', '2026-11-18T17:00:00Z', '2026-11-18T11:00:00Z'],
    [
      'until a quarter of an hour before the end',
      '2026-11-18T16:00:00Z',
      '2026-11-18T17:00:00Z',
      '2026-11-18T16:45:00Z',
    ],
    [
      'not at all when the time is over',
      '2026-11-18T18:00:00Z',
      '2026-11-18T17:00:00Z',
      '2026-11-18T18:00:00Z',
    ],
  ])('%s', (_name, now, deadline, until) => {
    expect(lookUntil(at(now), at(deadline))).toEqual(at(until));
  });
});
