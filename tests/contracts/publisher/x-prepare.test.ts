// Preparing on X over real sockets: each step of the upload failing in each way, and nothing ever posted by it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import type { FaultEffect } from '#sandbox/faults.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { issueAccess } from '#sandbox/tokens.ts';
import { photo } from './publisher-harness.ts';
import { startX, practiceAccount, tokenOf } from './x-harness.ts';

const status = (code: number, body?: unknown): FaultEffect => ({
  effect: 'status',
  at: 'before',
  status: code,
  body,
});

const STEPS: [string, RegExp][] = [
  ['beginning the upload', /\/initialize$/],
  ['sending a part', /\/append$/],
  ['ending the upload', /\/finalize$/],
  ['setting the alt text (PF25)', /\/metadata$/],
];
const FAILURES: [string, FaultEffect, string][] = [
  ['500', status(500), 'not_sent'],
  ['404, as on a bad day of X', status(404), 'not_sent'],
  ['a reset', { effect: 'reset', at: 'before' }, 'not_sent'],
  ['a reset after the work', { effect: 'reset', at: 'after' }, 'not_sent'],
  ['silence', { effect: 'hang', at: 'before' }, 'not_sent'],
  ['a 200 with a problem inside', status(200, { errors: [{ title: 'Oops', detail: 'no' }] }), 'not_sent'],
  ['401', status(401), 'needs_reconnect'],
  ['402', status(402), 'no_credit'],
  ['429', status(429), 'busy'],
  ['400', status(400), 'refused'],
  ['413', status(413), 'refused'],
];

describe('preparing photos on X', () => {
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

  describe.each(STEPS)('%s', (_step, path) => {
    it.each(FAILURES)(
      'that meets %s ends the preparing, and nothing later is tried',
      async (_name, fault, outcome) => {
        x.faults.add({ method: 'POST', path, ...fault });
        const result = await x.meeting(fault).prepare(account, [photo('A pond'), photo('A lake')]);
        expect(result.outcome).toBe(outcome);
        expect(path.test(x.seen.at(-1)?.path ?? '')).toBe(true);
        expect(x.seen.filter((request) => path.test(request.path))).toHaveLength(1);
        expect(x.creates()).toHaveLength(0);
        expect(JSON.stringify(result)).not.toContain(tokenOf(account));
        expect(await x.publisher.prepare(account, [photo('A pond')])).toMatchObject({ outcome: 'prepared' });
      },
    );
  });

  it('opens a new connection for every call', async () => {
    await x.publisher.prepare(account, [photo('A pond', 3_000_000)]);
    expect(x.seen).toHaveLength(6);
    expect(new Set(x.seen.map(({ clientPort }) => clientPort)).size).toBe(6);
  });

  it('takes four photos and no more', async () => {
    const five = Array.from({ length: 5 }, () => photo('A pond'));
    expect(await x.publisher.prepare(account, five)).toMatchObject({ outcome: 'refused' });
    expect(x.seen).toHaveLength(0);
    const four = await x.publisher.prepare(account, five.slice(1));
    expect(four).toMatchObject({ outcome: 'prepared', mediaIds: { length: 4 } });
  });

  it('is refused for an alt text that is too long', async () => {
    expect(await x.publisher.prepare(account, [photo('é'.repeat(1_000))])).toMatchObject({
      outcome: 'prepared',
    });
    expect(await x.publisher.prepare(account, [photo('é'.repeat(1_001))])).toMatchObject({
      outcome: 'refused',
    });
  });

  it('is refused, with the way out, for a connection that may not upload', async () => {
    const scopes = ['tweet.read', 'tweet.write', 'users.read'];
    const grant = { userId: account.platformUserId, clientId: 'practice', scopes };
    const accessToken = await issueAccess(x.store, grant, new Date());
    expect(
      await x.publisher.prepare(practiceAccount(account.accountId, account.platformUserId, accessToken), [
        photo('A pond'),
      ]),
    ).toMatchObject({
      outcome: 'refused',
      code: 'not_allowed',
      why: 'X does not allow this connection to do that; connecting the account again may help',
    });
  });

  it('is bounded as a whole: what is not begun in time is not sent', async () => {
    const slow = createXPublisher({ baseUrl: x.sandbox.url, prepareWithinMs: 1_000 });
    x.faults.add({ method: 'POST', path: /\/finalize$/, effect: 'hang', at: 'before' });
    expect(await slow.prepare(account, [photo('A pond'), photo('A lake')])).toMatchObject({
      outcome: 'not_sent',
    });
    expect(x.seen.filter(({ path }) => path.endsWith('/initialize'))).toHaveLength(1);
  });

  it('asks between two photos whether the post is still this worker’s, and stops when it is not', async () => {
    let asked = 0;
    const hold = { stillOurs: async () => (asked += 1) < 2 };
    const three = [photo('A pond'), photo('A lake'), photo('A hill')];
    expect(await x.publisher.prepare(account, three, hold)).toMatchObject({ outcome: 'not_sent' });
    expect(asked).toBe(2);
    expect(x.seen.filter(({ path }) => path.endsWith('/initialize'))).toHaveLength(2);
  });

  it('tells until when X keeps the photos', async () => {
    const prepared = await x.publisher.prepare(account, [photo('A pond')]);
    if (prepared.outcome !== 'prepared') throw new Error(prepared.outcome);
    expect(prepared.mediaExpireAt?.getTime()).toBeGreaterThan(Date.now() + 3_600_000);
  });

  describe('while X works on a photo', () => {
    /** A publisher that is never made to wait, and how often it would have. */
    const patient = () => {
      const waits: number[] = [];
      const pause = async (ms: number) => void waits.push(ms);
      return { publisher: createXPublisher({ baseUrl: x.sandbox.url, pause }), waits };
    };
    const answers = (path: RegExp, state: string, times = 1) => {
      const body = { data: { processing_info: { state } } };
      x.faults.add({ path, times, effect: 'status', at: 'after', status: 200, body });
    };

    it('asks again until it is done', async () => {
      answers(/\/finalize$/, 'pending');
      answers(/\/upload$/, 'in_progress', 2);
      const { publisher, waits } = patient();
      expect(await publisher.prepare(account, [photo('A pond')])).toMatchObject({ outcome: 'prepared' });
      expect(waits).toHaveLength(3);
    });

    it('stops asking after a while: nothing is sent', async () => {
      answers(/\/(finalize|upload)$/, 'in_progress', 99);
      const { publisher, waits } = patient();
      expect(await publisher.prepare(account, [photo('A pond')])).toMatchObject({ outcome: 'not_sent' });
      expect(waits).toHaveLength(10);
    });

    it('is refused when X could not use it', async () => {
      answers(/\/finalize$/, 'failed');
      expect(await patient().publisher.prepare(account, [photo('A pond')])).toMatchObject({
        outcome: 'refused',
      });
    });
  });
});
