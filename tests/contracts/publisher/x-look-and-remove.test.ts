// Looking, reading and taking down on X over real sockets: what is no information, long timelines, an index that
// lags, and the different answers that X may give to a second deletion.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import type { FaultEffect } from '#sandbox/faults.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { createSnowflakes } from '#sandbox/snowflakes.ts';
import { newPost } from './publisher-harness.ts';
import { startX } from './x-harness.ts';

const SENT = { words: 'Hello', mediaIds: [], altTexts: [] };

const START = new Date('2026-05-04T09:00:00Z');

const status = (code: number, body?: unknown): FaultEffect => ({
  effect: 'status',
  at: 'before',
  status: code,
  body,
});
const BLIND: [string, FaultEffect][] = [
  ...[400, 401, 403, 404, 429, 500, 503].map((code): [string, FaultEffect] => [String(code), status(code)]),
  ['a reset', { effect: 'reset', at: 'before' }],
  ['silence', { effect: 'hang', at: 'before' }],
  ['a cut answer', { effect: 'cut', at: 'after', keepBytes: 12 }],
  ['a 200 without meta', status(200, {})],
  ['a web page', status(200, '<html>')],
];

describe('with X at the other end', () => {
  let x: Awaited<ReturnType<typeof startX>>;
  let account: AccountRef;
  let at: Date;
  const nextId = createSnowflakes(() => at);
  const later = (ms: number) => new Date(START.getTime() + ms);

  beforeAll(async () => {
    x = await startX(createMemoryStore(), { now: () => at });
  });
  afterAll(() => x.sandbox.close());
  beforeEach(async () => {
    at = START;
    x.faults.clear();
    x.seen.length = 0;
    account = await x.addAccount();
  });

  const create = async (words: string) => {
    const result = await x.publisher.create(account, newPost(words, { notAfter: new Date('2100-01-01') }));
    if (result.outcome !== 'published') throw new Error(result.outcome);
    return result.platformId;
  };
  const look = (words: string, sentAt = START, publisher = x.publisher) =>
    publisher.look(account, { mediaIds: [], words, sentAt, recordKey: '' });
  const addPosts = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      const post = { id: nextId(), userId: account.platformUserId, words: `n${index}`, mediaIds: [] };
      await x.store.addPost({ ...post, createdAt: at, visibleAt: at }, { unlikeSince: null });
    }
  };
  const timeline = { method: 'GET', path: /^\/2\/users\/\d+\/tweets$/ };
  const onePost = { method: 'GET', path: /^\/2\/tweets\/\d+$/ };
  const deletion = { method: 'DELETE', path: /^\/2\/tweets\/\d+$/ };

  describe('a look', () => {
    it.each(BLIND)(
      'that meets %s is no information, whether the post is there or not',
      async (_name, fault) => {
        x.faults.add({ ...timeline, times: 2, ...fault });
        const blind = () => look('Hello', START, x.meeting(fault));
        expect(await blind()).toMatchObject({ outcome: 'no_information' });
        await create('Hello');
        expect(await blind()).toMatchObject({ outcome: 'no_information' });
        expect((await look('Hello')).outcome).toBe('found');
      },
    );

    it('finds a post whose words begin with somebody’s name, which X counts among the replies (PF7)', async () => {
      const platformId = await create('@village_library thank you for having us');
      const found = await look('@village_library thank you for having us');
      expect(found).toEqual({ outcome: 'found', platformIds: [platformId], postsShown: 1 });
    });

    it('follows a long timeline to its end', async () => {
      await addPosts(250);
      expect((await look('n0')).outcome).toBe('found');
      expect(x.seen.filter(({ path }) => timeline.path.test(path))).toHaveLength(3);
      expect(await look('n250')).toEqual({ outcome: 'absent', postsShown: 250 });
    });

    it('calls nothing absent when a page is missing, and keeps what it found before', async () => {
      await addPosts(150);
      x.faults.add({ ...timeline, skip: 1, ...status(503) });
      expect(await look('n0')).toMatchObject({ outcome: 'no_information' });
      x.faults.add({ ...timeline, skip: 1, ...status(503) });
      expect((await look('n149')).outcome).toBe('found');
    });

    it('gives up on a timeline without an end', async () => {
      const endless = { meta: { result_count: 0, next_token: 'again' } };
      x.faults.add({ ...timeline, times: 99, ...status(200, endless) });
      expect(await look('Hello')).toMatchObject({ outcome: 'no_information' });
      expect(x.seen).toHaveLength(32);
    });

    it('calls nothing absent on a page that reports problems', async () => {
      const partial = { errors: [{ title: 'Unavailable', detail: 'some posts' }], meta: { result_count: 0 } };
      x.faults.add({ ...timeline, ...status(200, partial) });
      expect(await look('Hello')).toMatchObject({ outcome: 'no_information' });
    });

    it('finds a post once the index has it, and takes equal words from up to 5 seconds before for ours', async () => {
      x.faults.add({ method: 'POST', path: '/2/tweets', effect: 'lag', at: 'after', ms: 60_000 });
      const platformId = await create('Late in the index');
      expect(await look('Late in the index')).toEqual({ outcome: 'absent', postsShown: 0 });
      at = later(60_000);
      expect(await look('Late in the index')).toEqual({
        outcome: 'found',
        platformIds: [platformId],
        postsShown: 1,
      });
      expect((await look('Late in the index', later(4_000))).outcome).toBe('found');
      expect((await look('Late in the index', later(6_000))).outcome).toBe('absent');
    });

    it('needs the id of an account', async () => {
      const strange = { ...account, platformUserId: '../../2/users/me?' };
      const wanted = { mediaIds: [], words: 'x', sentAt: START, recordKey: '' };
      expect(await x.publisher.look(strange, wanted)).toMatchObject({ outcome: 'no_information' });
      expect(x.seen).toHaveLength(0);
    });

    it('never posts', async () => {
      await look('Hello');
      expect(x.seen.every(({ method }) => method === 'GET')).toBe(true);
    });
  });

  describe('reading', () => {
    it.each(BLIND)('that meets %s is no information', async (_name, fault) => {
      const platformId = await create('Hello');
      x.faults.add({ ...onePost, ...fault });
      expect(await x.meeting(fault).read(account, platformId, SENT)).toMatchObject({
        outcome: 'no_information',
      });
      expect(await x.publisher.read(account, platformId, SENT)).toMatchObject({ platformId });
    });

    it('knows a post that is not there, and asks for nothing that is no id', async () => {
      expect(await x.publisher.read(account, '123', SENT)).toBeNull();
      x.seen.length = 0;
      expect(await x.publisher.read(account, '123/../456', SENT)).toMatchObject({
        outcome: 'no_information',
      });
      expect(x.seen).toHaveLength(0);
    });
  });

  describe('taking down', () => {
    it.each([
      ['deleted', { data: { deleted: true } }, 200],
      ['not deleted', { data: { deleted: false } }, 200],
      ['gone', { title: 'Gone', detail: 'gone' }, 410],
      ['an error', { title: 'Error', detail: 'error' }, 500],
    ])('a post that is gone is removed when X answers the deletion with: %s', async (_name, body, code) => {
      x.faults.add({ ...deletion, ...status(code, body) });
      expect(await x.publisher.remove(account, '123')).toMatchObject({ outcome: 'removed' });
    });

    it('believes what it reads, not what it was told (PF18)', async () => {
      const platformId = await create('Still here');
      x.faults.add({ ...deletion, ...status(200, { data: { deleted: true } }) });
      expect(await x.publisher.remove(account, platformId)).toMatchObject({ outcome: 'still_there' });
      x.faults.add({ ...onePost, ...status(503) });
      expect(await x.publisher.remove(account, platformId)).toMatchObject({ outcome: 'no_information' });
      expect(await x.publisher.remove(account, platformId)).toMatchObject({ outcome: 'removed' });
    });

    it('takes "not there" for an answer to the deletion when nothing contradicts it', async () => {
      const notThere = { title: 'Not Found Error', type: 'https://api.x.com/2/problems/resource-not-found' };
      x.faults.add({ ...deletion, times: 2, ...status(404, notThere) });
      x.faults.add({ ...onePost, ...status(503) });
      expect(await x.publisher.remove(account, '123')).toMatchObject({ outcome: 'removed' });
      const platformId = await create('Here');
      expect(await x.publisher.remove(account, platformId)).toMatchObject({ outcome: 'still_there' });
    });

    it('asks for nothing that is no id', async () => {
      expect(await x.publisher.remove(account, 'users/me')).toMatchObject({ outcome: 'no_information' });
      expect(x.seen).toHaveLength(0);
    });
  });
});
