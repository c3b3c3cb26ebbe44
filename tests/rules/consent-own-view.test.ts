// Pupils old enough to be asked themselves, and those who decide alone.
import { describe, expect, it } from 'vitest';
import type { Subject } from '#app/domain/consent/consent-types.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { answer, codes, days, holder, inputs, need, PUPIL, view } from '#tests/support/consent-records.ts';

const NAMES_ALLOWED = { pupilIdentity: 'first_name_with_consent' } as const;
const TEENAGER = { ...PUPIL, dateOfBirth: '2012-01-01' };
const no = { decision: 'refused' } as const;

describe("the pupil's view, from the school's own age on", () => {
  const turned13 = { ...PUPIL, dateOfBirth: '2013-06-10' };

  it('is asked from the birthday, though consent was given before it', () => {
    expect(codes(inputs({ pupil: turned13 }))).toEqual(['view_not_asked']);
    expect(codes(inputs({ pupil: { ...PUPIL, dateOfBirth: '2013-06-11' } }))).toEqual([]);
    expect(codes(inputs({ pupil: turned13, views: [view()] }))).toEqual([]);
  });

  it('is asked when the date of birth is not known', () => {
    expect(codes(inputs({ pupil: { ...PUPIL, dateOfBirth: null } }))).toEqual(['view_not_asked']);
  });

  it('warns instead where the school says so, for a photo and for nothing else', () => {
    const of = inputs({
      pupil: TEENAGER,
      settings: { ...NAMES_ALLOWED, imageWhenViewNotAsked: 'warn' },
    });
    const verdict = (subject: Subject) =>
      resolve(of, need({ subject, scene: subject === 'image' ? need().scene : null }));
    expect(verdict('image').verdict).toBe('warn');
    for (const subject of ['first_name', 'full_name', 'name_with_image', 'video', 'voice', 'work'] as const) {
      expect(verdict(subject)).toMatchObject({ verdict: 'block', reasons: [{ code: 'view_not_asked' }] });
    }
  });

  it('must be a yes to each part, written down by then, and not taken back as not asked', () => {
    const asked = need({ subject: 'name_with_image' });
    const said = (...views: Parameters<typeof view>[0][]) =>
      codes(
        inputs({ pupil: TEENAGER, views: views.map((one) => view(one)), settings: NAMES_ALLOWED }),
        asked,
      );
    expect(said({ subject: null })).toEqual([]);
    expect(said({ subject: 'image' }, { subject: 'first_name' })).toEqual(['view_not_asked']);
    expect(said({ subject: 'image' }, { subject: 'full_name' }, { subject: 'name_with_image' })).toEqual([]);
    expect(said({ recordedAt: days(1) })).toEqual(['view_not_asked']);
    expect(said({}, { answer: 'not_asked', askedAt: days(-1) })).toEqual(['view_not_asked']);
  });

  it('is known when the pupil has agreed in person, which counts from that age and at a known age only', () => {
    const self = [holder('self', { basis: 'self' })];
    const agreed = (pupil: typeof PUPIL | typeof TEENAGER, decidedAt = days(-30)) =>
      codes(inputs({ pupil, holders: self, decisions: [answer({ holderId: 'self', decidedAt })] }));
    expect(agreed(TEENAGER)).toEqual([]);
    const midnight = new Date('2026-05-31T23:00:00Z');
    expect(agreed({ ...TEENAGER, dateOfBirth: '2013-06-01' }, midnight)).toEqual([]);
    expect(agreed(PUPIL)).toEqual(['no_consent']);
    expect(agreed({ ...PUPIL, dateOfBirth: null as never })).toEqual(['no_consent', 'view_not_asked']);
    expect(agreed({ ...TEENAGER, dateOfBirth: '2013-06-01' }, days(-30))).toEqual([
      'no_consent',
      'view_not_asked',
    ]);
  });
});

describe('an adult pupil', () => {
  const adult = { ...PUPIL, dateOfBirth: '2008-06-10' };

  it('decides alone from 18: a parent’s yes ends, a parent’s no does not', () => {
    const views = [view()];
    expect(codes(inputs({ pupil: adult, views }))).toEqual(['no_consent']);
    expect(codes(inputs({ pupil: { ...PUPIL, dateOfBirth: '2008-06-11' }, views }))).toEqual([]);
    const tick = answer({ holderId: null, legacyTick: true });
    expect(codes(inputs({ pupil: adult, views, decisions: [tick] }))).toEqual(['no_consent']);
    const holders = [holder('mother'), holder('self', { basis: 'self' })];
    const own = answer({ holderId: 'self' });
    const midnight = new Date('2026-06-09T23:00:00Z');
    expect(codes(inputs({ pupil: adult, views }), need({ at: midnight }))).toEqual(['no_consent']);
    expect(codes(inputs({ pupil: adult, views }), need({ at: new Date(midnight.getTime() - 1) }))).toEqual(
      [],
    );
    expect(codes(inputs({ pupil: adult, holders, decisions: [own] }))).toEqual([]);
    expect(codes(inputs({ pupil: adult, holders, decisions: [own, answer(no)] }))).toEqual(['refused']);
  });
});
