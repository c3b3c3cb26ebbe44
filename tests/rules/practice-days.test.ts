// The practice world can be made on any day of any year: ages fit the year groups, forms run, and nothing was written down tomorrow.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerStory } from '#db/seed/practice-answers.ts';
import { practiceRecord } from '#db/seed/practice-consents.ts';
import { formRunsUntil, lastFormRanUntil, schoolYearOf } from '#db/seed/practice-days.ts';
import { PRACTICE_CLASSES, practicePupils } from '#db/seed/practice-pupils.ts';
import { practiceTrips } from '#db/seed/practice-trips.ts';

const DAY = 86_400_000;
const anyDay = fc.date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const SCHOOLS = ['ashwick', 'harrowdean'] as const;

it.each([
  ['2026-08-31T22:59:59Z', '2025', '2027-08-31T23:00:00Z', '2025-08-31T23:00:00Z'],
  ['2026-09-01T00:00:00Z', '2026', '2027-08-31T23:00:00Z', '2026-08-31T23:00:00Z'],
  ['2026-11-18T15:30:00Z', '2026', '2027-08-31T23:00:00Z', '2026-08-31T23:00:00Z'],
  ['2027-07-03T12:00:00Z', '2026', '2028-08-31T23:00:00Z', '2026-08-31T23:00:00Z'],
])(
  'on %s the school year, the end of forms signed now and of the last ones are right',
  (now, year, next, last) => {
    const at = new Date(now);
    expect(String(schoolYearOf(at))).toBe(year);
    expect(formRunsUntil(at)).toEqual(new Date(next));
    expect(lastFormRanUntil(at)).toEqual(new Date(last));
  },
);

it('on any day forms signed now run at least sixty days, and the last ones are over', () => {
  fc.assert(
    fc.property(anyDay, (now) => {
      expect(formRunsUntil(now).getTime() - now.getTime()).toBeGreaterThanOrEqual(60 * DAY);
      expect(lastFormRanUntil(now).getTime()).toBeLessThanOrEqual(now.getTime());
    }),
  );
});

it('on any day every pupil has the age of their year group, as of the day before it began, and has joined the school', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...SCHOOLS), (now, school) => {
      for (const pupil of practicePupils(school, now)) {
        const klass = PRACTICE_CLASSES[school].find(
          (each) => each.registrationGroup === pupil.registrationGroup,
        );
        const eve = new Date(Date.UTC(schoolYearOf(now), 7, 31));
        const born = new Date(`${pupil.dateOfBirth}T00:00:00Z`);
        const birthday = new Date(born);
        birthday.setUTCFullYear(eve.getUTCFullYear());
        const age = eve.getUTCFullYear() - born.getUTCFullYear() - (birthday > eve ? 1 : 0);
        expect(age).toBe((klass?.year ?? 0) + 4);
        expect(new Date(`${pupil.startsOn}T00:00:00Z`).getTime()).toBeLessThanOrEqual(now.getTime());
      }
    }),
    { numRuns: 25 },
  );
});

it('on any day nothing was answered or written down in the future, and only lapsed answers have run out', () => {
  const reason = { box: 'x', keyId: 'k' };
  const index = fc.integer({ min: 0, max: 59 });
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...SCHOOLS), index, (now, school, place) => {
      const story = answerStory(school, place);
      const record = practiceRecord(school, { index: place, surname: 'Okafor', asked: true }, now, reason);
      for (const { decidedAt, effectiveFrom, recordedAt, expiresAt } of record.decisions) {
        for (const moment of [decidedAt, effectiveFrom, recordedAt]) {
          expect(moment.getTime()).toBeLessThanOrEqual(now.getTime());
        }
        expect(recordedAt.getTime()).toBeGreaterThanOrEqual(decidedAt.getTime());
        if (expiresAt) expect(expiresAt.getTime() <= now.getTime()).toBe(story === 'expired');
      }
      for (const view of record.views) expect(view.recordedAt.getTime()).toBeLessThan(now.getTime());
      expect(record.restrictions).toHaveLength(story === 'restricted' ? 1 : 0);
    }),
  );
});

it('on any day one trip is over by two hours and one is out, at times a person would write', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...SCHOOLS), (now, school) => {
      const { trips } = practiceTrips(school, now);
      const [over, out] = trips;
      const since = now.getTime() - (over?.endsAt.getTime() ?? 0);
      expect(since).toBeGreaterThanOrEqual(2 * 3_600_000);
      expect(since).toBeLessThan(2 * 3_600_000 + 300_000);
      expect(out && out.startsAt < now && now < out.endsAt).toBe(true);
      for (const trip of trips) expect(trip.endsAt.getTime() % 300_000).toBe(0);
    }),
  );
});
