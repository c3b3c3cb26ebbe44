// The consent decision as a whole, and the rules that follow from the school: roll and naming policy.
import { describe, expect, it } from 'vitest';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import {
  answer,
  codes,
  days,
  inputs,
  need,
  PUPIL,
  restriction,
  view,
} from '#tests/support/consent-records.ts';

const NAMES_ALLOWED = { pupilIdentity: 'first_name_with_consent' } as const;
const TEENAGER = { ...PUPIL, dateOfBirth: '2012-01-01' };
const no = { decision: 'refused' } as const;

describe('a pupil may be shown (R-62)', () => {
  it('when someone with authority has agreed and nothing speaks against it', () => {
    const yes = answer();
    const result = resolve(inputs({ decisions: [yes] }), need());
    expect(result).toEqual({ subject: 'image', verdict: 'allow', reasons: [], decisionIds: [yes.id] });
  });

  it('resting on every yes that counts, named once and sorted', () => {
    const second = answer({ id: 'b', holderId: 'father' });
    const first = answer({ id: 'a' });
    expect(resolve(inputs({ decisions: [second, first] }), need()).decisionIds).toEqual(['a', 'b']);
  });

  it('and is answered the same whatever order the records come in', () => {
    const records = [answer(), answer({ ...no, decidedAt: days(-20) }), answer({ decidedAt: days(-10) })];
    expect(codes(inputs({ decisions: records }))).toEqual([]);
    expect(codes(inputs({ decisions: [...records].reverse() }))).toEqual([]);
  });
});

describe('not on roll', () => {
  it.each([
    ['before the first day', { startsOn: '2026-06-11' }, ['not_on_roll']],
    ['on the first day', { startsOn: '2026-06-10' }, []],
    ['on the last day', { leavesOn: '2026-06-10' }, []],
    ['a leaver, the day after', { leavesOn: '2026-06-09' }, ['not_on_roll']],
  ])('%s', (_when, dates, expected) => {
    expect(codes(inputs({ pupil: { ...PUPIL, ...dates } }))).toEqual(expected);
  });

  it('is satisfied for a trip by a yes given for that very trip, and by no other', () => {
    const leaver = { ...PUPIL, leavesOn: '2026-06-09' };
    const onTrip = need({ purpose: 'trip', event: { id: 'trip-1', firstPostAt: null } });
    expect(codes(inputs({ pupil: leaver, decisions: [answer({ eventId: 'trip-1' })] }), onTrip)).toEqual([]);
    expect(codes(inputs({ pupil: leaver, decisions: [answer()] }), onTrip)).toEqual(['not_on_roll']);
    expect(codes(inputs({ pupil: leaver, decisions: [answer({ eventId: 'trip-2' })] }), onTrip)).toContain(
      'not_on_roll',
    );
  });
});

describe('the naming policy (R-33, R-37)', () => {
  it.each([
    ['never', ['policy'], ['policy'], ['policy']],
    ['name_without_image', [], ['policy'], []],
    ['first_name_with_consent', [], [], []],
  ] as const)('%s', (pupilIdentity, firstName, besideImage, fullName) => {
    const of = inputs({ settings: { pupilIdentity } });
    expect(codes(of, need({ subject: 'first_name', scene: null }))).toEqual(firstName);
    expect(codes(of, need({ subject: 'name_with_image' }))).toEqual(besideImage);
    expect(codes(of, need({ subject: 'full_name', scene: null }))).toEqual(fullName);
    expect(codes(of)).toEqual([]);
  });

  it('never lets a full name stand beside a photo of people, whatever was agreed', () => {
    const of = inputs({ settings: NAMES_ALLOWED });
    const beside = (identifiablePeople: number | null) =>
      codes(of, need({ subject: 'full_name', scene: { identifiablePeople, faceOn: 'no', uniform: 'no' } }));
    expect([1, null, 0].map(beside)).toEqual([['policy'], ['policy'], []]);
  });
});

describe('several reasons at once', () => {
  it('are all given, in the order of the rules, and the worst decides', () => {
    const of = inputs({
      pupil: { ...TEENAGER, leavesOn: '2026-01-01' },
      restrictions: [restriction()],
      views: [view({ answer: 'no', subject: 'first_name' })],
      decisions: [
        answer({ expiresAt: days(-1), conditions: { groupOnly: true, notFaceOn: true, noUniform: true } }),
        answer({ ...no, holderId: 'father' }),
      ],
      import: { exportedAt: days(-40) },
    });
    const asked = need({
      subject: 'name_with_image',
      event: { id: 'trip-1', firstPostAt: null },
      scene: { identifiablePeople: 1, faceOn: 'yes', uniform: 'yes' },
    });
    expect(codes(of, asked)).toEqual([
      'not_on_roll',
      'not_permitted',
      'pupil_refused',
      'refused',
      'policy',
      'trip_consent',
      'expired',
      'view_not_asked',
      'stale_data',
      'condition',
    ]);
    expect(resolve(of, asked).verdict).toBe('block');
  });
});
