// What a school may put in the place of a yes, of a fresh export or of a pupil's own word, and how far each of them reaches.
import { describe, expect, it } from 'vitest';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { type Channel, CHANNELS, NO_CONDITIONS, type PublicTask } from '#app/domain/consent/consent-types.ts';
import { rolloutLastDay, rolloutRuns } from '#app/domain/consent/own-consent-rollout.ts';
import { PUBLIC_TASK_CHANNELS } from '#app/domain/consent/public-task.ts';
import {
  answer,
  codes,
  days,
  holder,
  inputs,
  need,
  NOW,
  PUPIL,
  restriction,
  view,
} from '#tests/support/consent-records.ts';

describe('a public task, recorded for a place and a purpose (F-08)', () => {
  const task = (channel: Channel, over: Partial<PublicTask> = {}): PublicTask => ({
    ...{ channel, purpose: 'celebration', startsAt: days(-10), endsAt: null },
    ...over,
  });
  const unasked = (publicTasks: PublicTask[], over: Parameters<typeof inputs>[0] = {}) =>
    inputs({ decisions: [], ...over, settings: { publicTasks } });
  const onDisplay = need({ channel: 'display' });

  it('needs no yes there', () => {
    expect(resolve(unasked([task('display')]), onDisplay)).toMatchObject({
      verdict: 'allow',
      decisionIds: [],
    });
    expect(codes(unasked([]), onDisplay)).toEqual(['no_consent']);
  });

  it.each(CHANNELS)('counts on %s only if it is the school’s own place', (channel) => {
    const own = (PUBLIC_TASK_CHANNELS as readonly Channel[]).includes(channel);
    expect(codes(unasked([task(channel)]), need({ channel }))).toEqual(own ? [] : ['no_consent']);
  });

  it.each(['first_name', 'full_name', 'name_with_image'] as const)('never covers a %s', (subject) => {
    const settings = { publicTasks: [task('display')], pupilIdentity: 'first_name_with_consent' as const };
    const of = inputs({ decisions: [], settings });
    expect(codes(of, need({ channel: 'display', subject, scene: null }))).toContain('no_consent');
  });

  it.each([
    ['another place', need({ channel: 'website' })],
    ['another purpose', need({ channel: 'display', purpose: 'teaching' })],
    ['an account of the trust', need({ channel: 'display', accountKind: 'trust' })],
    [
      'a trip, when it was not recorded for trips',
      need({ channel: 'display', event: { id: 't', firstPostAt: null } }),
    ],
  ])('does not reach %s', (_, use) => {
    expect(resolve(unasked([task('display')]), use).verdict).toBe('block');
  });

  it('reaches a trip once it is recorded for trips too', () => {
    const both = [task('display'), task('display', { purpose: 'trip' })];
    expect(codes(unasked(both), need({ channel: 'display', event: { id: 't', firstPostAt: null } }))).toEqual(
      [],
    );
  });

  it('still asks an older pupil where a trip needs a yes besides', () => {
    const older = { ...PUPIL, dateOfBirth: '2012-01-01' };
    const of = (publicTasks: PublicTask[]) => inputs({ pupil: older, settings: { publicTasks } });
    const ofTrip = need({ channel: 'display', event: { id: 't', firstPostAt: null } });
    expect(codes(of([task('display')]), ofTrip)).toEqual(['view_not_asked']);
    expect(codes(of([task('display'), task('display', { purpose: 'trip' })]), ofTrip)).toEqual([]);
  });

  it('begins and ends with its days', () => {
    expect(codes(unasked([task('display', { startsAt: days(1) })]), onDisplay)).toEqual(['no_consent']);
    expect(codes(unasked([task('display', { endsAt: NOW })]), onDisplay)).toEqual(['no_consent']);
  });

  it.each([
    ['a parent’s no', { decisions: [answer({ decision: 'refused' })] }, 'refused'],
    ['anyone’s no', { decisions: [answer({ decision: 'refused', holderId: null })] }, 'refused'],
    ['the pupil’s own no', { views: [view({ answer: 'no' })] }, 'pupil_refused'],
    ['a restriction', { restrictions: [restriction()] }, 'not_permitted'],
    ['a leaving date', { pupil: { ...PUPIL, leavesOn: '2026-06-09' } }, 'not_on_roll'],
    ['an old export', { import: { exportedAt: days(-9) } }, 'stale_data'],
  ] as const)('does not undo %s', (_, over, code) => {
    expect(codes(unasked([task('display')], over), onDisplay)).toEqual([code]);
  });

  it('does not undo a condition that somebody set', () => {
    const asked = answer({ conditions: { ...NO_CONDITIONS, notFaceOn: true } });
    expect(codes(unasked([task('display')], { decisions: [asked] }), onDisplay)).toEqual(['condition']);
  });

  it('does not ask the pupil for a yes either', () => {
    const older = { ...PUPIL, dateOfBirth: '2012-01-01' };
    expect(codes(unasked([task('display')], { pupil: older }), onDisplay)).toEqual([]);
  });
});

describe('a look into the school’s own records', () => {
  const old = inputs({ import: { exportedAt: days(-9) } });
  const looked = { from: days(-0.5), until: days(0.5) };

  it('stands in for a fresh export for as long as it lasts', () => {
    expect(codes(old, need({ lookedUp: [looked] }))).toEqual([]);
    expect(codes(old, need({ lookedUp: [{ from: days(-1), until: NOW }] }))).toEqual(['stale_data']);
    expect(codes(old, need({ lookedUp: [{ from: days(0.1), until: days(1) }] }))).toEqual(['stale_data']);
  });

  it('is judged by the present for a post placed ahead', () => {
    expect(codes(old, need({ at: days(3), importJudgedAt: NOW, lookedUp: [looked] }))).toEqual([]);
    expect(codes(old, need({ at: days(3), lookedUp: [looked] }))).toEqual(['stale_data']);
  });

  it('does not read a row that could not be read', () => {
    const unclear = inputs({ ...old, pupil: { ...PUPIL, unclearSince: days(-2) }, settings: {} });
    expect(codes(unclear, need({ lookedUp: [looked] }))).toEqual(['unclear_row']);
  });
});

describe('the sixty school days in which pupils are first asked for themselves', () => {
  const pupil = { ...PUPIL, dateOfBirth: '2012-01-01' };
  const EASTER = new Set([
    '2026-03-30',
    '2026-03-31',
    '2026-04-01',
    '2026-04-02',
    '2026-04-03',
    '2026-04-06',
  ]);
  const of = (over: Parameters<typeof inputs>[0] = {}) =>
    inputs({ pupil, ...over, settings: { ownConsentRolloutFrom: '2026-06-01', ...over.settings } });
  const verdict = (askedForThis: boolean, over?: Parameters<typeof inputs>[0], use = {}) =>
    resolve(of(over), need({ askedForThis, ...use })).verdict;

  it('warn for a photo when the author declares that each was asked, and block without', () => {
    expect(verdict(true)).toBe('warn');
    expect(verdict(false)).toBe('block');
    expect(verdict(true, { settings: { ownConsentRolloutFrom: null } })).toBe('block');
  });

  it('never loosen a name', () => {
    const settings = { pupilIdentity: 'first_name_with_consent' as const };
    expect(verdict(true, { settings }, { subject: 'first_name', scene: null })).toBe('block');
    expect(verdict(true, { settings }, { subject: 'name_with_image' })).toBe('block');
  });

  it('let any no win', () => {
    expect(verdict(true, { views: [view({ answer: 'no' })] })).toBe('block');
    expect(verdict(true, { decisions: [answer(), answer({ decision: 'refused', holderId: null })] })).toBe(
      'block',
    );
  });

  it.each([
    ['2026-05-31T22:59:59Z', false],
    ['2026-05-31T23:00:00Z', true],
  ])('begin with their first day: %s', (at, runs) => {
    const settings = { ownConsentRolloutFrom: '2026-06-01', closedDates: null, zone: 'Europe/London' };
    expect(rolloutRuns(settings, new Date(at))).toBe(runs);
  });

  it('end by themselves after the sixtieth day of school, holidays and weekends left out', () => {
    const from = '2026-03-09';
    expect(rolloutLastDay(from, EASTER)).toBe('2026-06-08');
    expect(rolloutLastDay(from, new Set())).toBe('2026-05-29');
    expect(rolloutLastDay(from, null)).toBe('2026-05-07');
    const settings = { ownConsentRolloutFrom: from, closedDates: EASTER, zone: 'Europe/London' };
    expect(rolloutRuns(settings, new Date('2026-06-08T22:59:59Z'))).toBe(true);
    expect(rolloutRuns(settings, new Date('2026-06-08T23:00:00Z'))).toBe(false);
  });

  it('have no last day in a calendar that is never open', () => {
    const never = new Set(
      Array.from({ length: 900 }, (_, i) => new Date(Date.UTC(2026, 5, 1 + i)).toISOString().slice(0, 10)),
    );
    expect(rolloutLastDay('2026-06-01', never)).toBeNull();
  });
});

describe('from eighteen the pupil alone decides', () => {
  const pupil = { ...PUPIL, dateOfBirth: '2008-06-01', leavesOn: null };
  const self = holder('self', { basis: 'self' });
  const of = (...decisions: ReturnType<typeof answer>[]) =>
    inputs({ pupil, decisions, holders: [holder('mother'), self] });
  const own = (over = {}) => answer({ holderId: 'self', decidedAt: days(-2), ...over });

  it('counts no yes of a parent, given before or after', () => {
    expect(codes(of(answer()))).toContain('no_consent');
    expect(codes(of(answer({ decidedAt: days(-1) })))).toContain('no_consent');
    expect(codes(of(own()))).toEqual([]);
  });

  it('lets their own yes lift what a parent said before it', () => {
    const no = answer({ decision: 'refused', decidedAt: days(-20) });
    expect(codes(of(no, own()))).toEqual([]);
    const asked = answer({ conditions: { ...NO_CONDITIONS, groupOnly: true }, decidedAt: days(-20) });
    const alone = need({ scene: { identifiablePeople: 1, faceOn: 'yes', uniform: 'yes' } });
    expect(codes(of(asked), alone)).toContain('condition');
    expect(codes(of(asked, own()), alone)).toEqual([]);
  });

  it.each([
    ['said after it', { decidedAt: days(-1) }],
    ['of anyone, which is lifted by name alone', { holderId: null, decidedAt: days(-20) }],
  ])('keeps a no %s', (_, over) => {
    const no = answer({ decision: 'refused', ...over });
    const both = [no, own()].sort((a, b) => +a.recordedAt - +b.recordedAt);
    expect(codes(of(...both))).toContain('refused');
  });

  it('keeps a parent’s no when their own yes is from before the birthday', () => {
    const no = answer({ decision: 'refused', decidedAt: days(-60) });
    expect(codes(of(no, own({ decidedAt: days(-30) })))).toContain('refused');
  });

  it('changes nothing for a pupil of seventeen', () => {
    const no = answer({ decision: 'refused', decidedAt: days(-20) });
    const younger = { ...of(no, own()), pupil: { ...pupil, dateOfBirth: '2008-06-11' } };
    expect(codes(younger)).toContain('refused');
  });
});
