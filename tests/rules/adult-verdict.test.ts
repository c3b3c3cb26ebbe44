// An adult's permission is judged by the rules of a pupil's: for this use, this place, this purpose, this event and these days;
// and so is a permission for somebody else's material.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import { type AdultPermission, type AdultUse, adultVerdict } from '#app/domain/posts/adult-verdict.ts';
import { materialVerdict } from '#app/domain/posts/material-verdict.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const DAY = 86_400_000;
const later = (days: number) => new Date(AT.getTime() + days * DAY);

const permission = (differs: Partial<AdultPermission> = {}): AdultPermission => ({
  subjects: ['image'],
  channels: ['x', 'website'],
  purposes: [],
  tripId: null,
  startsAt: later(-10),
  endsAt: later(200),
  ...differs,
});
const USE: AdultUse = { subject: 'image', channel: 'x', purpose: 'trip', tripId: 'farm' };

describe('an adult', () => {
  test.each<[string, Partial<AdultPermission>, string]>([
    ['who agreed', {}, 'allow'],
    ['who agreed until it is ended', { endsAt: null }, 'allow'],
    ['who agreed to this purpose', { purposes: ['trip', 'press'] }, 'allow'],
    ['who agreed for this trip', { tripId: 'farm' }, 'allow'],
    ['whose permission ends within a month', { endsAt: later(30) }, 'warn'],
    [
      'whose permission was for this trip anyway and ends soon',
      { tripId: 'farm', endsAt: later(3) },
      'allow',
    ],
    ['who agreed to another place', { channels: ['website'] }, 'block'],
    ['who agreed to their name alone', { subjects: ['full_name'] }, 'block'],
    ['who agreed to another purpose', { purposes: ['press'] }, 'block'],
    ['who agreed for another trip', { tripId: 'museum' }, 'block'],
    ['whose permission has not begun', { startsAt: later(1) }, 'block'],
    ['whose permission ends at this very moment', { endsAt: AT }, 'block'],
  ])('%s', (_, differs, expected) => {
    expect(adultVerdict(permission(differs), USE, AT)).toBe(expected);
  });

  test('about whom nothing is on record may not be shown', () => {
    expect(adultVerdict(undefined, USE, AT)).toBe('block');
  });

  test('is never shown for more than was agreed: taking anything away never allows', () => {
    const some = <T>(of: readonly T[]) => fc.subarray([...of]);
    const day = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(
        some(SUBJECTS),
        some(CHANNELS),
        some(PURPOSES),
        day,
        fc.option(day),
        fc.constantFrom(null, 'farm', 'museum'),
        (subjects, channels, purposes, from, until, tripId) => {
          const endsAt = until === null ? null : later(until);
          const given = { subjects, channels, purposes, tripId, startsAt: later(from), endsAt };
          const may =
            subjects.includes('image') &&
            channels.includes('x') &&
            (purposes.length === 0 || purposes.includes('trip')) &&
            tripId !== 'museum' &&
            from <= 0 &&
            (until === null || until > 0);
          expect(adultVerdict(given, USE, AT) !== 'block').toBe(may);
        },
      ),
    );
  });
});

describe('somebody else’s material', () => {
  test.each<[string, Partial<AdultPermission>, string]>([
    ['permitted here and now', {}, 'allow'],
    ['permitted elsewhere', { channels: ['print'] }, 'block'],
    ['permitted from tomorrow', { startsAt: later(1) }, 'block'],
    ['permitted until now', { endsAt: AT }, 'block'],
  ])('%s', (_, differs, expected) => {
    expect(materialVerdict(permission(differs), 'x', AT)).toBe(expected);
  });

  test('that nobody permitted', () => {
    expect(materialVerdict(undefined, 'x', AT)).toBe('block');
  });
});
