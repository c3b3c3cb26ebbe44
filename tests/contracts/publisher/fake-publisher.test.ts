// The contract on the fake publisher, and what the fake offers to other suites.
import { describe, expect, it } from 'vitest';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { createFakePublisher, type FakePublisher } from '#tests/support/fake-publisher.ts';
import { publisherContract } from './publisher-contract.ts';
import {
  type Capabilities,
  LIKE_X,
  newPost,
  type PublisherHarness,
  sha256,
  type Trouble,
} from './publisher-harness.ts';
import { practiceAccount } from './x-harness.ts';

const why = 'as decided by the test';

const TROUBLES: Record<Trouble, (fake: FakePublisher) => void> = {
  'create done, answer lost': (fake) => fake.next('create', { outcome: 'unknown', why }, { done: true }),
  'create lost': (fake) => fake.next('create', { outcome: 'unknown', why }),
  'create told to wait': (fake) =>
    fake.next('create', { outcome: 'busy', why, retryAfter: new Date(Date.now() + 600_000) }),
  'create refused': (fake) => fake.next('create', { outcome: 'refused', code: 'other', why }),
  'create without a valid connection': (fake) => fake.next('create', { outcome: 'needs_reconnect', why }),
  'create without credit': (fake) => fake.next('create', { outcome: 'no_credit', why }),
  'alt text refused': (fake) => fake.next('prepare', { outcome: 'not_sent', why }),
  'upload told to wait': (fake) => fake.next('prepare', { outcome: 'busy', why, retryAfter: new Date() }),
  'look blind': (fake) => fake.next('look', { outcome: 'no_information', why }),
  'read blind': (fake) => fake.next('read', { outcome: 'no_information', why }),
  'removal done, answer lost': (fake) => fake.next('remove', { outcome: 'removed' }, { done: true }),
  'removal refused': (fake) => fake.next('remove', { outcome: 'still_there', why }),
  'removal blind': (fake) => fake.next('remove', { outcome: 'no_information', why }),
  'removal without a valid connection': (fake) => fake.next('remove', { outcome: 'needs_reconnect', why }),
  'removal told to wait': (fake) => fake.next('remove', { outcome: 'busy', why, retryAfter: new Date() }),
};

let accounts = 0;
const addAccount = async (): Promise<AccountRef> => {
  accounts += 1;
  return practiceAccount(`a${accounts}`, String(accounts), 'practice');
};

const fakeHarness = async (can: Capabilities): Promise<PublisherHarness> => {
  const fake = createFakePublisher(undefined, { repeatsAreHarmless: can.looks === 'by key' });
  const nobody = createFakePublisher();
  const unreachable = {
    prepare: () => (nobody.next('prepare', { outcome: 'not_sent', why }), nobody.prepare),
    create: () => (nobody.next('create', { outcome: 'not_sent', why }), nobody.create),
    look: () => (nobody.next('look', { outcome: 'no_information', why }), nobody.look),
    read: () => (nobody.next('read', { outcome: 'no_information', why }), nobody.read),
    remove: () => (nobody.next('remove', { outcome: 'no_information', why }), nobody.remove),
  };
  return {
    publisher: fake,
    unreachable: {
      repeatsAreHarmless: false,
      prepare: (...args) => unreachable.prepare()(...args),
      create: (...args) => unreachable.create()(...args),
      look: (...args) => unreachable.look()(...args),
      read: (...args) => unreachable.read()(...args),
      remove: (...args) => unreachable.remove()(...args),
    },
    addAccount,
    timeline: async ({ platformUserId }) =>
      fake.timeline
        .filter((post) => post.platformUserId === platformUserId)
        .map(({ platformId, words, photos }) => ({
          platformId,
          words,
          photos: photos.map(({ bytes, altText }) => ({ sha256: sha256(bytes), altText })),
        })),
    trouble: (kind) => TROUBLES[kind](fake),
    close: async () => {},
  };
};

const WITH_KEYS: Capabilities = { ...LIKE_X, looks: 'by key' };
publisherContract('the fake', LIKE_X, () => fakeHarness(LIKE_X));
publisherContract('the fake, with keys', WITH_KEYS, () => fakeHarness(WITH_KEYS));

describe('the fake publisher, for other suites', () => {
  it('notes every call, without a token', async () => {
    const fake = createFakePublisher();
    const account = practiceAccount('a', '7', 'secret');
    const created = await fake.create(account, newPost('Hello'));
    if (created.outcome !== 'published') throw new Error(created.outcome);
    await fake.remove(account, created.platformId);
    expect(fake.calls).toEqual([
      { method: 'create', platformUserId: '7', about: 'Hello' },
      { method: 'remove', platformUserId: '7', about: created.platformId },
    ]);
  });

  it('hands out decided answers in order, then goes on by itself', async () => {
    const fake = createFakePublisher();
    const account = await addAccount();
    fake.next('create', { outcome: 'refused', code: 'other', why: 'one' });
    fake.next('create', { outcome: 'unknown', why: 'two' }, { done: true });
    const outcomes = [];
    for (const words of ['a', 'b', 'c']) outcomes.push((await fake.create(account, newPost(words))).outcome);
    expect(outcomes).toEqual(['refused', 'unknown', 'published']);
    expect(fake.timeline.map((post) => post.words)).toEqual(['b', 'c']);
  });

  it('lets something happen in the middle of a call, and knows posts made by hand', async () => {
    const fake = createFakePublisher(() => new Date('2026-05-04T09:00:00Z'));
    const account = await addAccount();
    fake.during('create', () => void fake.postByHand(account, 'By hand'));
    await fake.create(account, newPost('Ours'));
    expect(fake.timeline.map((post) => post.words)).toEqual(['By hand', 'Ours']);
    expect(fake.timeline[0]?.createdAt).toEqual(new Date('2026-05-04T09:00:00Z'));
  });
});
