// The rule that every use needs a yes: by the right person, for that very use, and still running.
import { describe, expect, it } from 'vitest';
import { CHANNELS, type Channel, type Subject } from '#app/domain/consent/consent-types.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import {
  answer,
  codes,
  days,
  holder,
  inputs,
  need,
  PUPIL,
  restriction,
  view,
} from '#tests/support/consent-records.ts';

const NAMES_ALLOWED = { pupilIdentity: 'first_name_with_consent' } as const;
const no = { decision: 'refused' } as const;

describe('no yes for this use', () => {
  it('when nobody has answered', () => {
    expect(codes(inputs({ decisions: [] }))).toEqual(['no_consent']);
  });

  it('when the export came back blank', () => {
    const blank = answer({ decision: 'not_answered', source: 'import:arbor', holderId: null });
    expect(codes(inputs({ decisions: [blank] }))).toEqual(['no_consent']);
  });

  it('for another channel: website alone is not X, and press is no social channel', () => {
    expect(codes(inputs({ decisions: [answer({ channels: ['website'] })] }))).toEqual(['no_consent']);
    const press = inputs({ decisions: [answer({ channels: ['press'], purposes: ['press'] })] });
    for (const channel of CHANNELS.filter((one): one is Channel => one !== 'press')) {
      expect(codes(press, need({ channel, purpose: 'press' }))).toEqual(['no_consent']);
    }
    expect(codes(press, need({ channel: 'press', purpose: 'press' }))).toEqual([]);
  });

  it('for another purpose', () => {
    expect(codes(inputs({ decisions: [answer({ purposes: ['teaching'] })] }))).toEqual(['no_consent']);
  });

  it("for accounts farther off than agreed: the trust's, another school's", () => {
    const reach = (accountScope: 'own_school' | 'trust' | 'trust_schools') =>
      (['school', 'department', 'trust', 'other_school'] as const).map(
        (accountKind) =>
          codes(inputs({ decisions: [answer({ accountScope })] }), need({ accountKind })).length === 0,
      );
    expect(reach('own_school')).toEqual([true, true, false, false]);
    expect(reach('trust')).toEqual([true, true, true, false]);
    expect(reach('trust_schools')).toEqual([true, true, true, true]);
  });

  it('from a brother: a yes for another pupil never carries', () => {
    expect(codes(inputs({ decisions: [answer({ pupilId: 'brother' })] }))).toEqual(['no_consent']);
    const brothers = inputs({
      decisions: [answer(), answer({ ...no, pupilId: 'brother', holderId: 'father' })],
      views: [view({ pupilId: 'brother', answer: 'no' })],
      restrictions: [restriction({ pupilId: 'brother' })],
    });
    expect(codes(brothers)).toEqual([]);
  });

  it('for one of two with the same first name: records go by the pupil, never by the name', () => {
    const namesake = { ...PUPIL, id: 'pupil-2' };
    const records = [answer(), answer({ ...no, pupilId: namesake.id, holderId: 'other mother' })];
    const holders = [holder('mother'), holder('other mother', { pupilId: namesake.id })];
    expect(codes(inputs({ decisions: records, holders }))).toEqual([]);
    expect(codes(inputs({ pupil: namesake, decisions: records, holders }))).toEqual([
      'refused',
      'no_consent',
    ]);
  });

  it('for a name beside a photo, when only some of its three parts are agreed', () => {
    const asked = need({ subject: 'name_with_image' });
    const agreed = (...subjects: Subject[]) =>
      codes(inputs({ decisions: [answer({ subjects })], settings: NAMES_ALLOWED }), asked);
    expect(agreed('image', 'first_name', 'name_with_image')).toEqual([]);
    expect(agreed('image', 'full_name', 'name_with_image')).toEqual([]);
    expect(agreed('image', 'first_name')).toEqual(['no_consent']);
    expect(agreed('image', 'name_with_image')).toEqual(['no_consent']);
    expect(agreed('first_name', 'name_with_image')).toEqual(['no_consent']);
  });

  it('when the full name that would have covered the first is disputed', () => {
    const decisions = [
      answer({ subjects: ['full_name'] }),
      answer({ ...no, holderId: 'father', subjects: ['full_name'] }),
    ];
    const words = need({ subject: 'first_name', scene: null });
    expect(codes(inputs({ decisions }), words)).toEqual(['no_consent']);
    expect(codes(inputs({ decisions: decisions.slice(0, 1) }), words)).toEqual([]);
  });
});

describe('a yes that has run out', () => {
  it('stops from its last moment on, between approval and publishing', () => {
    const of = inputs({ decisions: [answer({ expiresAt: days(1), id: 'old' })] });
    expect(codes(of, need({ at: new Date(days(1).getTime() - 1) }))).toEqual(['expires_soon']);
    const after = resolve(of, need({ at: days(1) }));
    expect(after).toMatchObject({ verdict: 'block', reasons: [{ code: 'expired' }], decisionIds: ['old'] });
  });

  it('stops when the wording it was given on is retired', () => {
    const of = inputs({ decisions: [answer({ formRetiredAt: days(1) })] });
    expect(codes(of)).toEqual([]);
    expect(codes(of, need({ at: days(1) }))).toEqual(['expired']);
  });

  it('is not brought back by an older yes that it replaced', () => {
    const decisions = [
      answer({ decidedAt: days(-400) }),
      answer({ decidedAt: days(-30), expiresAt: days(-1) }),
    ];
    expect(codes(inputs({ decisions }))).toEqual(['expired']);
  });

  it('does no harm while another person’s yes runs', () => {
    const decisions = [answer({ expiresAt: days(-1) }), answer({ holderId: 'father' })];
    expect(codes(inputs({ decisions }))).toEqual([]);
  });
});

describe('warnings', () => {
  it('says when the yes runs out within thirty days, unless another will last', () => {
    expect(resolve(inputs({ decisions: [answer({ expiresAt: days(30) })] }), need())).toMatchObject({
      verdict: 'warn',
      reasons: [{ code: 'expires_soon', verdict: 'warn' }],
    });
    expect(codes(inputs({ decisions: [answer({ expiresAt: days(31) })] }))).toEqual([]);
    const decisions = [answer({ expiresAt: days(3) }), answer({ holderId: 'father' })];
    expect(codes(inputs({ decisions }))).toEqual([]);
  });

  it('says when the yes is a tick without giver or date, which counts as one', () => {
    const tick = answer({ holderId: null, legacyTick: true, source: 'import:sims' });
    expect(resolve(inputs({ decisions: [tick] }), need())).toMatchObject({
      verdict: 'warn',
      reasons: [{ code: 'legacy_tick' }],
      decisionIds: [tick.id],
    });
    expect(codes(inputs({ decisions: [tick, answer()] }))).toEqual([]);
  });

  it('gives a yes by nobody no weight when it is not such a tick', () => {
    expect(codes(inputs({ decisions: [answer({ holderId: null })] }))).toEqual(['no_consent']);
  });
});
