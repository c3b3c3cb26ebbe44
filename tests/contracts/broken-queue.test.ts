// Two worker processes on one real PostgreSQL, and everything a queue can do to them: emptied, killed and started again, slow, split
// off from one of the two; and one machine's time a minute and a half wrong. The database finds everything again: each post goes out
// once, at its time (PF1, PF2, PF6, PF9).
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eq, inArray } from 'drizzle-orm';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BullQueue, createBullQueue } from '#app/adapters/bull-queue.server.ts';
import { readDatabaseTime } from '#app/adapters/database-clock.server.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { openDatabase } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { posts } from '#db/schema/posts.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.server.ts';
import { type Child, startChild } from '#tests/support/child.ts';
import { migrateAndSeed, SEEDED_AT } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { freePort } from '#tests/support/product.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { type TcpProxy, tcpProxy } from '#tests/support/tcp-proxy.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';

const server = testDatabaseUrl();

/** A Redis of its own, which may be killed. */
function hasRedis(): boolean {
  if (spawnSync('redis-server', ['--version']).status === 0) return true;
  if (['1', 'true'].includes(process.env['CI'] ?? ''))
    throw new Error('Under CI there must be a redis-server.');
  console.warn('SKIPPED, because this machine has no redis-server to kill.');
  return false;
}

const AT_ONCE = 3;
/** as many as there are times below at which posts are due */
const BATCHES = 13;
/** ms from the trouble's preparation until the posts are due */
const SOON = 2_500;

let world: World;
let drop: () => Promise<void>;
let databaseUrl = '';
let sandbox: Sandbox;
let redisPort = 0;
let redisFolder = '';
let redis: ChildProcess;
let queue: BullQueue;
let offset = 0;
let creates = 0;
let proxies: TcpProxy[] = [];
let workers: Child[] = [];

const redisUrl = (port: number) => `redis://127.0.0.1:${port}`;
/** Now, in the world's own time. */
const now = () => new Date(Date.now() + offset);

async function startRedis(): Promise<void> {
  const args = ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  args.push('--dir', redisFolder);
  redis = spawn('redis-server', args, { stdio: 'ignore' });
  const client = new Redis(redisUrl(redisPort), { retryStrategy: () => 50, maxRetriesPerRequest: null });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
}

async function killRedis(): Promise<void> {
  const gone = new Promise((resolve) => redis.once('exit', resolve));
  redis.kill('SIGKILL');
  await gone;
}

/** Two workers, each with its own stretch of network to the queue. */
async function startWorkers(wallErrors: readonly number[] = [0, 0]): Promise<void> {
  proxies = await Promise.all(wallErrors.map(() => tcpProxy(redisPort)));
  workers = await Promise.all(
    wallErrors.map((wallError, nth) =>
      startChild('tests/support/processes/publish-due.ts', [
        databaseUrl,
        redisUrl(proxies[nth]?.port ?? 0),
        sandbox.url,
        String(offset),
        String(wallError),
      ]),
    ),
  );
  for (const worker of workers) expect(await worker.nextLine()).toBe('ready');
}

/** Sends one command to the server itself, past the proxies. */
async function tellRedis(command: string, ...args: string[]): Promise<unknown> {
  const client = new Redis(redisUrl(redisPort));
  return client.call(command, ...args).finally(() => client.disconnect());
}

const fillRedis = () => tellRedis('config', 'set', 'maxmemory', '1');

/** As on a full disk: it is to save what it holds, its folder takes no file, and it finds that out. */
async function breakSaving(): Promise<void> {
  await rm(redisFolder, { recursive: true });
  await tellRedis('config', 'set', 'save', '3600 1');
  await tellRedis('bgsave');
  for (let tried = 0; tried < 200; tried++) {
    if (String(await tellRedis('info', 'persistence')).includes('rdb_last_bgsave_status:err')) return;
    await wait(25);
  }
  throw new Error('the server saves all the same');
}

async function mendSaving(): Promise<void> {
  await mkdir(redisFolder);
  await tellRedis('config', 'set', 'save', '');
}

interface Placed {
  ref: PostRef;
  deliveryId: string;
}
const prepared: Placed[] = [];

/** Gives the next posts a time that comes soon, in the database and in the queue. */
async function placeSoon(): Promise<{ due: Date; placed: Placed[] }> {
  const placed = prepared.splice(0, AT_ONCE);
  const due = new Date(now().getTime() + SOON);
  const ids = placed.map(({ ref }) => ref.postId);
  await world.db.update(posts).set({ dueAt: due }).where(inArray(posts.id, ids));
  for (const { ref, deliveryId } of placed)
    await queue
      .enqueue('publish-post', { schoolId: ref.schoolId, deliveryId }, { jobId: deliveryId, delayMs: SOON })
      .catch(() => undefined);
  return { due, placed };
}

/** Waits until they are all out; they went at their time, each with one call. */
async function expectAllOut({ due, placed }: { due: Date; placed: Placed[] }, before: number): Promise<void> {
  const ids = placed.map(({ deliveryId }) => deliveryId);
  for (const until = performance.now() + 40_000; performance.now() < until; await wait(100)) {
    const rows = await world.db.select().from(deliveries).where(inArray(deliveries.id, ids));
    if (rows.some(({ state }) => state !== 'published')) continue;
    // The platform's own id for each, and not before its time.
    expect(new Set(rows.map(({ platformId }) => platformId)).size).toBe(AT_ONCE);
    for (const row of rows) expect(row.sentAt?.getTime()).toBeGreaterThanOrEqual(due.getTime());
    expect(creates - before).toBe(AT_ONCE);
    return;
  }
  const rows = await world.db.select().from(deliveries).where(inArray(deliveries.id, ids));
  throw new Error(`not out: ${JSON.stringify(rows.map(({ state, lastWhy }) => [state, lastWhy]))}`);
}

/**
 * After a kill in the middle of a send: each post is out once and known to be, or it is not out, and nobody says that it is: without
 * photos it is recognised by its words alone, and only a person says what became of it.
 */
async function expectHonest({ placed }: { placed: Placed[] }): Promise<void> {
  const ids = placed.map(({ deliveryId }) => deliveryId);
  // What a dead worker had in its hands is free when its lease is over; a test does not wait for that.
  await wait(2_000);
  for (const row of await world.db.select().from(deliveries).where(inArray(deliveries.id, ids)))
    if (row.leaseUntil)
      await world.db.update(deliveries).set({ leaseUntil: now() }).where(eq(deliveries.id, row.id));
  for (const until = performance.now() + 50_000; ; await wait(200)) {
    const rows = await world.db.select().from(deliveries).where(inArray(deliveries.id, ids));
    const outs = await Promise.all(rows.map(({ postId }) => timesOut(postId)));
    for (const times of outs) expect(times).toBeLessThanOrEqual(1);
    const settled = rows.every(
      ({ state, looks }, nth) =>
        (state === 'published' && outs[nth] === 1) || (state === 'unknown' && looks > 0 && outs[nth] === 0),
    );
    if (settled) return;
    if (performance.now() > until)
      throw new Error(`not honest: ${JSON.stringify(rows.map(({ state }, nth) => [state, outs[nth]]))}`);
  }
}

/** How often the platform shows the words of a post. */
async function timesOut(postId: string): Promise<number> {
  const [post] = await world.db.select().from(posts).where(eq(posts.id, postId));
  const [account] = await world.db
    .select()
    .from(accounts)
    .where(eq(accounts.id, post?.accountId ?? ''));
  const shown = await createDatabaseStore(world.db).listTimeline(account?.platformUserId ?? '', 500);
  return shown.filter(({ words }) => words === post?.words).length;
}

describe.skipIf(!server || !hasRedis())('two workers and their queue (needs TEST_DATABASE_URL)', () => {
  beforeAll(async () => {
    const fresh = await freshDatabase(server ?? '');
    drop = fresh.drop;
    databaseUrl = fresh.url;
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    offset = SEEDED_AT.getTime() + 3_600_000 - (await readDatabaseTime(open.db));
    redisPort = await freePort();
    redisFolder = await mkdtemp(join(tmpdir(), 'gatepost-redis-'));
    await startRedis();
    queue = createBullQueue({ connection: { url: redisUrl(redisPort) }, log: quietLog() });
    sandbox = await startSandbox({
      store: createDatabaseStore(open.db),
      now,
      limits: { 'POST /2/tweets': 10_000 },
      onRequest: ({ method, path }) => void (creates += Number(method === 'POST' && path === '/2/tweets')),
    });
    world = await openWorld('ashwick', { db: open.db, close: open.close });
    for (let nth = 0; nth < BATCHES * AT_ONCE; nth++) {
      const plan = { words: onlyHere('A day out'), photos: [], tripId: null, minutes: 24 * 60 };
      const ref = await scheduledPost(world, plan);
      prepared.push({ ref, deliveryId: await deliveryIdOf(world, ref) });
    }
  }, 240_000);
  afterEach(async () => {
    for (const worker of workers) await worker.kill('SIGKILL');
    for (const proxy of proxies) await proxy.close();
    workers = [];
    proxies = [];
  });
  afterAll(async () => {
    await queue?.close();
    await sandbox?.close();
    if (redis?.exitCode === null) await killRedis();
    if (redisFolder) await rm(redisFolder, { recursive: true, force: true });
    await world?.close();
    await drop?.();
  });

  it('both are well: each post goes out once, and a machine’s time that is wrong by 90 s moves nothing', async () => {
    await startWorkers([90_000, -90_000]);
    const before = creates;
    await expectAllOut(await placeSoon(), before);
    // A time that is set while it runs is not believed until the database has been asked again: nothing is claimed meanwhile.
    workers[0]?.process.kill('SIGUSR2');
    expect(await workers[0]?.nextLine()).toBe('trusted false');
  }, 90_000);

  it('the queue is emptied in the middle of it', async () => {
    await startWorkers();
    const before = creates;
    const soon = await placeSoon();
    const client = new Redis(redisUrl(redisPort));
    await client.flushall();
    client.disconnect();
    await expectAllOut(soon, before);
  }, 90_000);

  it('the queue is killed with jobs in it and comes back with none', async () => {
    await startWorkers();
    const before = creates;
    const soon = await placeSoon();
    await killRedis();
    await expectAllOut(soon, before);
    await startRedis();
    await expectAllOut(await placeSoon(), before + AT_ONCE);
  }, 120_000);

  it.each([
    ['has no room left (OOM)', 'OOM', fillRedis, () => tellRedis('config', 'set', 'maxmemory', '0')],
    ['cannot save what it holds and refuses to take more (MISCONF)', 'MISCONF', breakSaving, mendSaving],
  ])(
    'the queue %s: posts go out all the same, it says so, and takes jobs again',
    async (_what, code, broken, mended) => {
      await startWorkers();
      expect(await queue.health()).toMatchObject({ ok: true });
      const before = creates;
      await broken();
      expect(await queue.health()).toEqual({ ok: false, detail: expect.stringContaining(`(${code})`) });
      await expectAllOut(await placeSoon(), before);
      await mended();
      expect(await queue.health()).toMatchObject({ ok: true });
      await expectAllOut(await placeSoon(), before + AT_ONCE);
    },
    120_000,
  );

  it('the queue answers after three seconds', async () => {
    await startWorkers();
    for (const proxy of proxies) proxy.slowBy(3_000);
    const before = creates;
    await expectAllOut(await placeSoon(), before);
  }, 90_000);

  it('one worker is cut off from the queue, and the other dies while it sends', async () => {
    await startWorkers();
    proxies[0]?.cut(true);
    const soon = await placeSoon();
    await wait(SOON + 300);
    await workers[1]?.kill('SIGKILL');
    await expectHonest(soon);
  }, 90_000);

  it.each([0, 150, 900])(
    'both are told to stop, and killed %i ms into stopping: others go on',
    async (ms) => {
      await startWorkers();
      const soon = await placeSoon();
      await wait(SOON + 200);
      for (const worker of workers) worker.process.kill('SIGTERM');
      await wait(ms);
      for (const worker of workers.splice(0)) await worker.kill('SIGKILL');
      for (const proxy of proxies.splice(0)) await proxy.close();
      await startWorkers();
      await expectHonest(soon);
    },
    90_000,
  );

  it('one that is told to stop and left alone ends by itself, soon', async () => {
    await startWorkers();
    const [worker] = workers;
    worker?.process.kill('SIGTERM');
    expect(await worker?.nextLine()).toBe('stopped');
    expect(await worker?.ended).toBe(0);
  }, 30_000);
});
