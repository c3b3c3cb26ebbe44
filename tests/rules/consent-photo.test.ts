// A whole photo, and more than one moment: now and the time the post is due, of which the worse counts.
import { describe, expect, it } from 'vitest';
import type { ConsentInputs } from '#app/domain/consent/consent-types.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { resolvePhoto, worstOver, type PupilInPhoto } from '#app/domain/consent/consent-for-photo.ts';
import { answer, days, inputs, need, NOW, PUPIL, restriction } from '#tests/support/consent-records.ts';

const scene = need().scene!;
const use = { channel: 'x', purpose: 'celebration', event: null, accountKind: 'school' } as const;
const shown = (of: ConsentInputs, over: Partial<PupilInPhoto> = {}): PupilInPhoto => ({
  inputs: of,
  scene,
  named: false,
  ...over,
});
const codesAt = (of: ConsentInputs, ...times: Date[]) =>
  resolvePhoto([shown(of)], use, times).pupils[0]!.resolution.reasons.map((reason) => reason.code);

describe('a photo', () => {
  const other = inputs({ pupil: { ...PUPIL, id: 'pupil-2' }, decisions: [] });

  it('is as good as its worst pupil, each answered in the order given', () => {
    const soon = inputs({ decisions: [answer({ expiresAt: days(5) })] });
    expect(resolvePhoto([shown(inputs()), shown(soon)], use, [NOW]).verdict).toBe('warn');
    const photo = resolvePhoto([shown(other), shown(inputs())], use, [NOW]);
    expect(photo.verdict).toBe('block');
    expect(photo.pupils.map(({ pupilId, resolution }) => [pupilId, resolution.verdict])).toEqual([
      ['pupil-2', 'block'],
      ['pupil-1', 'allow'],
    ]);
  });

  it('without pupils leaves it to other checks who is in it', () => {
    expect(resolvePhoto([], use, [NOW])).toEqual({ verdict: 'allow', pupils: [] });
  });

  it('asks for the name beside the photo of those who are named, and judges each by their own scene', () => {
    const imageOnly = inputs({ decisions: [answer({ subjects: ['image'] })] });
    expect(resolvePhoto([shown(imageOnly)], use, [NOW]).verdict).toBe('allow');
    const named = resolvePhoto([shown(imageOnly, { named: true })], use, [NOW]);
    expect(named.verdict).toBe('block');
    expect(named.pupils[0]?.resolution.subject).toBe('name_with_image');
    const shy = inputs({
      decisions: [answer({ conditions: { groupOnly: false, notFaceOn: true, noUniform: false } })],
    });
    const turned = (faceOn: 'yes' | 'no') =>
      resolvePhoto([shown(shy, { scene: { ...scene, faceOn } })], use, [NOW]);
    expect([turned('yes').verdict, turned('no').verdict]).toEqual(['block', 'allow']);
  });
});

describe('more than one moment', () => {
  it('stops what runs out, begins or turns before the post is due, and what has not begun today', () => {
    expect(codesAt(inputs({ decisions: [answer({ expiresAt: days(3) })] }), NOW, days(3))).toEqual([
      'expired',
      'expires_soon',
    ]);
    expect(codesAt(inputs({ restrictions: [restriction({ startsAt: days(2) })] }), NOW, days(3))).toEqual([
      'not_permitted',
    ]);
    expect(codesAt(inputs({ pupil: { ...PUPIL, dateOfBirth: '2013-06-12' } }), NOW, days(3))).toEqual([
      'view_not_asked',
    ]);
    expect(codesAt(inputs({ decisions: [answer({ effectiveFrom: days(1) })] }), NOW, days(3))).toEqual([
      'no_consent',
    ]);
    expect(codesAt(inputs(), NOW, days(3))).toEqual([]);
  });

  it('finds a restriction that was added after the post was scheduled, at the moment of publishing', () => {
    const due = days(2);
    expect(codesAt(inputs(), NOW, due)).toEqual([]);
    expect(codesAt(inputs({ restrictions: [restriction({ startsAt: days(1) })] }), due)).toEqual([
      'not_permitted',
    ]);
  });

  it('judges the age of the export by the first of them, and again as the post goes out', () => {
    const of = inputs({ import: { exportedAt: days(-3) } });
    expect(codesAt(of, NOW, days(14))).toEqual([]);
    expect(codesAt(of, days(14))).toEqual(['stale_data']);
  });

  it('names each reason once, at its worst, with the answers of all moments', () => {
    const first = answer({ id: 'a', expiresAt: days(1) });
    const second = answer({ id: 'b', holderId: 'father', expiresAt: days(2) });
    const merged = worstOver([NOW, days(5)], (at) =>
      resolve(inputs({ decisions: [first, second] }), need({ at })),
    );
    expect(merged.verdict).toBe('block');
    expect(merged.reasons.map(({ code, decisionIds }) => [code, decisionIds])).toEqual([
      ['expired', ['a', 'b']],
      ['expires_soon', ['a', 'b']],
    ]);
    expect(merged.decisionIds).toEqual(['a', 'b']);
  });

  it('takes the worse of two verdicts for the same reason, whichever comes first', () => {
    const teenager = { ...PUPIL, dateOfBirth: '2012-01-01' };
    const warnAt = (warned: Date) => (at: Date) =>
      resolve(
        inputs({ pupil: teenager, settings: { imageWhenViewNotAsked: at === warned ? 'warn' : 'block' } }),
        need({ at }),
      );
    const later = days(1);
    for (const warned of [NOW, later]) {
      const merged = worstOver([NOW, later], warnAt(warned));
      expect(merged.reasons).toMatchObject([{ code: 'view_not_asked', verdict: 'block' }]);
    }
    expect(worstOver([NOW, NOW], warnAt(NOW)).reasons).toMatchObject([{ verdict: 'warn' }]);
  });

  it('lets a group be enough only when it is at every moment', () => {
    const groupAt = (at: Date) =>
      resolve(
        inputs({
          restrictions: [restriction({ type: 'group_only' }), restriction({ startsAt: days(2) })],
        }),
        need({ at, scene: { ...scene, identifiablePeople: 1 } }),
      );
    expect(worstOver([NOW, days(1)], groupAt).reasons[0]?.groupWouldDo).toBe(true);
    expect(worstOver([NOW, days(3)], groupAt).reasons[0]?.groupWouldDo).toBe(false);
    expect(worstOver([days(3), NOW], groupAt).reasons[0]?.groupWouldDo).toBe(false);
  });

  it('must be at least one: without a moment there is no answer', () => {
    expect(() => resolvePhoto([shown(inputs())], use, [])).toThrow(RangeError);
    expect(() => worstOver([], () => resolve(inputs(), need()))).toThrow(RangeError);
  });
});
