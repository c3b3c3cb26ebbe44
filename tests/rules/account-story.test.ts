// What happened to an account, in sentences: each event has one, whoever did it, and renewals and half steps say nothing twice.
import { expect, test } from 'vitest';
import type { AccountEntry, AccountEvent } from '#app/domain/accounts/account-history.ts';
import { auditEventSchema } from '#app/domain/audit-events.ts';
import { accountEvents } from '#app/domain/audit-events/accounts.ts';
import { accountStory } from '#app/presenters/account-story.ts';

const ID = '0f0d1f6e-31d5-4b0a-9b6f-0c7a3ddc0001';
const of = { schoolId: ID, accountId: ID };
const connection = { ...of, connectionId: ID };
const EVENTS: readonly AccountEvent[] = [
  { type: 'account.registered', ...of, platform: 'x', practice: false },
  { type: 'account.approved', ...of },
  { type: 'account.declined', ...of },
  { type: 'account.closed', ...of },
  { type: 'account.connection_asked', ...connection, kind: 'oauth2_user', scopes: ['tweet.read'] },
  { type: 'account.connection_asked', ...connection, kind: 'by_hand', scopes: [] },
  { type: 'account.connection_asked', ...connection, kind: 'oauth2_user', scopes: [], standsOn: ID },
  { type: 'account.connection_approved', ...connection },
  { type: 'account.connection_declined', ...connection },
  { type: 'account.connection_started', ...connection },
  { type: 'account.connection_returned', ...connection },
  { type: 'account.connected', ...connection, kind: 'oauth2_user', scopes: ['tweet.read'] },
  { type: 'account.connection_ended', ...connection, outcome: 'other_account' },
  { type: 'account.connection_ended', ...connection, outcome: 'lapsed' },
  { type: 'account.access_renewed', ...of, version: 7 },
  { type: 'account.reconnect_needed', ...of, version: 7, cause: 'refused' },
  { type: 'account.disconnected', ...of },
  { type: 'account.access_revoked', ...of, outcome: 'revoked' },
  { type: 'account.access_revoked', ...of, outcome: 'given_up' },
];
const AT = new Date('2026-11-20T16:55:00Z');
const reader = { zone: 'Europe/London', at: AT, userId: 'me', platform: 'Bluesky' };
const entry = (event: AccountEvent, by: AccountEntry['by']): AccountEntry => ({ seq: 4, at: AT, by, event });

test('every kind of event about an account is here', () => {
  for (const event of EVENTS) expect(auditEventSchema.safeParse(event).success, event.type).toBe(true);
  const types = accountEvents.map(({ shape }) => shape.type.value);
  expect(new Set(EVENTS.map(({ type }) => type))).toEqual(new Set(types));
});

test.each(EVENTS.map((event) => [event.type, event] as const))(
  '%s is a sentence either way',
  (type, event) => {
    const [line] = accountStory([entry(event, { id: 'me', name: 'Ngozi Okafor' })], reader);
    const [alone] = accountStory([entry(event, null)], reader);
    if (type === 'account.connection_returned') return expect([line, alone]).toEqual([undefined, undefined]);
    expect(line?.says).toMatch(/^[a-z].*\.$/);
    expect(alone?.says).toMatch(/^[A-Z].*\.$/);
    expect(line).toMatchObject({
      who: { name: 'Ngozi Okafor', you: true },
      when: { text: 'Fri 20 November, 4:55 pm UK time' },
      record: { from: 4, to: 4 },
    });
    expect(alone?.who).toBeNull();
    for (const { says } of [line!, alone!])
      expect(says).not.toMatch(/tweet\.|oauth|undefined|null|\bX\b|\byou\b/i);
  },
);

test('somebody who has left is somebody', () => {
  expect(accountStory([entry(EVENTS[1]!, { id: 'gone', name: null })], reader)[0]?.who).toEqual({
    name: 'Somebody',
    you: false,
  });
});

test('one press that approves the account and what was asked for it, or turns both down, is one sentence', () => {
  const both = (first: AccountEvent, second: AccountEvent, later: Date) =>
    accountStory([entry(first, null), { ...entry(second, null), at: later }], reader).length;
  const later = new Date(AT.getTime() + 1);
  for (const [first, second] of [
    [
      { type: 'account.approved', ...of },
      { type: 'account.connection_approved', ...connection },
    ],
    [
      { type: 'account.declined', ...of },
      { type: 'account.connection_declined', ...connection },
    ],
  ] as const) {
    expect(both(first, second, AT)).toBe(1);
    expect(both(first, second, later)).toBe(2);
  }
});
