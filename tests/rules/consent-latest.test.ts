// "The latest answer" must never harm a child: when a yes undoes a no, whose yes ends, and what a blank may take away.
import { describe, expect, it } from 'vitest';
import type { ConsentDecision } from '#app/domain/consent/consent-types.ts';
import { EVERY_USE } from '#app/domain/consent/consent-types.ts';
import { answer, codes, days, holder, inputs, need } from '#tests/support/consent-records.ts';

const no = { decision: 'refused' } as const;
const decided = (...decisions: ConsentDecision[]) => codes(inputs({ decisions }));

describe('a yes after a no by the same person', () => {
  const refused = answer({ ...no, decidedAt: days(-20), recordedAt: days(-15) });

  it('undoes it only when it is later by its date and by its writing', () => {
    expect(decided(refused, answer({ decidedAt: days(-10), recordedAt: days(-9) }))).toEqual([]);
    expect(decided(refused, answer({ decidedAt: days(-25), recordedAt: days(-9) }))).toEqual(['refused']);
    expect(decided(refused, answer({ decidedAt: days(-19), recordedAt: days(-16) }))).toEqual(['refused']);
  });

  it('on the same date counts when it was written later', () => {
    expect(decided(refused, answer({ decidedAt: days(-20), recordedAt: days(-14) }))).toEqual([]);
  });

  it('written in the same millisecond goes by the order of writing, if its date is later', () => {
    const yes = { decidedAt: days(-19), recordedAt: days(-15) };
    expect(decided(refused, answer({ ...yes, sequence: refused.sequence + 1 }))).toEqual([]);
    expect(decided(refused, answer({ ...yes, sequence: refused.sequence - 1 }))).toEqual(['refused']);
    expect(decided(answer({ ...yes, sequence: refused.sequence }), refused)).toEqual(['refused']);
  });

  it('of the same date and the same moment does not undo it', () => {
    const tie = answer({ decidedAt: days(-20), recordedAt: days(-15), sequence: refused.sequence + 1 });
    expect(decided(refused, tie)).toEqual(['refused']);
  });

  it('must undo the hardest of several', () => {
    const harder = answer({ ...no, decidedAt: days(-12), recordedAt: days(-14) });
    expect(decided(refused, harder, answer({ decidedAt: days(-13), recordedAt: days(-10) }))).toEqual([
      'refused',
    ]);
    expect(decided(refused, harder, answer({ decidedAt: days(-11), recordedAt: days(-10) }))).toEqual([]);
  });

  it('waits until it has been written down and has begun', () => {
    expect(decided(refused, answer({ decidedAt: days(-1), recordedAt: days(1) }))).toContain('refused');
    expect(decided(refused, answer({ decidedAt: days(-1), effectiveFrom: days(1) }))).toContain('refused');
  });

  it('stays undone after that yes has run out, so that it is no longer a no', () => {
    expect(decided(refused, answer({ decidedAt: days(-10), expiresAt: days(-1) }))).toEqual(['expired']);
  });
});

describe('a no', () => {
  it('works from the moment it is in the records, whatever its own dates say', () => {
    for (const later of [{ decidedAt: days(3) }, { decidedAt: days(-1), effectiveFrom: days(9) }]) {
      expect(decided(answer(), answer({ ...no, recordedAt: days(1), ...later }))).toEqual(['refused']);
    }
  });

  it('of an older date that comes to light later still stops what was agreed since', () => {
    expect(decided(answer(), answer({ ...no, decidedAt: days(-90), recordedAt: days(-1) }))).toEqual([
      'refused',
    ]);
  });

  it('to everything beats an earlier narrow yes, and a later narrow yes opens only its own use', () => {
    const narrow = { subjects: ['image'], channels: ['x'], purposes: ['celebration'] } as const;
    const toAll = answer({ ...EVERY_USE, ...no, decidedAt: days(-20) });
    expect(decided(answer({ ...narrow, accountScope: 'own_school' }), toAll)).toEqual(['refused']);
    const of = inputs({ decisions: [answer(), toAll, answer({ ...narrow, decidedAt: days(-10) })] });
    expect(codes(of)).toEqual([]);
    expect(codes(of, need({ channel: 'website' }))).toEqual(['refused']);
    expect(codes(of, need({ purpose: 'teaching' }))).toEqual(['refused']);
    expect(codes(of, need({ subject: 'work' }))).toEqual(['refused']);
  });

  it('in general covers every trip, and a later yes for one trip opens that trip alone', () => {
    const of = inputs({
      decisions: [
        answer(),
        answer({ ...no, decidedAt: days(-20) }),
        answer({ eventId: 'trip-1', decidedAt: days(-10) }),
      ],
    });
    const trip = (id: string) => codes(of, need({ purpose: 'trip', event: { id, firstPostAt: null } }));
    expect(trip('trip-1')).toEqual([]);
    expect(trip('trip-2')).toContain('refused');
    expect(codes(of)).toEqual(['refused']);
  });

  it('to one trip leaves the rest', () => {
    const of = inputs({ decisions: [answer(), answer({ ...no, eventId: 'trip-1' })] });
    expect(codes(of)).toEqual([]);
    expect(codes(of, need({ event: { id: 'trip-1', firstPostAt: null } }))).toContain('refused');
    expect(codes(of, need({ event: { id: 'trip-2', firstPostAt: null } }))).toEqual([]);
  });

  it("reaches the accounts named and all farther ones, so that one to the trust leaves the school's own", () => {
    const stops = (accountScope: 'own_school' | 'trust' | 'trust_schools') =>
      (['school', 'trust', 'other_school'] as const).map((accountKind) =>
        codes(
          inputs({ decisions: [answer(), answer({ ...no, accountScope })] }),
          need({ accountKind }),
        ).join(),
      );
    expect(stops('own_school')).toEqual(['refused', 'refused', 'refused']);
    expect(stops('trust')).toEqual(['', 'refused', 'refused']);
    expect(stops('trust_schools')).toEqual(['', '', 'refused']);
  });

  it('that names nothing is a no to everything, and a yes that names nothing is nothing', () => {
    const nothing = { subjects: [], channels: [], purposes: [] };
    expect(decided(answer(), answer({ ...no, ...nothing }))).toEqual(['refused']);
    expect(decided(answer(nothing))).toEqual(['no_consent']);
  });
});

describe('authority', () => {
  const mother = (over: Parameters<typeof holder>[1]) => [holder('mother', over), holder('father')];
  const withMother = (over: Parameters<typeof holder>[1], ...decisions: ConsentDecision[]) =>
    codes(inputs({ holders: mother(over), decisions }));

  it.each([
    ['ended', { authorityUntil: days(-1) }],
    ['ending at this very moment', { authorityUntil: days(0) }],
    ['not yet begun when the yes was given', { authorityFrom: days(-29) }],
    ['taken away by a court', { mayNotConsent: true }],
  ])('%s ends a yes and keeps a no', (_why, over) => {
    expect(withMother(over, answer())).toEqual(['no_consent']);
    expect(withMother(over, answer(no), answer({ holderId: 'father' }))).toEqual(['refused']);
  });

  it('still there counts', () => {
    expect(withMother({ authorityUntil: days(1), authorityFrom: days(-30) }, answer())).toEqual([]);
  });

  it('of another pupil is none', () => {
    expect(codes(inputs({ holders: [holder('mother', { pupilId: 'brother' })] }))).toEqual(['no_consent']);
  });

  it('that was missing on the day lets no yes undo a no, and lets a condition stand', () => {
    const groupOnly = { groupOnly: true, notFaceOn: false, noUniform: false };
    const father = answer({ holderId: 'father' });
    const lapsed = { authorityUntil: days(-15) };
    expect(withMother(lapsed, father, answer(no), answer({ decidedAt: days(-10) }))).toEqual(['refused']);
    expect(withMother(lapsed, father, answer(no), answer({ decidedAt: days(-20) }))).toEqual([]);
    const scene = { identifiablePeople: 1, faceOn: 'no', uniform: 'no' } as const;
    const decisions = [father, answer({ conditions: groupOnly }), answer({ decidedAt: days(-10) })];
    expect(codes(inputs({ holders: mother(lapsed), decisions }), need({ scene }))).toEqual(['condition']);
  });
});

describe('a blank in an export', () => {
  const tick = answer({ source: 'import:arbor', decidedAt: days(-20) });
  const blank = (over: Partial<ConsentDecision> = {}) =>
    answer({ decision: 'not_answered', source: 'import:arbor', decidedAt: days(-10), ...over });

  it('ends the yes that the same source gave, for whom it names or, naming nobody, for all', () => {
    expect(decided(tick, blank())).toEqual(['no_consent']);
    expect(decided(tick, blank({ holderId: null }))).toEqual(['no_consent']);
    expect(decided(tick, blank({ holderId: 'father' }))).toEqual([]);
    const unnamed = answer({ ...tick, id: 'unnamed', holderId: null, legacyTick: true });
    expect(decided(unnamed, blank({ holderId: 'father' }))).toEqual(['no_consent']);
  });

  it("leaves another source's yes, and uses it does not speak of", () => {
    expect(decided(tick, blank({ source: 'import:sims' }))).toEqual([]);
    expect(decided(answer(), blank())).toEqual([]);
    expect(decided(answer(), blank({ source: 'office' }))).toEqual([]);
    expect(decided(tick, blank({ channels: ['website'] }))).toEqual([]);
  });

  it('reaches every account, however far the yes went', () => {
    expect(
      decided({ ...tick, accountScope: 'own_school' }, blank({ accountScope: 'trust_schools' })),
    ).toEqual(['no_consent']);
  });

  it('never ends a no, nor a condition', () => {
    const refused = answer({ ...no, source: 'import:arbor' });
    expect(decided(answer({ holderId: 'father' }), refused, blank())).toEqual(['refused']);
    const conditions = { groupOnly: false, notFaceOn: true, noUniform: false };
    const asked = answer({ source: 'import:arbor', conditions });
    expect(decided(answer({ holderId: 'father' }), asked, blank())).toEqual(['condition']);
  });

  it('does not bring back an older yes from elsewhere, and is ended by a new one from anywhere', () => {
    expect(decided(answer({ decidedAt: days(-25) }), tick, blank())).toEqual(['no_consent']);
    expect(decided(tick, blank(), answer({ ...tick, id: 'again', recordedAt: days(-5) }))).toEqual([]);
    expect(decided(tick, blank(), answer({ decidedAt: days(-5) }))).toEqual([]);
  });

  it('breaks the agreement that reached back before a trip', () => {
    const again = answer({ ...tick, id: 'again', recordedAt: days(-2) });
    const asked = need({ purpose: 'trip', event: { id: 'trip-1', firstPostAt: days(-4) } });
    expect(codes(inputs({ decisions: [tick, blank(), again] }), asked)).toEqual(['trip_consent']);
    expect(codes(inputs({ decisions: [tick, again] }), asked)).toEqual([]);
  });
});

describe("anyone's provisional no", () => {
  const provisional = answer({ ...EVERY_USE, ...no, holderId: null, decidedAt: days(-10) });
  const lifting = (over: Partial<ConsentDecision> = {}) =>
    answer({
      decision: 'not_answered',
      holderId: null,
      liftsProvisional: true,
      supersedesId: provisional.id,
      accountScope: 'trust_schools',
      decidedAt: days(-5),
      ...over,
    });

  it('stops at once, and no later yes by anybody ends it', () => {
    expect(decided(answer(), provisional)).toEqual(['refused']);
    expect(decided(answer(), provisional, answer({ decidedAt: days(-1) }))).toEqual(['refused']);
    const tick = answer({ holderId: null, legacyTick: true, decidedAt: days(-1) });
    expect(decided(answer(), provisional, tick)).toEqual(['refused']);
  });

  it('ends when it is lifted by name, and the yes from before counts again', () => {
    expect(decided(answer(), provisional, lifting())).toEqual([]);
    expect(decided(answer(), provisional, lifting({ decision: 'granted', holderId: 'mother' }))).toEqual([]);
  });

  it('stays when another is lifted, when the lifting has not begun, or comes from before it', () => {
    expect(decided(answer(), provisional, lifting({ supersedesId: 'another' }))).toEqual(['refused']);
    expect(decided(answer(), provisional, lifting({ supersedesId: null }))).toEqual(['refused']);
    expect(decided(answer(), provisional, lifting({ effectiveFrom: days(1) }))).toEqual(['refused']);
    expect(decided(answer(), provisional, lifting({ recordedAt: days(-11) }))).toEqual(['refused']);
    expect(decided(answer(), provisional, lifting({ liftsProvisional: false }))).toEqual(['refused']);
    expect(decided(answer(), provisional, lifting({ decision: 'withdrawn' }))).toEqual(['refused']);
  });

  it('is lifted only for the uses that the lifting names', () => {
    const of = inputs({
      decisions: [answer(), provisional, lifting({ channels: ['x'], accountScope: 'own_school' })],
    });
    expect(codes(of)).toEqual([]);
    expect(codes(of, need({ channel: 'website' }))).toEqual(['refused']);
    expect(codes(of, need({ accountKind: 'trust' }))).toEqual(['refused']);
  });

  it("does not lift a known person's no", () => {
    const named = answer({ ...no, decidedAt: days(-10) });
    expect(decided(answer(), named, lifting({ supersedesId: named.id }))).toEqual(['refused']);
  });
});
