// The rules by which a no stops a use: a restriction, the pupil's own word, anyone's refusal or withdrawal.
import { describe, expect, it } from 'vitest';
import type { Subject } from '#app/domain/consent/consent-types.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import {
  NOW,
  PUPIL,
  answer,
  codes,
  days,
  inputs,
  need,
  restriction,
  view,
} from '#tests/support/consent-records.ts';

const NAMES_ALLOWED = { pupilIdentity: 'first_name_with_consent' } as const;
const no = { decision: 'refused' } as const;

describe('a restriction by the safeguarding lead', () => {
  it.each(['do_not_publish', 'ask_safeguarding_lead'] as const)('%s stops every use', (type) => {
    for (const subject of ['image', 'first_name', 'work', 'voice'] satisfies Subject[]) {
      expect(codes(inputs({ restrictions: [restriction({ type })] }), need({ subject }))).toEqual([
        'not_permitted',
      ]);
    }
  });

  it('no_name stops names and leaves photos', () => {
    const of = inputs({ restrictions: [restriction({ type: 'no_name' })], settings: NAMES_ALLOWED });
    expect(codes(of, need({ subject: 'first_name' }))).toEqual(['not_permitted']);
    expect(codes(of, need({ subject: 'name_with_image' }))).toEqual(['not_permitted']);
    expect(codes(of)).toEqual([]);
  });

  it('no_place stops whatever is not known to keep the place back', () => {
    const of = inputs({ restrictions: [restriction({ type: 'no_place' })] });
    const scene = { identifiablePeople: 3, faceOn: 'yes', uniform: 'no' } as const;
    expect(codes(of, need({ scene: { ...scene, placeTold: 'no' } }))).toEqual([]);
    expect(codes(of, need({ scene: { ...scene, placeTold: 'unknown' } }))).toEqual(['not_permitted']);
    expect(codes(of, need({ scene }))).toEqual(['not_permitted']);
    expect(codes(of, need({ subject: 'first_name', scene: null }))).toEqual(['not_permitted']);
  });

  it('group_only stops a photo of fewer people than make a group', () => {
    const of = inputs({ restrictions: [restriction({ type: 'group_only' })] });
    const shown = (identifiablePeople: number | null) =>
      codes(of, need({ scene: { identifiablePeople, faceOn: 'yes', uniform: 'yes' } }));
    expect([2, 3, null].map(shown)).toEqual([['not_permitted'], [], ['not_permitted']]);
  });

  it('counts from its start, with a minute for differing clocks, until it is lifted', () => {
    const set = (startsAt: Date, liftedAt: Date | null) =>
      codes(inputs({ restrictions: [restriction({ startsAt, liftedAt })] }));
    expect(set(new Date(NOW.getTime() + 60_000), null)).toEqual(['not_permitted']);
    expect(set(new Date(NOW.getTime() + 60_001), null)).toEqual([]);
    expect(set(days(-5), NOW)).toEqual([]);
    expect(set(days(-5), new Date(NOW.getTime() + 1))).toEqual(['not_permitted']);
  });
});

describe("the pupil's own no", () => {
  it('wins over a yes by a parent', () => {
    expect(codes(inputs({ views: [view({ answer: 'no' })] }))).toEqual(['pupil_refused']);
  });

  it('stops a name beside a photo when it is about the photo, and leaves the rest', () => {
    const of = inputs({ views: [view({ answer: 'no', subject: 'image' })], settings: NAMES_ALLOWED });
    expect(codes(of, need({ subject: 'name_with_image' }))).toEqual(['pupil_refused']);
    expect(codes(of, need({ subject: 'first_name' }))).toEqual([]);
  });

  it('to a voice stops a video, which carries it', () => {
    const of = inputs({ views: [view({ answer: 'no', subject: 'voice' })] });
    expect(codes(of, need({ subject: 'video' }))).toEqual(['pupil_refused']);
    expect(codes(of)).toEqual([]);
  });

  it("ends only with the pupil's own later yes, later by its date and by its writing", () => {
    const refused = view({ answer: 'no', askedAt: days(-10) });
    const after = (over: Parameters<typeof view>[0]) => codes(inputs({ views: [refused, view(over)] }));
    expect(after({ askedAt: days(-5) })).toEqual([]);
    expect(after({ askedAt: days(0) })).toEqual([]);
    expect(after({ askedAt: days(-10), recordedAt: days(-4) })).toEqual([]);
    expect(after({ askedAt: days(-15), recordedAt: days(-5) })).toEqual(['pupil_refused']);
    expect(after({ askedAt: days(-5), recordedAt: days(-12) })).toEqual(['pupil_refused']);
    expect(after({ askedAt: days(-10), recordedAt: days(-10) })).toEqual(['pupil_refused']);
    expect(after({ askedAt: days(-5), answer: 'not_asked' })).toEqual(['pupil_refused']);
    expect(after({ askedAt: days(1) })).toEqual(['pupil_refused']);
  });
});

describe('what the pupil said within one millisecond', () => {
  const TEENAGER = { ...PUPIL, dateOfBirth: '2012-01-01' };
  const said = (...views: Parameters<typeof view>[0][]) =>
    codes(inputs({ pupil: TEENAGER, views: views.map((one) => view(one)) }));

  it('goes by the order of writing', () => {
    const no = { answer: 'no', askedAt: days(-9), recordedAt: days(-5), sequence: 1 } as const;
    const yes = { answer: 'yes', askedAt: days(-8), recordedAt: days(-5) } as const;
    expect(said(no, { ...yes, sequence: 2 })).toEqual([]);
    expect(said({ ...yes, sequence: 2 }, no)).toEqual([]);
    expect(said({ ...yes, sequence: 0 }, no)).toContain('pupil_refused');
  });

  it('and under one number, by what protects the pupil more', () => {
    const one = { recordedAt: days(-5), sequence: 1 };
    const yes = { ...one, answer: 'yes', askedAt: days(-8) } as const;
    const notAsked = { ...one, answer: 'not_asked', askedAt: days(-9) } as const;
    const no = { ...one, answer: 'no', askedAt: days(-9) } as const;
    expect([said(yes, notAsked), said(notAsked, yes)]).toEqual([['view_not_asked'], ['view_not_asked']]);
    expect(said(no, yes)).toContain('pupil_refused');
    expect(said(yes, no)).toContain('pupil_refused');
  });
});

describe("anyone's no", () => {
  it.each(['refused', 'withdrawn'] as const)(
    '%s by one parent stops what the other agreed to',
    (decision) => {
      const against = answer({ decision, holderId: 'father' });
      const result = resolve(inputs({ decisions: [answer(), against] }), need());
      expect(result.reasons.map((reason) => reason.code)).toEqual(['refused']);
      expect(result.reasons[0]?.decisionIds).toEqual([against.id]);
    },
  );

  it('stops it from a person nobody knows, too', () => {
    expect(codes(inputs({ decisions: [answer(), answer({ ...no, holderId: 'a stranger' })] }))).toEqual([
      'refused',
    ]);
  });

  it('ends when the same person agrees again, and not when another does', () => {
    const withdrawn = answer({ decision: 'withdrawn', decidedAt: days(-20) });
    const again = (holderId: string) => [answer(), withdrawn, answer({ holderId, decidedAt: days(-10) })];
    expect(codes(inputs({ decisions: again('mother') }))).toEqual([]);
    expect(codes(inputs({ decisions: again('father') }))).toEqual(['refused']);
  });

  it('to a first name is a no to the full name, and one to the full name leaves the first', () => {
    const decisions = (subject: Subject) => [
      answer({ subjects: ['first_name', 'full_name'] }),
      answer({ ...no, holderId: 'father', subjects: [subject] }),
    ];
    const words = (subject: Subject) => need({ subject, scene: null });
    expect(codes(inputs({ decisions: decisions('first_name') }), words('full_name'))).toEqual(['refused']);
    expect(codes(inputs({ decisions: decisions('full_name') }), words('first_name'))).toEqual([]);
  });

  it.each(['image', 'voice'] as const)('to %s is a no to video, which carries it', (subject) => {
    const decisions = [answer(), answer({ ...no, holderId: 'father', subjects: [subject] })];
    expect(codes(inputs({ decisions }), need({ subject: 'video' }))).toEqual(['refused']);
  });
});
