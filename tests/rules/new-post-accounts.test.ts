// Which account a new post is for until somebody says otherwise: one that Gatepost posts to, before those that need a person's hand.
import { expect, test } from 'vitest';
import type { RegisteredAccount } from '#app/domain/accounts/list-accounts.ts';
import { newPostPage } from '#app/presenters/new-post.ts';

const account = (of: Pick<RegisteredAccount, 'id' | 'platform' | 'handle' | 'displayName'>) =>
  ({ kind: 'school', open: true, ...of }) as RegisteredAccount;
const PAGE = account({ id: 'fb', platform: 'facebook', handle: 'Ashwick Lane', displayName: 'Ashwick Lane' });
const X = account({ id: 'x', platform: 'x', handle: 'AshwickLane', displayName: 'Ashwick Lane' });
const SKY = account({
  id: 'sky',
  platform: 'bluesky',
  handle: 'ashwick.example',
  displayName: 'Ashwick Sky',
});
const CLOSED = { ...X, id: 'closed', open: false };

test('accounts by hand stand last and say so, in the order in which the others come, and closed ones are not there', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const { accounts } = newPostPage([PAGE, SKY, CLOSED, X], [], 'Europe/London', now);
  expect(accounts).toEqual([
    { value: 'sky', label: 'Ashwick Sky (@ashwick.example)' },
    { value: 'x', label: 'Ashwick Lane (@AshwickLane)' },
    { value: 'fb', label: 'Ashwick Lane, on Facebook by hand' },
  ]);
});
