// What an e-mail to staff may say: how soon, where, and what it is about as roughly as can be. No kind of notice tells more than its
// neighbours, and no mail tells how much happened.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person, Role } from '#app/domain/actor.ts';
import { messageWords } from '#app/domain/staff-messages/message-words.ts';
import { MAILED_KINDS, URGENT_KINDS, urgencyOf } from '#app/domain/staff-messages/notice-urgency.ts';
import { NOTICE_SENTENCES } from '#app/presenters/notice-sentences.ts';
import { NOTICE_KINDS } from '#db/schema/notices.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const KIND = fc.constantFrom(...NOTICE_KINDS);
const URGENCY = fc.constantFrom('urgent' as const, 'needs_you' as const, 'daily' as const);
const ADDRESS = 'https://posts.school.example/s/ashwick/notices';
const words = (
  kinds: readonly (typeof NOTICE_KINDS)[number][],
  urgency: 'urgent' | 'needs_you' | 'daily' = 'urgent',
) => messageWords({ urgency, kinds, schools: ['Ashwick Lane Primary School'], address: ADDRESS });

const someone = (role: Role): Person => ({
  kind: 'person',
  userId: 'someone',
  name: 'Some One',
  trustId: 'trust',
  leftAt: null,
  grants: [{ role, schoolId: 'here', startsAt: new Date(0), endsAt: null }],
  delegations: [],
  policyAcknowledged: true,
  trainedUntil: null,
});

describe('an e-mail to staff', () => {
  it.each(NOTICE_KINDS)('%s tells none of the words that the notice itself has', (kind) => {
    const { subject, text } = words([kind]);
    for (const code of [
      null,
      'permission_changed',
      'restricted',
      'refused',
      'no_answer',
      'looks_alike',
      'by_hand',
      'time_over',
    ]) {
      const said = NOTICE_SENTENCES[kind](code);
      for (const sentence of [said.title, said.text]) expect(`${subject}\n${text}`).not.toContain(sentence);
    }
    expect(text).not.toMatch(
      /restrict|refus|consent|permission|safeguard|pupil|child|name|parent|carer|withdr|breach|blur|face|complain|deleted|hand|held|late/i,
    );
    expect(text).not.toMatch(/\d/);
  });

  it('has a subject by how soon alone', () => {
    fc.assert(
      fc.property(
        fc.array(KIND, { minLength: 1 }),
        fc.array(KIND, { minLength: 1 }),
        URGENCY,
        (one, other, urgency) => {
          expect(words(one, urgency).subject).toBe(words(other, urgency).subject);
        },
      ),
    );
    expect(words(['post_held'], 'needs_you').subject).toBe('Gatepost: a post needs you today');
  });

  it('says the same however much happened, and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(KIND, { minLength: 1, maxLength: 30 }), URGENCY, (kinds, urgency) => {
        const once = words([...new Set(kinds)].sort(), urgency);
        expect(words(kinds, urgency)).toEqual(once);
        expect(words([...kinds, ...kinds].reverse(), urgency)).toEqual(once);
      }),
    );
  });

  it('says the same of whatever is about who may be shown', () => {
    const [first, ...others] = [
      'restriction_review_due',
      'guardian_asks',
      'import_waiting',
      'consents_expiring',
      'name_changed',
      'requests_unanswered',
    ] as const;
    for (const kind of others) expect(words([kind])).toEqual(words([first]));
  });

  it('names the schools, by name, and leads to where one signs in', () => {
    const { text, html } = messageWords({
      urgency: 'needs_you',
      kinds: ['post_held'],
      schools: ['Harrowdean High School', 'Ashwick Lane Primary School'],
      address: 'https://posts.school.example/',
    });
    expect(text).toContain('At Ashwick Lane Primary School and Harrowdean High School:');
    expect(text.split('\n')).toContain('https://posts.school.example/');
    expect(html).toBeUndefined();
  });
});

const plain = (kind: (typeof NOTICE_KINDS)[number]) => ({ kind, code: null });

describe('how soon', () => {
  it.each([
    'post_unknown',
    'post_found_twice',
    'post_late',
    'post_gone',
    'takedown_failed',
    'takedown_late',
    'takedown_by_hand',
    'takedown_needs_you',
    'hand_over_stop',
    'hand_over_unanswered',
    'repost_undo',
    'account_reconnect_needed',
  ] as const)('%s is urgent for the headteacher', (kind) =>
    expect(urgencyOf(plain(kind), someone('headteacher'), 'here', AT)).toBe('urgent'),
  );

  it('wakes nobody who could do nothing about it, and still tells them', () => {
    expect(urgencyOf(plain('post_late'), someone('teacher'), 'here', AT)).toBe('needs_you');
    expect(urgencyOf(plain('post_late'), someone('headteacher'), 'there', AT)).toBe('needs_you');
    expect(urgencyOf(plain('takedown_by_hand'), someone('teacher'), 'here', AT)).toBe('urgent');
  });

  it('of a post whose time is merely over is by day, whatever is said of it', () => {
    for (const kind of ['takedown_failed', 'takedown_late', 'takedown_by_hand'] as const)
      expect(urgencyOf({ kind, code: 'time_over' }, someone('headteacher'), 'here', AT)).toBe('needs_you');
    const called = { kind: 'takedown_needs_you', code: 'again' } as const;
    expect(urgencyOf(called, someone('headteacher'), 'here', AT)).toBe('urgent');
  });

  it('somebody outside asking for something to be removed wakes nobody, until its time has nearly come', () => {
    for (const role of ['headteacher', 'comms_lead'] as const) {
      expect(urgencyOf(plain('removal_asked'), someone(role), 'here', AT)).toBe('needs_you');
      expect(urgencyOf(plain('removal_due'), someone(role), 'here', AT)).toBe('urgent');
    }
  });

  it('what waits for a decision needs somebody, and what went well does not', () => {
    for (const kind of ['post_waiting_for_you', 'post_sent_back', 'post_held'] as const)
      expect(urgencyOf(plain(kind), someone('headteacher'), 'here', AT)).toBe('needs_you');
    expect(urgencyOf(plain('post_published'), someone('headteacher'), 'here', AT)).toBe('daily');
    expect(MAILED_KINDS).not.toContain('post_scheduled');
    expect(MAILED_KINDS).toEqual(expect.arrayContaining([...URGENT_KINDS]));
  });
});
