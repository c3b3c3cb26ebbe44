// Every row of the outcome table over real sockets: what the wire does to one create call, what the adapter says,
// and what is then truly on the timeline. Whatever happens, exactly one POST leaves.
import net from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import type { AccountRef, CreateResult } from '#app/domain/ports/publisher.ts';
import type { FaultEffect } from '#sandbox/faults.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { newPost, photo } from './publisher-harness.ts';
import { IMPATIENT_MS, practiceAccount, startX, tokenOf } from './x-harness.ts';

const soon = Math.ceil(Date.now() / 1000) + 600;
const status = (code: number, body?: unknown, headers: Record<string, string> = {}): FaultEffect => ({
  effect: 'status',
  at: 'before',
  status: code,
  body,
  headers,
});
const after = (effect: FaultEffect): FaultEffect => ({ ...effect, at: 'after' }) as FaultEffect;
const html = { 'content-type': 'text/html' };
const paced = {
  'x-rate-limit-limit': '100',
  'x-rate-limit-remaining': '0',
  'x-rate-limit-reset': String(soon),
};

/** name · what the wire does · outcome · is the post live afterwards */
const ROWS: [string, FaultEffect | null, CreateResult['outcome'], boolean][] = [
  ['201 with an id', null, 'published', true],
  ['reset before the work', { effect: 'reset', at: 'before' }, 'unknown', false],
  ['reset after the work', { effect: 'reset', at: 'after' }, 'unknown', true],
  ['silence before the work', { effect: 'hang', at: 'before' }, 'unknown', false],
  ['silence after the work', { effect: 'hang', at: 'after' }, 'unknown', true],
  ['201 cut before its body', { effect: 'cut', at: 'after', keepBytes: 0 }, 'unknown', true],
  ['201 cut inside its body', { effect: 'cut', at: 'after', keepBytes: 20 }, 'unknown', true],
  ...[500, 502, 503, 504, 404, 408, 409, 410, 422].flatMap((code): typeof ROWS => [
    [`${code} before the work`, status(code), 'unknown', false],
    [`${code} after the work`, after(status(code)), 'unknown', true],
  ]),
  ['201 without a body', after(status(201, '')), 'unknown', true],
  ['201 without an id', after(status(201, { data: {} })), 'unknown', true],
  ['200 with errors only', after(status(200, { errors: [{ title: 'Oops' }] })), 'unknown', true],
  ['201 as a web page', after(status(201, '<html>ok</html>', html)), 'unknown', true],
  ['201 that is broken JSON', after(status(201, '{"data":')), 'unknown', true],
  ['a redirect', status(302, '', { location: 'http://127.0.0.1:9/' }), 'unknown', false],
  ['429', status(429, undefined, paced), 'busy', false],
  ['429 without headers', status(429), 'busy', false],
  ['402', status(402), 'no_credit', false],
  ['401', status(401), 'needs_reconnect', false],
  ['400', status(400), 'refused', false],
  ['403', status(403), 'refused', false],
  ['403 as a web page', status(403, '<html>no</html>', html), 'unknown', false],
];

describe('one create call to X', () => {
  let x: Awaited<ReturnType<typeof startX>>;
  let account: AccountRef;

  beforeAll(async () => {
    x = await startX(createMemoryStore());
  });
  afterAll(() => x.sandbox.close());
  beforeEach(async () => {
    x.faults.clear();
    x.seen.length = 0;
    account = await x.addAccount();
  });

  const create = (words: string) => x.publisher.create(account, newPost(words));
  const isLive = async () => (await x.store.listTimeline(account.platformUserId)).length > 0;

  it.each(ROWS)('%s', async (_name, fault, outcome, live) => {
    if (fault) x.faults.add({ method: 'POST', path: '/2/tweets', times: 9, ...fault });
    const result = await x.meeting(fault).create(account, newPost('Sports day today'));
    expect(result.outcome).toBe(outcome);
    await expect.poll(isLive).toBe(live);
    expect(x.creates()).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain(tokenOf(account));
  });

  it('429 names the moment that X names', async () => {
    x.faults.add({ path: '/2/tweets', ...status(429, undefined, paced) });
    expect(await create('Hello')).toMatchObject({ outcome: 'busy', retryAfter: new Date(soon * 1000) });
  });

  it('the same words again are in doubt, and a look finds the first post (PF30)', async () => {
    const first = await create('School closed today');
    expect(await create('School closed today')).toMatchObject({ outcome: 'unknown' });
    const look = { mediaIds: [], words: 'School closed today', sentAt: new Date(), recordKey: '' };
    expect(await x.publisher.look(account, look)).toMatchObject({
      outcome: 'found',
      platformIds: [first.outcome === 'published' ? first.platformId : ''],
    });
  });

  it('281 weighted characters are refused', async () => {
    expect(await create(`${'a'.repeat(279)}é`)).toMatchObject({ outcome: 'published' });
    expect(await create('é'.repeat(281))).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('too long'),
    });
  });

  it('photos of another account are refused', async () => {
    const other = await x.addAccount();
    const prepared = await x.publisher.prepare(other, [photo('A pond', 5)]);
    const mediaIds = prepared.outcome === 'prepared' ? prepared.mediaIds : [];
    expect(mediaIds).toHaveLength(1);
    expect(await x.publisher.create(account, newPost('Pond', { mediaIds }))).toMatchObject({
      outcome: 'refused',
      code: 'photos_gone',
      why: 'X did not accept the uploaded photos',
    });
  });

  it('an unknown token needs a reconnection', async () => {
    const stranger = practiceAccount('a', account.platformUserId, 'not-a-token');
    const result = await x.publisher.create(stranger, newPost('Hello'));
    expect(result).toMatchObject({ outcome: 'needs_reconnect' });
  });

  it('a token that cannot be sent at all is not sent, and not shown', async () => {
    const broken = practiceAccount('a', account.platformUserId, 'S3CRET\nline');
    const result = await x.publisher.create(broken, newPost('Hello'));
    expect(result.outcome).toBe('not_sent');
    expect(JSON.stringify(result)).not.toContain('S3CRET');
    expect(x.creates()).toHaveLength(0);
  });

  it('whatever befalls twenty calls at once, no outcome lies about the timeline', async () => {
    const effect = fc.constantFrom(
      ...ROWS.map(([, fault]) => fault).filter((fault) => fault?.effect !== 'hang'),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(effect, { minLength: 20, maxLength: 20 }), async (effects) => {
        const school = await x.addAccount();
        x.faults.clear();
        for (const fault of effects) {
          const calm: FaultEffect = { effect: 'lag', at: 'after', ms: 0 };
          x.faults.add({ method: 'POST', path: '/2/tweets', ...(fault ?? calm) });
        }
        const results = await Promise.all(
          effects.map((_, index) => x.publisher.create(school, newPost(`Post ${index}`))),
        );
        const live = new Map(
          (await x.store.listTimeline(school.platformUserId)).map((post) => [post.words, post.id]),
        );
        for (const [index, result] of results.entries()) {
          const words = `Post ${index}`;
          if (result.outcome === 'published') expect(live.get(words)).toBe(result.platformId);
          else if (result.outcome !== 'unknown') expect(live.has(words)).toBe(false);
          else {
            const look = await x.publisher.look(school, {
              mediaIds: [],
              words,
              sentAt: new Date(),
              recordKey: '',
            });
            const id = live.get(words);
            expect(look).toMatchObject(id ? { outcome: 'found', platformIds: [id] } : { outcome: 'absent' });
          }
        }
      }),
      { numRuns: 5 },
    );
  });
});

describe('a create call that X never saw', () => {
  const account = practiceAccount('a', '1', 'S3CRET');

  /** A listener that does `greet` to whoever connects. */
  const listen = async (greet: (socket: net.Socket) => void) => {
    const server = net.createServer(greet);
    const sockets = new Set<net.Socket>();
    server.on('connection', (socket) => sockets.add(socket).size);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const close = () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    };
    return { port, close };
  };
  const create = (baseUrl: string) =>
    createXPublisher({ baseUrl, deadlineMs: IMPATIENT_MS }).create(account, newPost('Hello'));

  it('is not sent when the secure connection fails', async () => {
    const received: Buffer[] = [];
    const { port, close } = await listen((socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => {
        received.push(data);
        socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      });
    });
    expect(await create(`https://127.0.0.1:${port}`)).toMatchObject({ outcome: 'not_sent' });
    expect(Buffer.concat(received).includes('S3CRET')).toBe(false);
    close();
  });

  it('is not sent when the secure connection never comes about in time', async () => {
    const { port, close } = await listen((socket) => socket.on('error', () => {}));
    expect(await create(`https://127.0.0.1:${port}`)).toMatchObject({ outcome: 'not_sent' });
    close();
  });

  it('but is unknown when the plain connection stood, in silence', async () => {
    const { port, close } = await listen((socket) => socket.on('error', () => {}));
    expect(await create(`http://127.0.0.1:${port}`)).toMatchObject({
      outcome: 'unknown',
      why: 'X did not answer in time',
    });
    close();
  });

  it('and an answer that never ends is unknown, though it began with 201', async () => {
    const { port, close } = await listen((socket) => {
      socket.on('error', () => {});
      socket.once('data', () =>
        socket.write('HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n\r\n{"data":{"id":"1"'),
      );
    });
    expect(await create(`http://127.0.0.1:${port}`)).toMatchObject({ outcome: 'unknown' });
    close();
  });
});
