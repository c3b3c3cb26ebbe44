// Trips: consent that must be there before the first post, general or for that very trip.
import { describe, expect, it } from 'vitest';
import { PUPIL, answer, codes, days, inputs, need } from '#tests/support/consent-records.ts';

const no = { decision: 'refused' } as const;

describe('a trip (R-13, R-65)', () => {
  const firstPostAt = days(-5);
  const event = { id: 'trip-1', firstPostAt };
  const onTrip = need({ purpose: 'trip', event });
  const onTripAccount = { ...onTrip, accountKind: 'trip' as const };

  it("on the school's account may rest on a general yes that covers trips", () => {
    expect(codes(inputs(), onTrip)).toEqual([]);
    expect(codes(inputs({ decisions: [answer({ purposes: ['celebration'] })] }), onTrip)).toEqual([
      'trip_consent',
      'no_consent',
    ]);
  });

  it("on the trip's own account needs a yes for that trip: a general one will not do", () => {
    expect(codes(inputs(), onTripAccount)).toEqual(['trip_consent']);
    expect(codes(inputs({ decisions: [answer({ eventId: 'trip-1' })] }), onTripAccount)).toEqual([]);
    expect(codes(inputs({ decisions: [answer({ eventId: 'trip-2' })] }), onTripAccount)).toContain(
      'trip_consent',
    );
  });

  it('keeps the yes for the trip when a general yes comes after it', () => {
    const decisions = [answer({ eventId: 'trip-1' }), answer({ decidedAt: days(-10) })];
    expect(codes(inputs({ decisions }), onTripAccount)).toEqual([]);
  });

  it('needs to know the trip on a trip account', () => {
    expect(codes(inputs(), need({ accountKind: 'trip', purpose: 'trip' }))).toEqual(['trip_consent']);
  });

  it('needs a yes from before the first post, by its date and by its writing', () => {
    const dated = (over: Parameters<typeof answer>[0]) =>
      codes(inputs({ decisions: [answer(over)] }), onTrip);
    expect(dated({ decidedAt: days(-6) })).toEqual([]);
    expect(dated({ decidedAt: firstPostAt, recordedAt: days(-6), effectiveFrom: days(-6) })).toEqual([
      'trip_consent',
    ]);
    expect(dated({ decidedAt: days(-6), recordedAt: firstPostAt })).toEqual(['trip_consent']);
    expect(dated({ decidedAt: days(-6), effectiveFrom: firstPostAt })).toEqual([]);
    expect(dated({ decidedAt: days(-6), recordedAt: days(-4) })).toEqual(['trip_consent']);
    expect(dated({ decidedAt: days(-6), effectiveFrom: days(-4) })).toEqual(['trip_consent']);
  });

  it("needs that on the trip's own account too, and for every part of the use", () => {
    const late = [answer({ eventId: 'trip-1', decidedAt: days(-1) })];
    expect(codes(inputs({ decisions: late }), onTripAccount)).toEqual(['trip_consent']);
    const named = { ...onTrip, subject: 'name_with_image' as const };
    const decisions = [answer({ subjects: ['image', 'first_name'] }), answer({ decidedAt: days(-1) })];
    const settings = { pupilIdentity: 'first_name_with_consent' } as const;
    expect(codes(inputs({ decisions, settings }), named)).toEqual(['trip_consent']);
    const leaver = { ...PUPIL, leavesOn: '2026-06-09' };
    const partly = [answer(), answer({ eventId: 'trip-1', subjects: ['image'] })];
    expect(codes(inputs({ decisions: partly, settings, pupil: leaver }), onTrip)).toEqual([]);
    expect(codes(inputs({ decisions: partly, settings, pupil: leaver }), named)).toEqual(['not_on_roll']);
  });

  it('does not lose a pupil whose parent says yes again during the trip', () => {
    expect(codes(inputs({ decisions: [answer(), answer({ decidedAt: days(-1) })] }), onTrip)).toEqual([]);
  });

  it('asks for a yes that was unbroken: withdrawn and given again after the first post is too late', () => {
    const decisions = [
      answer(),
      answer({ decision: 'withdrawn', decidedAt: days(-3) }),
      answer({ decidedAt: days(-1) }),
    ];
    expect(codes(inputs({ decisions }), onTrip)).toEqual(['trip_consent']);
  });

  it('does not count a yes that had run out by the first post', () => {
    const decisions = [answer({ expiresAt: days(-6) }), answer({ decidedAt: days(-1) })];
    expect(codes(inputs({ decisions }), onTrip)).toEqual(['trip_consent']);
  });

  it('is a trip whatever else it is for: a no to trips stops a celebration of one', () => {
    const decisions = [answer(), answer({ ...no, holderId: 'father', purposes: ['trip'] })];
    expect(codes(inputs({ decisions }), need({ event }))).toEqual(['refused']);
    expect(codes(inputs({ decisions }))).toEqual([]);
  });

  it('takes a yes for the trip as covering the trip, whichever purposes it names', () => {
    const decisions = [answer({ eventId: 'trip-1', purposes: ['celebration'] })];
    expect(codes(inputs({ decisions }), need({ event }))).toEqual([]);
    expect(codes(inputs({ decisions }))).toEqual(['no_consent']);
  });
});
