// Whom the practice platform lets in, at what pace, how it fails and how it ends.
import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFaults } from '#sandbox/faults.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { issueAccess } from '#sandbox/tokens.ts';
import { START, startCaller } from './sandbox-caller.ts';

describe('the practice platform', () => {
  let caller: Awaited<ReturnType<typeof startCaller>>;

  beforeAll(async () => {
    caller = await startCaller();
  });
  afterAll(() => caller.close());
  beforeEach(() => caller.renew());

  describe('listens and admits', () => {
    it('on this machine only', async () => {
      expect(caller.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const elsewhere = { store: caller.store, host: '0.0.0.0' as '127.0.0.1' };
      await expect(startSandbox(elsewhere)).rejects.toThrow('this machine');
      expect((await caller.start({ host: '::1' })).url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    });

    it('nobody without a token of its own, and only to what the token allows', async () => {
      const refused = await caller.call('GET', '/2/users/me', undefined, { token: null });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      expect((await caller.call('GET', '/2/users/me', undefined, { token: 'guess' })).status).toBe(401);
      const grant = {
        userId: caller.me().platformUserId,
        clientId: 'c',
        scopes: ['tweet.read', 'users.read'],
      };
      const reader = { token: await issueAccess(caller.store, grant, START) };
      expect((await caller.call('GET', '/2/users/me', undefined, reader)).body).toMatchObject({
        data: { id: caller.me().platformUserId },
      });
      expect((await caller.tweet('Hello', {}, reader)).status).toBe(403);
      caller.clock.at = new Date(START.getTime() + 2 * 3_600_000);
      expect((await caller.call('GET', '/2/users/me', undefined, reader)).status).toBe(401);
    });

    it('has no other paths, and no ids that X could not have', async () => {
      expect((await caller.call('GET', '/2/users/search')).status).toBe(404);
      expect((await caller.call('PUT', '/2/tweets')).status).toBe(404);
      expect((await caller.call('GET', '/2/tweets/9999999999999999999')).status).toBe(404);
      expect((await caller.call('GET', '/2/media/upload?command=STATUS&media_id=x')).status).toBe(400);
    });

    it('hands out pace with every answer, and stops whoever outruns it', async () => {
      const { url } = await caller.start({ limits: { 'POST /2/tweets': 3 } });
      const statuses = [];
      for (const text of ['a', 'b', 'c', 'd']) {
        const answer = await caller.tweet(text, {}, { url });
        statuses.push([answer.status, answer.headers.get('x-rate-limit-remaining')]);
        expect(answer.headers.get('x-rate-limit-reset')).toBe(String(START.getTime() / 1000 + 900));
      }
      expect(statuses).toEqual([
        [201, '2'],
        [201, '1'],
        [201, '0'],
        [429, '0'],
      ]);
      expect((await caller.call('GET', '/2/users/me', undefined, { url })).status).toBe(200);
      caller.clock.at = new Date(START.getTime() + 900_000);
      expect((await caller.tweet('e', {}, { url })).status).toBe(201);
    });

    it('refuses a body that is too large, and hides its own failures', async () => {
      const tooLarge = await caller.call('POST', '/2/media/upload', 'x'.repeat(8 * 1024 * 1024 + 1), {
        type: 'text/plain',
      });
      expect(tooLarge.status).toBe(413);
      const failures: Error[] = [];
      const cause = Object.assign(new Error('words on fire'), { code: '23505' });
      const fire = new Error('Failed query: insert\nparams: words on\n    at fire', { cause });
      const broken = { ...caller.store, addPost: () => Promise.reject(fire) };
      const { url } = await caller.start({ store: broken, onError: (error) => failures.push(error) });
      const answer = await caller.tweet('Hello', {}, { url });
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer.body)).not.toContain('fire');
      expect(failures.map(({ message }) => message)).toEqual([
        'The practice platform failed in a POST (23505)',
      ]);
      expect(failures[0]?.stack).toContain('sandbox-admits.test.ts');
      expect(inspect(failures[0])).not.toContain('fire');
    });

    it('ends with calls still hanging on it', async () => {
      const faults = createFaults([{ path: '/2/users/me', effect: 'hang', at: 'before' }]);
      let arrived = () => {};
      const waiting = new Promise<void>((resolve) => (arrived = resolve));
      const own = await startSandbox({ store: caller.store, faults, onRequest: () => arrived() });
      const hanging = fetch(`${own.url}/2/users/me`);
      hanging.catch(() => {});
      await waiting;
      await own.close();
      await expect(hanging).rejects.toThrow();
    });

    it('uses the store no more once it has ended', async () => {
      let release = () => {};
      const gate = new Promise<void>((resolve) => (release = resolve));
      let inStore = () => {};
      const entered = new Promise<void>((resolve) => (inStore = resolve));
      const steps: string[] = [];
      const slow: SandboxStore = {
        ...caller.store,
        async addPost(post, rule) {
          inStore();
          await gate;
          steps.push('stored');
          return caller.store.addPost(post, rule);
        },
      };
      const own = await startSandbox({ store: slow, now: () => caller.clock.at });
      const calling = caller.tweet('Hello', {}, { url: own.url });
      calling.catch(() => {});
      await entered;
      const closing = own.close().then(() => steps.push('closed'));
      await expect(calling).rejects.toThrow();
      release();
      await closing;
      expect(steps).toEqual(['stored', 'closed']);
    });

    it('agrees with a second listener on the same store', async () => {
      const { url } = await caller.start();
      const { body } = await caller.tweet('From one');
      expect((await caller.call('GET', `/2/tweets/${body.data.id}`, undefined, { url })).body.data.text).toBe(
        'From one',
      );
      expect((await caller.tweet('From one', {}, { url })).status).toBe(403);
    });
  });

  describe('its accounts', () => {
    it('have the handles that X would have', async () => {
      for (const handle of ['@elm', 'elm primary', '', 'a'.repeat(16), 'élan']) {
        await expect(addPracticeAccount(caller.store, { handle, name: 'Elm' })).rejects.toThrow(RangeError);
      }
    });

    it('stay the same account when added again, and every token of theirs works', async () => {
      const handle = `q${randomBytes(5).toString('hex')}`;
      const one = await addPracticeAccount(caller.store, { handle, name: 'Elm' });
      const two = await addPracticeAccount(caller.store, { handle, name: 'Elm Academy' });
      expect(two.platformUserId).toBe(one.platformUserId);
      caller.clock.at = new Date(START.getTime() + 9_999 * 3_600_000);
      for (const account of [one, two]) {
        const me = await caller.call('GET', '/2/users/me', undefined, { token: account.accessToken });
        expect(me.body.data).toEqual({ id: one.platformUserId, name: 'Elm Academy', username: handle });
      }
    });
  });
});
