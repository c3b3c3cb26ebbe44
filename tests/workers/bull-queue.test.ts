// What Bull and a real server do when things go wrong: outages, killed workers, and what is written into the server.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BullQueue, createBullQueue } from '#app/adapters/bull-queue.server.ts';
import {
  type EmbeddedValkey,
  startEmbeddedValkey,
} from '#app/adapters/embedded-valkey/embedded-valkey.server.ts';
import { bullUnderTest } from '#tests/contracts/queue/bull-under-test.ts';
import { bundleEntry } from '#tests/support/bundle.ts';
import { startChild } from '#tests/support/child.ts';
import { quietLog } from '#tests/support/quiet-log.ts';

let dir: string;
let entry: string;
let server: EmbeddedValkey;
let queues: BullQueue[];
const startServer = () => startEmbeddedValkey({ dir, entry, searchPath: '', log: quietLog() });
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gatepost-bull-'));
  entry = await bundleEntry('app/adapters/embedded-valkey/valkey-thread.server.ts');
  server = await startServer();
});
afterAll(async () => {
  await server.close();
  await rm(dir, { recursive: true });
});
beforeEach(() => void (queues = []));
afterEach(async () => void (await Promise.all(queues.map((queue) => queue.close()))));

function open(prefix = 'test', log = quietLog(), socketPath = server.socketPath): BullQueue {
  const queue = createBullQueue({ connection: { socketPath }, prefix, log });
  queues.push(queue);
  return queue;
}

const job = { schoolId: 'school-1', deliveryId: 'delivery-1' };

describe('the queue when its server goes away', () => {
  test('enqueue fails within 2 s, then at once; when the server is back, both sides go on by themselves', async () => {
    const queue = open('outage');
    let done: () => void = () => undefined;
    const handled = new Promise<void>((resolve) => (done = resolve));
    queue.consumer().process('publish-post', 1, async () => done());
    expect((await queue.health()).ok).toBe(true);

    await server.close();
    let before = performance.now();
    await expect(queue.enqueue('publish-post', job, { jobId: 'a' })).rejects.toThrow();
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(await queue.health()).toMatchObject({ ok: false });
    // The outage has lasted 2 s now, whichever way the first answer came.
    while (performance.now() - before < 2_100) await queue.health();
    before = performance.now();
    await expect(queue.enqueue('publish-post', job, { jobId: 'a' })).rejects.toThrow('cannot be reached');
    expect(performance.now() - before).toBeLessThan(100);

    server = await startServer();
    while (!(await queue.health()).ok);
    await queue.enqueue('publish-post', job, { jobId: 'a' });
    await handled;
  });

  test('an outage is one line in the log, not one for every try to mend it', async () => {
    const log = quietLog();
    const queue = open('nobody', log, join(dir, 'nobody.sock'));
    queue.consumer().process('publish-post', 1, async () => undefined);
    await expect(queue.enqueue('publish-post', job, { jobId: 'a' })).rejects.toThrow();
    const until = performance.now() + 1_000;
    while (performance.now() < until) await queue.health();
    // One for each of the connections: for commands, for announcements and for waiting.
    expect(log.lines.length).toBeLessThanOrEqual(3);
    // Closing a queue that never met its server must neither hang nor leave a rejection behind.
    await queue.close();
  });
});

describe('a server that takes the call and says nothing', () => {
  test('a worker that waits on it can be closed, and leaves no rejection behind', async () => {
    const { queue, end } = await bullUnderTest({ socketPath: '' }, async () => undefined).openSilent();
    queue.consumer().process('publish-post', 1, async () => undefined);
    expect((await queue.health()).ok).toBe(false);
    await queue.consumer().pause(100);
    await end();
  });
});

describe('a worker that is killed in the middle of a job', () => {
  test('its job is given up, not run a second time, and its id may be asked for again', async () => {
    const queue = open('killed');
    const client = new Redis({ path: server.socketPath });
    await queue.enqueue('publish-post', job, { jobId: 'delivery-1-1' });
    const worker = await startChild('tests/support/processes/hang-in-a-job.ts', [
      server.socketPath,
      'killed',
    ]);
    expect(await worker.nextLine()).toBe('begun');
    await worker.kill('SIGKILL');

    // Bull looks for dead workers' jobs every 30 s, after their lock of 30 s: both are made to have passed. One look
    // marks the job, the next gives it up.
    const key = (name: string): string => `killed:publish-post:${name}`;
    const runs: string[] = [];
    for (let look = 0; look < 2; look++) {
      await client.del(key('delivery-1-1:lock'), key('stalled-check'));
      const next = open('killed');
      next.consumer().process('publish-post', 1, async ({ deliveryId }) => void runs.push(deliveryId));
      while ((await client.exists(key('stalled-check'))) === 0);
      await next.close();
    }
    expect(await client.lrange(key('active'), 0, -1)).toEqual([]);
    expect(await client.exists(key('delivery-1-1'))).toBe(0);
    expect(runs).toEqual([]);

    let again: (id: string) => void = () => undefined;
    const ranAgain = new Promise<string>((resolve) => (again = resolve));
    const next = open('killed');
    next.consumer().process('publish-post', 1, async ({ deliveryId }) => again(deliveryId));
    await queue.enqueue('publish-post', job, { jobId: 'delivery-1-1' });
    expect(await ranAgain).toBe('delivery-1');
    client.disconnect();
  });
});

describe('what is written into the server', () => {
  test('is ids only, even when a job fails with a message that names a pupil', async () => {
    const client = new Redis({ path: server.socketPath });
    const commands: string[] = [];
    const monitor = await client.monitor();
    monitor.on('monitor', (_time: string, command: string[]) => commands.push(JSON.stringify(command)));
    const log = quietLog();
    const queue = open('private', log);
    let last: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (last = resolve));
    queue.consumer().process('publish-post', 1, async ({ deliveryId }) => {
      if (deliveryId === 'last') return last();
      throw new Error('Maya Osei may not be shown');
    });
    await queue.enqueue('publish-post', job, { jobId: 'a' });
    await queue.enqueue('publish-post', { ...job, deliveryId: 'last' }, { jobId: 'b' });
    await over;
    await queue.close();
    await client.ping();
    monitor.disconnect();
    const said = commands.join('\n');
    expect(said).toContain('delivery-1');
    expect(said).not.toContain('Maya');
    expect(await client.keys('private:*')).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/:(a|b)$/)]),
    );
    expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error', message: 'a job failed' }));
    client.disconnect();
  });
});
