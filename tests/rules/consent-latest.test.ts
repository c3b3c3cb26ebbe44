// "The latest answer" must never harm a child: when a yes undoes a no, and which uses a no and a yes reach.
import { describe, expect, it } from 'vitest';
import type { ConsentDecision } from '#app/domain/consent/consent-types.ts';
import { EVERY_USE } from '#app/domain/consent/consent-types.ts';
import { answer, codes, days, inputs, need } from '#tests/support/consent-records.ts';

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

  it('must undo each of two of the same date, though it is later than the first', () => {
    const again = answer({ ...no, decidedAt: days(-20), recordedAt: days(-12) });
    const yes = { decidedAt: days(-20), sequence: again.sequence + 1 };
    expect(decided(refused, again, answer({ ...yes, recordedAt: days(-12) }))).toEqual(['refused']);
    expect(decided(refused, again, answer({ ...yes, recordedAt: days(-11) }))).toEqual([]);
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

  it('works from the very moment that it begins', () => {
    expect(decided(refused, answer({ decidedAt: days(-1), recordedAt: days(0) }))).toEqual([]);
    expect(decided(refused, answer({ decidedAt: days(-1), effectiveFrom: days(0) }))).toEqual([]);
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
