// The practice platform as a caller sees it over HTTP: who may call what, what it refuses, and what it shows.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFaults } from '#sandbox/faults.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '#sandbox/start-sandbox.server.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { issueAccess } from '#sandbox/tokens.ts';
import { sha256 } from './publisher-contract.ts';

const START = new Date('2026-05-04T09:00:00Z');
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), randomBytes(60)]);
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(60)]);

interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a caller reads whatever comes
  body: any;
}

describe('the practice platform', () => {
  let sandbox: Sandbox;
  let store: SandboxStore;
  let at = START;
  let token: string;
  let userId: string;
  const open: Sandbox[] = [];

  const start = async (options: Partial<SandboxOptions> = {}) => {
    const started = await startSandbox({ store, now: () => at, ...options });
    open.push(started);
    return started;
  };
  beforeAll(async () => {
    store = createMemoryStore();
    sandbox = await start();
  });
  afterAll(() => Promise.all(open.map((one) => one.close())));
  const addAccount = () =>
    addPracticeAccount(store, { handle: `p${randomBytes(7).toString('hex')}`, name: 'Elm' }, () => at);
  beforeEach(async () => {
    at = START;
    ({ platformUserId: userId, accessToken: token } = await addAccount());
  });

  const call = async (
    method: string,
    path: string,
    body?: unknown,
    options: { token?: string | null; url?: string; type?: string } = {},
  ): Promise<Answer> => {
    const bearer = options.token === undefined ? token : options.token;
    const raw = typeof body === 'string' || body instanceof FormData || body instanceof URLSearchParams;
    const headers = new Headers(bearer === null ? {} : { authorization: `Bearer ${bearer}` });
    const type = options.type ?? (raw || body === undefined ? null : 'application/json');
    if (type) headers.set('content-type', type);
    const sent = raw ? body : body === undefined ? null : JSON.stringify(body);
    const response = await fetch(`${options.url ?? sandbox.url}${path}`, { method, headers, body: sent });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  };
  const tweet = (text: string, more: object = {}, options = {}) =>
    call('POST', '/2/tweets', { text, ...more }, options);
  const begin = async (bytes: Buffer = JPEG, media_type = 'image/jpeg', options = {}) => {
    const asked = { media_type, media_category: 'tweet_image', total_bytes: bytes.length };
    return (await call('POST', '/2/media/upload/initialize', asked, options)).body.data.id as string;
  };
  const append = (id: string, index: number, bytes: Buffer) =>
    call('POST', `/2/media/upload/${id}/append`, { segment_index: index, media: bytes.toString('base64') });
  const finalize = (id: string) => call('POST', `/2/media/upload/${id}/finalize`, {});
  const upload = async (bytes: Buffer = JPEG) => {
    const id = await begin(bytes);
    await append(id, 0, bytes);
    expect((await finalize(id)).status).toBe(200);
    return id;
  };

  describe('listens and admits', () => {
    it('on this machine only', async () => {
      expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      const elsewhere = { store, host: '0.0.0.0' as '127.0.0.1' };
      await expect(startSandbox(elsewhere)).rejects.toThrow('this machine');
      expect((await start({ host: '::1' })).url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    });

    it('nobody without a token of its own, and only to what the token allows', async () => {
      const refused = await call('GET', '/2/users/me', undefined, { token: null });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('content-type')).toBe('application/problem+json');
      expect((await call('GET', '/2/users/me', undefined, { token: 'guess' })).status).toBe(401);
      const grant = { userId, clientId: 'c', scopes: ['tweet.read', 'users.read'] };
      const reader = { token: await issueAccess(store, grant, at) };
      expect((await call('GET', '/2/users/me', undefined, reader)).body).toMatchObject({
        data: { id: userId },
      });
      expect((await tweet('Hello', {}, reader)).status).toBe(403);
      at = new Date(START.getTime() + 2 * 3_600_000);
      expect((await call('GET', '/2/users/me', undefined, reader)).status).toBe(401);
    });

    it('has no other paths, and no ids that X could not have', async () => {
      expect((await call('GET', '/2/users/search')).status).toBe(404);
      expect((await call('PUT', '/2/tweets')).status).toBe(404);
      expect((await call('GET', '/2/tweets/9999999999999999999')).status).toBe(404);
      expect((await call('GET', '/2/media/upload?command=STATUS&media_id=x')).status).toBe(400);
    });

    it('hands out pace with every answer, and stops whoever outruns it', async () => {
      const { url } = await start({ limits: { 'POST /2/tweets': 3 } });
      const statuses = [];
      for (const text of ['a', 'b', 'c', 'd']) {
        const answer = await tweet(text, {}, { url });
        statuses.push([answer.status, answer.headers.get('x-rate-limit-remaining')]);
        expect(answer.headers.get('x-rate-limit-reset')).toBe(String(START.getTime() / 1000 + 900));
      }
      expect(statuses).toEqual([
        [201, '2'],
        [201, '1'],
        [201, '0'],
        [429, '0'],
      ]);
      expect((await call('GET', '/2/users/me', undefined, { url })).status).toBe(200);
      at = new Date(START.getTime() + 900_000);
      expect((await tweet('e', {}, { url })).status).toBe(201);
    });

    it('refuses a body that is too large, and hides its own failures', async () => {
      const tooLarge = await call('POST', '/2/media/upload', 'x'.repeat(8 * 1024 * 1024 + 1), {
        type: 'text/plain',
      });
      expect(tooLarge.status).toBe(413);
      const failures: unknown[] = [];
      const broken = { ...store, addPost: () => Promise.reject(new Error('disk on fire')) };
      const { url } = await start({ store: broken, onError: (error) => failures.push(error) });
      const answer = await tweet('Hello', {}, { url });
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer.body)).not.toContain('fire');
      expect(failures).toHaveLength(1);
    });

    it('ends with calls still hanging on it', async () => {
      const faults = createFaults([{ path: '/2/users/me', effect: 'hang', at: 'before' }]);
      let arrived = () => {};
      const waiting = new Promise<void>((resolve) => (arrived = resolve));
      const own = await startSandbox({ store, faults, onRequest: () => arrived() });
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
        ...store,
        async addPost(post, rule) {
          inStore();
          await gate;
          steps.push('stored');
          return store.addPost(post, rule);
        },
      };
      const own = await startSandbox({ store: slow, now: () => at });
      const calling = tweet('Hello', {}, { url: own.url });
      calling.catch(() => {});
      await entered;
      const closing = own.close().then(() => steps.push('closed'));
      await expect(calling).rejects.toThrow();
      release();
      await closing;
      expect(steps).toEqual(['stored', 'closed']);
    });

    it('agrees with a second listener on the same store', async () => {
      const { url } = await start();
      const { body } = await tweet('From one');
      expect((await call('GET', `/2/tweets/${body.data.id}`, undefined, { url })).body.data.text).toBe(
        'From one',
      );
      expect((await tweet('From one', {}, { url })).status).toBe(403);
    });
  });

  describe('a post', () => {
    it.each([
      ['280 letters', 'a'.repeat(280), 201],
      ['281 letters', 'a'.repeat(281), 400],
      ['140 emoji, two each', '🌳'.repeat(140), 201],
      ['141 emoji', '🌳'.repeat(141), 400],
      ['a long link, 23', `${'a'.repeat(256)} https://elm.sch.uk/${'b'.repeat(200)}`, 201],
      ['a bare domain, 23', `${'a'.repeat(257)} elm.sch.uk`, 400],
      ['140 letters with separate accents, composed first', 'e\u0301'.repeat(280), 201],
      ['nothing', '  ', 400],
    ])('is weighed as X weighs it: %s', async (_name, text, status) => {
      expect((await tweet(text)).status).toBe(status);
    });

    it('has no fields that X does not know, and is JSON', async () => {
      expect((await tweet('Hello', { idempotency_key: 'x' })).status).toBe(400);
      expect((await tweet('Hello', { media: { media_ids: [] } })).status).toBe(400);
      expect((await tweet('Hello', { media: { media_ids: ['1', '2', '3', '4', '5'] } })).status).toBe(400);
      expect((await call('POST', '/2/tweets', '{"text":', { type: 'application/json' })).status).toBe(400);
      expect((await call('POST', '/2/tweets', new URLSearchParams({ text: 'Hello' }))).status).toBe(400);
      const made = await tweet('Hello', { made_with_ai: true, reply_settings: 'following' });
      expect(made.status).toBe(201);
      expect(made.body.data).toEqual({
        id: made.body.data.id,
        text: 'Hello',
        edit_history_tweet_ids: [made.body.data.id],
      });
    });

    it('needs photos that are its own, whole and fresh', async () => {
      const other = await addAccount();
      const mine = await upload();
      const unfinished = await begin();
      const theirs = await begin(JPEG, 'image/jpeg', { token: other.accessToken });
      const withMedia = (...media_ids: string[]) =>
        tweet(randomBytes(8).toString('hex'), { media: { media_ids } });
      for (const wrong of [unfinished, theirs, '123', '9999999999999999999']) {
        const answer = await withMedia(mine, wrong);
        expect(answer.status).toBe(400);
      }
      expect((await withMedia(mine, mine)).status).toBe(400);
      expect((await withMedia(mine)).status).toBe(201);
      at = new Date(START.getTime() + 24 * 3_600_000);
      expect((await withMedia(mine)).status).toBe(400);
    });

    it('may not repeat words within a day, unless that rule is off', async () => {
      const first = await tweet('Sports day');
      const again = await tweet(' Sports day');
      expect(again).toMatchObject({ status: 403, body: { type: 'about:blank' } });
      expect(again.body.detail).toBe('You are not allowed to create a Tweet with duplicate content.');
      const { url } = await start({ rules: { duplicates: false } });
      expect((await tweet('Sports day', {}, { url })).status).toBe(201);
      at = new Date(START.getTime() + 24 * 3_600_000 + 1);
      expect((await tweet('Sports day')).status).toBe(201);
      expect(first.status).toBe(201);
    });

    it('may be made to need alt texts', async () => {
      const { url } = await start({ rules: { altTextRequired: true } });
      const id = await upload();
      expect((await tweet('Pond', { media: { media_ids: [id] } }, { url })).status).toBe(400);
      await call('POST', '/2/media/metadata', { id, metadata: { alt_text: { text: 'A pond' } } });
      expect((await tweet('Pond', { media: { media_ids: [id] } }, { url })).status).toBe(201);
    });

    it('is deleted by its own account only, once', async () => {
      const { body } = await tweet('Hello');
      const path = `/2/tweets/${body.data.id}`;
      const other = { token: (await addAccount()).accessToken };
      expect((await call('DELETE', path, undefined, other)).status).toBe(403);
      expect((await call('DELETE', path)).body).toEqual({ data: { deleted: true } });
      expect(await call('DELETE', path)).toMatchObject({
        status: 404,
        body: { type: expect.stringContaining('not-found') },
      });
      expect((await call('GET', path)).body).toMatchObject({ errors: [{ resource_id: body.data.id }] });
    });
  });

  describe('a photo', () => {
    it('arrives in parts, in any order, to the bit', async () => {
      const id = await begin();
      await append(id, 1, JPEG.subarray(30));
      await append(id, 0, JPEG.subarray(0, 30));
      expect((await finalize(id)).body.data).toMatchObject({ id, media_key: `3_${id}`, size: JPEG.length });
      expect(sha256((await store.readMedia(id))?.bytes ?? new Uint8Array())).toBe(sha256(JPEG));
      expect((await finalize(id)).status).toBe(200);
      expect((await append(id, 2, JPEG)).status).toBe(400);
      const info = await call('GET', `/2/media/upload?command=STATUS&media_id=${id}`);
      expect(info.body.data.processing_info.state).toBe('succeeded');
    });

    it('may come at one go, in JSON or as a file', async () => {
      const json = { media: PNG.toString('base64'), media_category: 'tweet_image', media_type: 'image/png' };
      const asJson = await call('POST', '/2/media/upload', json);
      const form = new FormData();
      form.set('media', new Blob([new Uint8Array(JPEG)]), 'photo.jpg');
      form.set('media_category', 'tweet_image');
      const asFile = await call('POST', '/2/media/upload', form);
      for (const [answer, bytes] of [
        [asJson, PNG],
        [asFile, JPEG],
      ] as const) {
        expect(answer.status).toBe(200);
        expect(sha256((await store.readMedia(answer.body.data.id))?.bytes ?? new Uint8Array())).toBe(
          sha256(bytes),
        );
      }
      expect((await call('POST', '/2/media/upload', { ...json, media: 'not base64!' })).status).toBe(400);
    });

    it('is what was announced, or refused', async () => {
      const missing = await begin();
      await append(missing, 0, JPEG.subarray(0, 30));
      await append(missing, 2, JPEG.subarray(30));
      expect((await finalize(missing)).status).toBe(400);
      const short = await begin();
      await append(short, 0, JPEG.subarray(1));
      expect((await finalize(short)).status).toBe(400);
      const other = await begin(PNG);
      await append(other, 0, PNG);
      expect((await finalize(other)).body.detail).toContain('media_type');
      expect((await append(other, 1_000, JPEG)).status).toBe(400);
      expect(
        (await call('POST', `/2/media/upload/${other}/append`, { segment_index: 0, media: '' })).status,
      ).toBe(400);
    });

    it('is a picture of at most 5 MB', async () => {
      const asked = { media_type: 'image/jpeg', media_category: 'tweet_image', total_bytes: 1 };
      const path = '/2/media/upload/initialize';
      for (const wrong of [
        { total_bytes: 5_242_881 },
        { media_type: 'video/mp4' },
        { total_bytes: 0 },
        { more: 1 },
      ]) {
        expect((await call('POST', path, { ...asked, ...wrong })).status).toBe(400);
      }
    });

    it('has an alt text of 1 to 1,000 characters, set by its own account', async () => {
      const id = await upload();
      const describeIt = (text: string, options = {}) =>
        call('POST', '/2/media/metadata', { id, metadata: { alt_text: { text } } }, options);
      expect((await describeIt('🌳'.repeat(1_000))).status).toBe(200);
      expect((await describeIt('a'.repeat(1_001))).status).toBe(400);
      expect((await describeIt('')).status).toBe(400);
      expect((await describeIt('Mine', { token: (await addAccount()).accessToken })).status).toBe(403);
      expect((await store.findMedia([id]))[0]?.altText).toBe('🌳'.repeat(1_000));
    });
  });

  describe('a timeline', () => {
    const page = (query: string, id = userId) => call('GET', `/2/users/${id}/tweets?${query}`);

    it('gives every post once, newest first, whatever the size of its pages', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: 23 }),
          fc.integer({ min: 5, max: 12 }),
          async (count, size) => {
            const account = await addAccount();
            const { url } = await start();
            const made: string[] = [];
            for (let index = 0; index < count; index += 1) {
              made.unshift((await tweet(`n${index}`, {}, { url, token: account.accessToken })).body.data.id);
            }
            const seen: string[] = [];
            let next = '';
            do {
              const { body } = await page(`max_results=${size}${next}`, account.platformUserId);
              expect(body.meta.result_count).toBe(body.data?.length ?? 0);
              seen.push(...(body.data ?? []).map((post: { id: string }) => post.id));
              next = body.meta.next_token ? `&pagination_token=${body.meta.next_token}` : '';
            } while (next);
            expect(seen).toEqual(made);
          },
        ),
        { numRuns: 8 },
      );
    });

    it('is limited by ids and moments', async () => {
      const ids: string[] = [];
      for (const minute of [0, 1, 2]) {
        at = new Date(START.getTime() + minute * 60_000);
        ids.push((await tweet(`minute ${minute}`)).body.data.id);
      }
      const texts = async (query: string) =>
        ((await page(query)).body.data ?? []).map((post: { text: string }) => post.text);
      expect(await texts(`since_id=${ids[0]}`)).toEqual(['minute 2', 'minute 1']);
      expect(await texts(`until_id=${ids[1]}`)).toEqual(['minute 0']);
      expect(await texts('start_time=2026-05-04T09:01:00Z')).toEqual(['minute 2', 'minute 1']);
      expect(await texts('end_time=2026-05-04T09:01:00Z')).toEqual(['minute 0']);
      expect((await page(`since_id=${ids[2]}`)).body).toEqual({ meta: { result_count: 0 } });
    });

    it('refuses questions that X would refuse', async () => {
      const wrong = [
        'max_results=4',
        'max_results=101',
        'since_id=x',
        'start_time=today',
        'pagination_token=zz',
      ];
      for (const query of [...wrong, 'idempotency=1', 'tweet.fields=secrets', 'expansions=author_id']) {
        expect((await page(query)).status).toBe(400);
      }
      expect((await page('max_results=5', '123')).body).toMatchObject({
        errors: [{ resource_type: 'user' }],
      });
    });

    it('shows words as X does: escaped, links shortened, a link for the photos', async () => {
      const id = await upload();
      await call('POST', '/2/media/metadata', { id, metadata: { alt_text: { text: 'A pond' } } });
      await tweet('Fish & chips: elm.sch.uk <now>', { media: { media_ids: [id] } });
      const fields =
        'tweet.fields=attachments,entities,created_at&expansions=attachments.media_keys&media.fields=alt_text';
      const { body } = await page(fields);
      const [post] = body.data;
      expect(post.text).toMatch(
        /^Fish &amp; chips: https:\/\/t\.co\/\w{10} &lt;now&gt; https:\/\/t\.co\/\w{10}$/,
      );
      const [link, photos] = post.entities.urls;
      expect(link).toMatchObject({ expanded_url: 'http://elm.sch.uk', display_url: 'elm.sch.uk' });
      expect(photos).toMatchObject({ media_key: `3_${id}` });
      expect(post.attachments).toEqual({ media_keys: [`3_${id}`] });
      expect(post.created_at).toBe(START.toISOString());
      expect(body.includes.media).toEqual([{ media_key: `3_${id}`, type: 'photo', alt_text: 'A pond' }]);
      expect((await page('max_results=5')).body.data[0]).toEqual({
        id: post.id,
        text: post.text,
        edit_history_tweet_ids: [post.id],
      });
    });
  });

  describe('its accounts', () => {
    it('have the handles that X would have', async () => {
      for (const handle of ['@elm', 'elm primary', '', 'a'.repeat(16), 'élan']) {
        await expect(addPracticeAccount(store, { handle, name: 'Elm' })).rejects.toThrow(RangeError);
      }
    });

    it('stay the same account when added again, and every token of theirs works', async () => {
      const handle = `q${randomBytes(5).toString('hex')}`;
      const one = await addPracticeAccount(store, { handle, name: 'Elm' });
      const two = await addPracticeAccount(store, { handle, name: 'Elm Academy' });
      expect(two.platformUserId).toBe(one.platformUserId);
      at = new Date(START.getTime() + 9_999 * 3_600_000);
      for (const account of [one, two]) {
        const me = await call('GET', '/2/users/me', undefined, { token: account.accessToken });
        expect(me.body.data).toEqual({ id: one.platformUserId, name: 'Elm Academy', username: handle });
      }
    });
  });
});
