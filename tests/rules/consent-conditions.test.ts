// Conditions that a yes asks for: kept to in the photo, and unknown means not kept to.
import { describe, expect, it } from 'vitest';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { answer, codes, days, inputs, need } from '#tests/support/consent-records.ts';

const NAMES_ALLOWED = { pupilIdentity: 'first_name_with_consent' } as const;

describe('conditions of a yes', () => {
  const scene = { identifiablePeople: 5, faceOn: 'no', uniform: 'no' } as const;

  it.each([
    ['groupOnly', { identifiablePeople: 2 }, { identifiablePeople: null }],
    ['notFaceOn', { faceOn: 'yes' }, { faceOn: 'unknown' }],
    ['noUniform', { uniform: 'yes' }, { uniform: 'unknown' }],
  ] as const)('%s must be met, and what is unknown does not meet it', (condition, broken, unknown) => {
    const conditions = { groupOnly: false, notFaceOn: false, noUniform: false, [condition]: true };
    const of = inputs({ decisions: [answer({ conditions, id: 'with-condition' })] });
    expect(codes(of, need({ scene }))).toEqual([]);
    for (const over of [broken, unknown]) {
      const result = resolve(of, need({ scene: { ...scene, ...over } }));
      expect(result).toMatchObject({
        verdict: 'block',
        reasons: [{ code: 'condition', unmet: [condition], decisionIds: ['with-condition'] }],
      });
      expect(result.reasons[0]?.groupWouldDo).toBe(condition === 'groupOnly');
    }
    expect(codes(of, need({ scene: null }))).toEqual(['condition']);
    expect(codes(of, need({ subject: 'first_name', scene: null }))).toEqual([]);
  });

  it('group only, with two pupils and a group of three', () => {
    const conditions = { groupOnly: true, notFaceOn: false, noUniform: false };
    const of = (groupSize: number) =>
      inputs({ decisions: [answer({ conditions })], settings: { groupSize } });
    expect(codes(of(3), need({ scene: { ...scene, identifiablePeople: 2 } }))).toEqual(['condition']);
    expect(codes(of(2), need({ scene: { ...scene, identifiablePeople: 2 } }))).toEqual([]);
  });

  it('asked for by one parent hold, though the other asked for none', () => {
    const conditions = { groupOnly: false, notFaceOn: true, noUniform: false };
    const decisions = [answer(), answer({ holderId: 'father', conditions })];
    expect(codes(inputs({ decisions }))).toEqual(['condition']);
  });

  it('stand until the same person’s later yes without them, even when that yes has run out', () => {
    const conditions = { groupOnly: false, notFaceOn: true, noUniform: false };
    const asked = answer({ holderId: 'father', conditions, expiresAt: days(-1), decidedAt: days(-20) });
    const later = (over: Parameters<typeof answer>[0]) =>
      codes(inputs({ decisions: [answer(), asked, answer(over)] }));
    expect(codes(inputs({ decisions: [answer(), asked] }))).toEqual(['condition']);
    expect(later({ holderId: 'father', decidedAt: days(-10) })).toEqual([]);
    expect(later({ holderId: 'mother', decidedAt: days(-10) })).toEqual(['condition']);
    expect(later({ holderId: 'father', decidedAt: days(-25), recordedAt: days(-10) })).toEqual(['condition']);
  });

  it('count for a name beside a photo, from whichever part they were asked for', () => {
    const conditions = { groupOnly: true, notFaceOn: false, noUniform: false };
    const decisions = [answer(), answer({ subjects: ['name_with_image'], conditions, decidedAt: days(-20) })];
    const of = inputs({ decisions, settings: NAMES_ALLOWED });
    const alone = { ...scene, identifiablePeople: 1 };
    expect(codes(of, need({ subject: 'name_with_image', scene: alone }))).toEqual(['condition']);
    expect(codes(of, need({ scene: alone }))).toEqual([]);
  });
});
