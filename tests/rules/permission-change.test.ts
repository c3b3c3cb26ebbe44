// What a change of permission does to a post that shows the person: stop it, take it down, show it to somebody.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POST_STATUSES, type PostStatus } from '#app/domain/posts/post-status.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import {
  cascade,
  CHANGE_KINDS,
  changeOf,
  directionOf,
  restsOnNo,
  type ChangeKind,
} from '#app/domain/consent/permission-change.ts';
import { answer, days, inputs, need, PUPIL, restriction, view } from '#tests/support/consent-records.ts';

const SOMEBODYS_NO: readonly ChangeKind[] = [
  'withdrawal',
  'refusal',
  'pupil_no',
  'restriction',
  'adult_withdrawal',
  'material_withdrawal',
];
const LAPSES: readonly ChangeKind[] = [
  'unanswered',
  'pupil_not_asked',
  'adult_permission_ended',
  'guest_permission_ended',
  'authority_ended',
  'expiry',
  'leaving',
  'stale_import',
  'form_retired',
  'age_turned',
];
const GIVING: readonly ChangeKind[] = ['grant', 'pupil_yes', 'provisional_lifted', 'restriction_lifted'];
const post = (status: PostStatus, sent = false) => ({ status, sent });
const WAITING = [post('in_review'), post('approved'), post('scheduled'), post('held'), post('publishing')];
const LIVE = [
  post('published', true),
  post('unknown', true),
  post('takedown_failed', true),
  post('publishing', true),
];

describe('a new record', () => {
  it.each([
    [{ decision: answer({ decision: 'withdrawn' }) }, 'withdrawal', 'restrictive'],
    [{ decision: answer({ decision: 'refused', holderId: null }) }, 'refusal', 'restrictive'],
    [{ decision: answer({ decision: 'refused', liftsProvisional: true }) }, 'refusal', 'restrictive'],
    [{ decision: answer({ decision: 'not_answered' }) }, 'unanswered', 'restrictive'],
    [
      { decision: answer({ decision: 'not_answered', liftsProvisional: true }) },
      'provisional_lifted',
      'permissive',
    ],
    [{ decision: answer({ liftsProvisional: true }) }, 'provisional_lifted', 'permissive'],
    [{ decision: answer() }, 'grant', 'permissive'],
    [{ view: view({ answer: 'no' }) }, 'pupil_no', 'restrictive'],
    [{ view: view({ answer: 'yes' }) }, 'pupil_yes', 'permissive'],
    [{ view: view({ answer: 'not_asked' }) }, 'pupil_not_asked', 'restrictive'],
    [{ restriction: restriction() }, 'restriction', 'restrictive'],
    [{ restriction: restriction({ liftedAt: days(0) }) }, 'restriction_lifted', 'permissive'],
  ] as const)('is known for what it is (%#)', (record, kind, direction) => {
    expect(changeOf(record)).toBe(kind);
    expect(directionOf(kind)).toBe(direction);
  });
});

describe('a post that shows the person', () => {
  it('is held when it has not gone out, whatever took the permission away', () => {
    for (const kind of [...SOMEBODYS_NO, ...LAPSES, 'settings' as const])
      for (const waiting of WAITING) {
        expect(cascade(kind, waiting, 'allow', 'block')).toBe('hold');
        expect(cascade(kind, waiting, 'block', 'block')).toBe('hold');
      }
  });

  it('is taken down when it is or may be live, for anybody’s withdrawal, a refusal, a pupil’s no and a restriction', () => {
    for (const kind of SOMEBODYS_NO)
      for (const live of LIVE) {
        expect(cascade(kind, live, 'allow', 'block')).toBe('takedown');
        expect(cascade(kind, live, 'block', 'block')).toBe('takedown');
      }
  });

  it('is only listed when it is live and the permission lapsed, and only when that is new', () => {
    for (const kind of LAPSES)
      for (const live of LIVE) {
        expect(cascade(kind, live, 'warn', 'block')).toBe('list');
        expect(cascade(kind, live, 'block', 'block')).toBe('nothing');
      }
  });

  it('stays up when only the settings have changed', () => {
    for (const live of LIVE) expect(cascade('settings', live, 'allow', 'block')).toBe('nothing');
  });

  it('is listed, not taken down, when what stops it is a lapse and the no was to something else', () => {
    expect(cascade('refusal', post('published', true), 'allow', 'block', false)).toBe('list');
    expect(cascade('refusal', post('published', true), 'block', 'block', false)).toBe('nothing');
    expect(cascade('refusal', post('scheduled'), 'block', 'block', false)).toBe('hold');
  });

  it('is stopped by a yes that takes more than it gives, and released by none', () => {
    for (const kind of GIVING) {
      expect(cascade(kind, post('scheduled'), 'allow', 'block')).toBe('hold');
      expect(cascade(kind, post('published', true), 'allow', 'block')).toBe('list');
      expect(cascade(kind, post('held'), 'block', 'block')).toBe('nothing');
      expect(cascade(kind, post('held'), 'block', 'allow')).toBe('nothing');
    }
  });

  it('is left alone while it is being written, after it has ended, and when it is down', () => {
    const idle = [
      'draft',
      'changes_requested',
      'missed',
      'failed',
      'taken_down',
      'rejected',
      'cancelled',
    ] as const;
    for (const status of idle)
      for (const kind of CHANGE_KINDS) expect(cascade(kind, post(status), 'allow', 'block')).toBe('nothing');
    expect(
      new Set([
        ...idle,
        'takedown_requested',
        ...WAITING.map((one) => one.status),
        ...LIVE.map((one) => one.status),
      ]).size,
    ).toBe(POST_STATUSES.length);
  });

  it('is wanted once more by somebody’s no while it is coming down, and by nothing else', () => {
    for (const kind of CHANGE_KINDS) {
      const step = SOMEBODYS_NO.includes(kind as never) ? 'takedown' : 'nothing';
      expect(cascade(kind, post('takedown_requested', true), 'block', 'block')).toBe(step);
      expect(cascade(kind, post('takedown_requested', true), 'allow', 'block', false)).toBe('nothing');
    }
  });

  it('is never touched while it may be shown, and never both stopped and left up', () => {
    const any = fc.record({
      kind: fc.constantFrom(...CHANGE_KINDS),
      status: fc.constantFrom(...POST_STATUSES),
      sent: fc.boolean(),
      before: fc.constantFrom('allow', 'warn', 'block'),
    } as const);
    fc.assert(
      fc.property(any, ({ kind, status, sent, before }) => {
        expect(cascade(kind, { status, sent }, before, 'allow')).toBe('nothing');
        expect(cascade(kind, { status, sent }, before, 'warn')).toBe('nothing');
        const step = cascade(kind, { status, sent }, before, 'block');
        if (step === 'takedown') expect(SOMEBODYS_NO).toContain(kind);
        if (sent && status === 'publishing') expect(step).not.toBe('hold');
      }),
    );
  });
});

describe('what stops a use rests on somebody’s no', () => {
  const rests = (of: Parameters<typeof inputs>[0]) => restsOnNo(resolve(inputs(of), need()));

  it('when a person, the pupil or a restriction stops it', () => {
    expect(rests({ decisions: [answer(), answer({ decision: 'refused', holderId: 'father' })] })).toBe(true);
    expect(rests({ views: [view({ answer: 'no' })] })).toBe(true);
    expect(rests({ restrictions: [restriction()] })).toBe(true);
  });

  it('and not when it has only run out, or the pupil has left', () => {
    expect(rests({ decisions: [answer({ expiresAt: days(-1) })] })).toBe(false);
    expect(rests({ pupil: { ...PUPIL, leavesOn: '2026-01-01' } })).toBe(false);
    expect(rests({})).toBe(false);
  });
});
