// Whose word counts: authority is needed for a yes and never for a no, an export's blank ends only what it gave, and
// anyone's provisional no stands until it is lifted by name.
import { describe, expect, it } from 'vitest';
import type { ConsentDecision } from '#app/domain/consent/consent-types.ts';
import { EVERY_USE } from '#app/domain/consent/consent-types.ts';
import { answer, codes, days, holder, inputs, need } from '#tests/support/consent-records.ts';

const no = { decision: 'refused' } as const;
const decided = (...decisions: ConsentDecision[]) => codes(inputs({ decisions }));

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

  it('is heard after a yes that came under the same number', () => {
    const at = { recordedAt: days(-20), sequence: tick.sequence };
    expect(decided(tick, blank(at))).toEqual(['no_consent']);
    expect(decided(blank(at), tick)).toEqual(['no_consent']);
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
