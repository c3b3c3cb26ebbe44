// A whole worker process, on a real PostgreSQL and a real queue, is told to stop (SIGTERM) at each call of a publication with a photo:
// once the call is answered, and once it never is. It ends what it can, leaves by itself in bounded time, and whatever it leaves the
// next one brings to the end: the post is out exactly once, with its alt text, and read back (PF1, PF5, PF6).
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, inArray, isNotNull } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readDatabaseTime } from '#app/adapters/database-clock.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { postPhotos, posts } from '#db/schema/posts.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { createFaults } from '#sandbox/faults.ts';
import { type Sandbox, startSandbox } from '#sandbox/start-sandbox.server.ts';
import { type Child, startChild } from '#tests/support/child.ts';
import { migrateAndSeed, SEEDED_AT } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { freshDatabase, testDatabaseUrl, testRedisUrl } from '#tests/support/real-servers.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';
import { POSTS_AT_ONCE } from '#workers/in-hand.ts';

const server = testDatabaseUrl();
const redis = testRedisUrl();
/** What is in hand gets 3 s, closing what the worker stands on 15 s more; the machine is shared. */
const ENDS_WITHIN_MS = 20_000;
const A_YEAR_MS = 365 * 86_400_000;

const CREATE = { method: 'POST', path: /^\/2\/tweets$/ };
const UPLOAD = { method: 'POST', path: /^\/2\/media\/upload\/initialize$/ };
const STEPS = [
  { step: 'the upload is begun', ...UPLOAD },
  { step: 'the bytes are brought', method: 'POST', path: /^\/2\/media\/upload\/\d+\/append$/ },
  { step: 'the upload is ended', method: 'POST', path: /^\/2\/media\/upload\/\d+\/finalize$/ },
  { step: 'the alt text is set', method: 'POST', path: /^\/2\/media\/metadata$/ },
  { step: 'the post is made', ...CREATE },
  { step: 'the post is read back', method: 'GET', path: /^\/2\/tweets\/\d+$/ },
] as const;
type Call = Pick<(typeof STEPS)[number], 'method' | 'path'>;

let world: World;
let drop: () => Promise<void>;
let databaseUrl = '';
let sandbox: Sandbox;
let photoFolder = '';
let offset = 0;
let workers: Child[] = [];
let creates = 0;
/** told of the call that a test waits for */
let waitedFor: { call: Call; came: () => void } | null = null;
const faults = createFaults();

const now = () => new Date(Date.now() + offset);
const isCall = ({ method, path }: { method: string; path: string }, call: Call) =>
  method === call.method && call.path.test(path);

async function startWorker(): Promise<Child> {
  const args = [databaseUrl, redis ?? '', sandbox.url, String(offset), '0', photoFolder];
  const worker = await startChild('tests/support/processes/publish-due.ts', args);
  workers.push(worker);
  expect(await worker.nextLine()).toBe('ready');
  return worker;
}

interface Placed {
  postId: string;
  deliveryId: string;
}

/** A post with one photo, placed for tomorrow; its clean copy lies where workers read. */
async function placed(): Promise<Placed> {
  const ref = await scheduledPost(world, { words: onlyHere('A day out'), tripId: null, minutes: 24 * 60 });
  for (const [key, bytes] of world.cleanFiles) await writeFile(join(photoFolder, key), bytes);
  return { postId: ref.postId, deliveryId: await deliveryIdOf(world, ref) };
}

/** Makes the posts due, tells the worker to stop at that very call, and waits until it has left: well, by itself and in time. */
async function stopAt(worker: Child, due: readonly Placed[], call: Call): Promise<void> {
  const told = new Promise<number>((resolve) => {
    const came = (): void => {
      worker.process.kill('SIGTERM');
      resolve(performance.now());
    };
    waitedFor = { call, came };
  });
  const ids = due.map(({ postId }) => postId);
  await world.db.update(posts).set({ dueAt: now() }).where(inArray(posts.id, ids));
  const toldAt = await told;
  expect(await worker.ended).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(ENDS_WITHIN_MS);
}

async function deliveryOf({ deliveryId }: Placed) {
  const [row] = await world.db.select().from(deliveries).where(eq(deliveries.id, deliveryId));
  if (!row) throw new Error('the delivery is gone');
  return row;
}

/** What a worker that left had in its hands is free when its lease is over; a test does not wait for that. */
async function endLease(post: Placed): Promise<void> {
  if ((await deliveryOf(post)).leaseUntil)
    await world.db.update(deliveries).set({ leaseUntil: now() }).where(eq(deliveries.id, post.deliveryId));
}

/** Waits until the post is out and read back; then it is there once, from one call, with its photo and the photo's alt text. */
async function expectOutOnce(post: Placed): Promise<void> {
  const options = { timeout: 30_000, interval: 50 };
  const out = { state: 'published', verifiedAt: expect.any(Date), missingSince: null, drift: null };
  await expect.poll(() => deliveryOf(post), options).toMatchObject(out);
  expect(creates).toBe(1);
  const [row] = await world.db
    .select({ words: posts.words, account: accounts.platformUserId, altText: postPhotos.altText })
    .from(posts)
    .innerJoin(accounts, eq(accounts.id, posts.accountId))
    .innerJoin(postPhotos, eq(postPhotos.postId, posts.id))
    .where(eq(posts.id, post.postId));
  const timeline = await createDatabaseStore(world.db).listTimeline(row?.account ?? '', 500);
  const shown = timeline.filter(({ words }) => words === row?.words);
  expect(row?.altText).toMatch(/\w/);
  expect(shown.map(({ id, photos }) => [id, photos.map(({ altText }) => altText)])).toEqual([
    [(await deliveryOf(post)).platformId, [row?.altText]],
  ]);
}

describe.skipIf(!server || !redis)(
  'a worker told to stop (needs TEST_DATABASE_URL and TEST_REDIS_URL)',
  () => {
    beforeAll(async () => {
      const fresh = await freshDatabase(server ?? '');
      drop = fresh.drop;
      databaseUrl = fresh.url;
      photoFolder = await mkdtemp(join(tmpdir(), 'gatepost-stopped-'));
      const open = await openDatabase({ mode: 'cluster', url: fresh.url });
      await migrateAndSeed(open);
      offset = SEEDED_AT.getTime() + 3_600_000 - (await readDatabaseTime(open.db));
      // The practice school's own posts stay out of it.
      const later = new Date(now().getTime() + A_YEAR_MS);
      await open.db.update(posts).set({ dueAt: later }).where(isNotNull(posts.dueAt));
      sandbox = await startSandbox({
        store: createDatabaseStore(open.db),
        now,
        limits: { 'POST /2/tweets': 10_000 },
        faults,
        onRequest: (seen) => {
          if (isCall(seen, CREATE)) creates += 1;
          if (!waitedFor || !isCall(seen, waitedFor.call)) return;
          const { came } = waitedFor;
          waitedFor = null;
          came();
        },
      });
      world = await openWorld('ashwick', { db: open.db, close: open.close });
      await world.db.update(deliveries).set({ nextReadAt: null });
    }, 240_000);
    afterEach(async () => {
      waitedFor = null;
      creates = 0;
      faults.clear();
      await Promise.all(workers.map((worker) => worker.kill('SIGKILL')));
      workers = [];
      // Nobody reads this post back while another test waits for its own.
      await world.db.update(deliveries).set({ nextReadAt: null });
    });
    afterAll(async () => {
      await sandbox?.close();
      await world?.close();
      await drop?.();
      await rm(photoFolder, { recursive: true });
    });

    it.each(STEPS)(
      'while $step: ends what it has begun before it leaves',
      async (call) => {
        const post = await placed();
        await stopAt(await startWorker(), [post], call);
        // Nobody else was there: it was this worker that brought the post to its end.
        expect(await deliveryOf(post)).toMatchObject({ state: 'published', attempt: 1 });
        await startWorker();
        await expectOutOnce(post);
      },
      60_000,
    );

    it.each(STEPS)(
      'while $step and nobody answers: leaves it to the next one',
      async (call) => {
        const post = await placed();
        faults.add({ method: call.method, path: call.path, at: 'after', effect: 'hang' });
        await stopAt(await startWorker(), [post], call);
        await endLease(post);
        await startWorker();
        await expectOutOnce(post);
      },
      60_000,
    );

    it('while nobody answers: gives back what it took and did not begin, and the next one publishes that at once', async () => {
      const all: Placed[] = [];
      while (all.length < POSTS_AT_ONCE + 2) all.push(await placed());
      const ids = all.map(({ deliveryId }) => deliveryId);
      const inState = async (state: string) => {
        const rows = await world.db.select().from(deliveries).where(inArray(deliveries.id, ids));
        return rows.filter((row) => row.state === state);
      };
      faults.add({ ...UPLOAD, at: 'before', effect: 'hang', times: all.length });
      await stopAt(await startWorker(), all, UPLOAD);
      const free = (await inState('waiting')).filter(({ leaseUntil }) => leaseUntil === null);
      expect(free.map(({ attempt, retryAt }) => [attempt, retryAt])).toEqual(free.map(() => [0, null]));
      expect(free.length).toBeGreaterThanOrEqual(2);
      faults.clear();
      await startWorker();
      const options = { timeout: 30_000, interval: 50 };
      await expect.poll(() => inState('published'), options).toHaveLength(free.length);
      // What was begun is still the stopped worker's: nothing of it was given back.
      for (const post of all) await endLease(post);
      await expect.poll(() => inState('published'), options).toHaveLength(all.length);
      expect(creates).toBe(all.length);
    }, 300_000);
  },
);
