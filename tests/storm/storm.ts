// A storm over publishing: the real procedure in worker processes on a real PostgreSQL and a real queue, a practice platform in stormy
// weather, workers killed where they stand, the queue killed now and then; time runs faster for all of them alike.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { and, count, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { verifyAudit } from '#app/domain/verify-audit.ts';
import { openDatabase } from '#db/client.server.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries, deliveryAttempts } from '#db/schema/deliveries.ts';
import { extraPosts } from '#db/schema/extra-posts.ts';
import { posts } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';
import { type Child, startChild } from '#tests/support/child.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { deliveryIdOf } from '#tests/support/posts-in-states.ts';
import { freePort } from '#tests/support/product.ts';
import { freshDatabase } from '#tests/support/real-servers.ts';
import { scaledClock, type Scale, timesAsFast } from '#tests/support/scaled-clock.ts';
import { testAuditSeal } from '#tests/support/test-seals.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';
import { draws, lagging, stormy } from './weather.ts';

export interface StormPlan {
  databaseServer: string;
  posts: number;
  seed: number;
  /** whether the platform refuses equal words */
  duplicates: boolean;
  workers: number;
  /** give up after so many ms of the machine's */
  withinMs: number;
}

export interface Storm {
  /** posts that the platform shows once, with the id that we have on record */
  exactlyOnce: number;
  /** what is otherwise: how often it is on the platform, and what we say */
  otherwise: string[];
  logVerifies: boolean;
  kills: number;
  queueKills: number;
  /** attempts that ended in doubt */
  doubts: number;
  creates: number;
  weather: ReturnType<typeof stormy>['count'];
  ms: number;
}

/** How time gets on: the quiet time after a doubt takes twenty seconds. */
const SCALE = { everyMs: 5_000, jumpMs: 150_000 };

/** How far apart the posts are due, in ms of the storm's: as fast as two cores that do all of this can follow. */
const APART_MS = 15_000;

/** How long one call may take, in ms of the machine's, and how long a worker lives on average. */
const DEADLINE_MS = 2_000;
const LIFE_MS = 15_000;
const QUEUE_LIFE_MS = 15_000;
/** Longest that a post is on no timeline, in ms of the storm's: less than the quiet time. */
const LAG_MS = 300_000;

export async function storm(plan: StormPlan): Promise<Storm> {
  const fresh = await freshDatabase(plan.databaseServer);
  const folder = await mkdtemp(join(tmpdir(), 'gp-storm-'));
  try {
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    const world = await openWorld('ashwick', { db: open.db, close: open.close });
    try {
      return await inWorld(plan, world, fresh.url, folder);
    } finally {
      await world.close();
    }
  } finally {
    await fresh.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inWorld(plan: StormPlan, world: World, databaseUrl: string, folder: string): Promise<Storm> {
  const { db } = world;
  await db
    .update(schools)
    .set({ settings: sql`${schools.settings} || '{"latenessMinutes":1440,"spacingSeconds":0}'` });
  const refs = await placed(world, plan.posts);
  const photos = join(folder, 'photos');
  await mkdir(photos);
  for (const [key, bytes] of world.cleanFiles) await writeFile(join(photos, key), bytes);

  const scale: Scale = { shownAt: world.clock.now().getTime(), machineAt: Date.now(), ...SCALE };
  const clock = scaledClock(scale);
  const draw = draws(plan.seed);
  const weather = stormy(draw);
  const sandbox = await startSandbox({
    store: lagging(createDatabaseStore(db), draw, LAG_MS),
    now: clock.now,
    faults: weather,
    rules: { duplicates: plan.duplicates },
    limits: Object.fromEntries(ROUTES.map((route) => [route, 1_000_000])),
  });
  const queue = await mortalRedis();
  const postIds = refs.map(({ postId }) => postId);
  const start = clock.now().getTime();
  for (const [nth, postId] of postIds.entries())
    await db
      .update(posts)
      .set({ dueAt: new Date(start + nth * APART_MS) })
      .where(eq(posts.id, postId));

  const began = performance.now();
  let over = false;
  let kills = 0;
  const args = [
    databaseUrl,
    queue.url,
    sandbox.url,
    photos,
    JSON.stringify({ ...scale, deadlineMs: DEADLINE_MS }),
  ];
  const lives = Array.from({ length: plan.workers }, async () => {
    while (!over) {
      const child: Child = await startChild('tests/support/processes/publish-in-storm.ts', args);
      await child.nextLine();
      const until = performance.now() + -Math.log(1 - draw()) * LIFE_MS;
      while (!over && performance.now() < until) await wait(20);
      if (!over) kills += 1;
      await child.kill('SIGKILL');
    }
  });
  const queueLife = (async () => {
    for (let next = QUEUE_LIFE_MS; !over; await wait(50)) {
      if (performance.now() - began < next) continue;
      await queue.killAndStart();
      next = performance.now() - began + QUEUE_LIFE_MS;
    }
  })();
  while (performance.now() - began < plan.withinMs && !(await settled(world, postIds))) await wait(300);
  over = true;
  await Promise.all([...lives, queueLife]);
  const ms = performance.now() - began;
  await queue.stop();
  await sandbox.close();
  return { ...(await judge(world, refs)), kills, queueKills: queue.kills(), weather: weather.count, ms };
}

const ROUTES = [
  'GET /2/users/:id/tweets',
  'POST /2/media/upload/initialize',
  'POST /2/media/upload/:id/append',
  'POST /2/media/upload/:id/finalize',
  'POST /2/media/upload',
  'GET /2/media/upload',
  'POST /2/media/metadata',
  'POST /2/tweets',
  'GET /2/tweets/:id',
  'DELETE /2/tweets/:id',
];

/** Posts with a photo each, approved and in the calendar. */
async function placed(world: World, posts: number): Promise<PostRef[]> {
  const refs: PostRef[] = [];
  let left = posts;
  const place = async () => {
    while (left-- > 0)
      refs.push(await scheduledPost(world, { words: onlyHere('A day out'), tripId: null, minutes: 60 }));
  };
  await Promise.all(Array.from({ length: 4 }, place));
  return refs;
}

const SETTLED = ['published', 'held', 'missed', 'failed'] as const;

async function settled({ db }: World, postIds: string[]): Promise<boolean> {
  const [open] = await db
    .select({ posts: count() })
    .from(posts)
    .where(and(inArray(posts.id, postIds), notInArray(posts.status, [...SETTLED])));
  const [copies] = await db.select({ posts: count() }).from(extraPosts).where(isNull(extraPosts.removedAt));
  return open?.posts === 0 && copies?.posts === 0;
}

async function judge(world: World, refs: readonly PostRef[]) {
  const { db } = world;
  const store = createDatabaseStore(db);
  const users = (await db.select({ user: accounts.platformUserId }).from(accounts)).flatMap(
    ({ user }) => user ?? [],
  );
  const live = (await Promise.all(users.map((user) => store.listTimeline(user, 100_000)))).flat();
  const otherwise: string[] = [];
  for (const ref of refs) {
    const [post] = await db.select().from(posts).where(eq(posts.id, ref.postId));
    const deliveryId = await deliveryIdOf(world, ref);
    const [delivery] = await db.select().from(deliveries).where(eq(deliveries.id, deliveryId));
    const shown = live.filter(({ words }) => words === post?.words);
    const right = shown.length === 1 && post?.status === 'published' && delivery?.platformId === shown[0]?.id;
    if (!right)
      otherwise.push(
        `${shown.length} on the platform, ${post?.status} (${delivery?.state}, ${delivery?.lastWhy})`,
      );
  }
  const attempts = await db
    .select({ sentAt: deliveryAttempts.sentAt, outcome: deliveryAttempts.outcome })
    .from(deliveryAttempts);
  const sent = attempts.filter(({ sentAt }) => sentAt !== null);
  return {
    exactlyOnce: refs.length - otherwise.length,
    otherwise,
    logVerifies: (await verifyAudit(db, testAuditSeal, [])).ok,
    creates: sent.length,
    doubts: sent.filter(({ outcome }) => outcome !== 'published').length,
  };
}

/** A Redis of its own that is killed and comes back with nothing. */
async function mortalRedis() {
  const port = await freePort();
  let kills = 0;
  let server: ChildProcess;
  const start = () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    server = spawn('redis-server', args, { stdio: 'ignore' });
  };
  const kill = async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  };
  start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kills: () => kills,
    killAndStart: async () => {
      await kill();
      kills += 1;
      start();
    },
    stop: kill,
  };
}

/** What happened, in lines for people. */
export const told = (plan: Omit<StormPlan, 'databaseServer'>, storm: Storm): string =>
  [
    `storm of ${plan.posts} posts, seed ${plan.seed}, time ×${timesAsFast(SCALE)}, duplicates rule ${plan.duplicates ? 'on' : 'off'}: ${storm.exactlyOnce} exactly once and known,`,
    `in ${Math.round(storm.ms / 1000)} s; ${storm.kills} workers and ${storm.queueKills} queues killed,`,
    `${storm.weather.creates} creates (${storm.weather.doneAndLost} done and lost, ${storm.weather.neverDone} never done), ${storm.weather.blindLooks} blind looks`,
  ].join(' ');
