// A storm over publishing: the real procedure in worker processes on a real PostgreSQL and a real queue, a platform in stormy weather,
// workers killed where they stand, the queue killed now and then; time runs faster for all of them alike.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { and, count, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { Clock } from '#app/domain/ports/clock.ts';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import { openDatabase } from '#db/client.server.ts';
import { extraPosts } from '#db/schema/extra-posts.ts';
import { posts } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { freshDatabase } from '#tests/support/real-servers.ts';
import { scaledClock, type Scale, timesAsFast } from '#tests/support/scaled-clock.ts';
import { openWorld, scheduledPost, type World } from '#tests/support/world.ts';
import { judge, type Verdict } from './judge.ts';
import { mortalRedis } from './mortal-redis.ts';
import { mortalWorkers } from './mortal-workers.ts';
import type { OpenNetwork, StormNetwork } from './network.ts';
import { draws, type WeatherCount } from './weather.ts';
import type { StormAt } from './worker-platform.ts';

export interface StormPlan {
  databaseServer: string;
  posts: number;
  seed: number;
  workers: number;
  /** give up after so many ms of the machine's */
  withinMs: number;
}

export interface Storm extends Verdict {
  kills: number;
  queueKills: number;
  renewals: number;
  weather: Readonly<WeatherCount>;
  ms: number;
}

/** How time gets on: the longest quiet time after a doubt takes twenty seconds. */
const SCALE = { everyMs: 5_000, jumpMs: 150_000 };

/** How far apart the posts are due, in ms of the storm's: as fast as two cores that do all of this can follow. */
const APART_MS = 15_000;

/** How long one call may take, in ms of the machine's. */
const DEADLINE_MS = 2_000;

export async function storm(plan: StormPlan, openNetwork: OpenNetwork): Promise<Storm> {
  const fresh = await freshDatabase(plan.databaseServer);
  const folder = await mkdtemp(join(tmpdir(), 'gp-storm-'));
  try {
    const open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await migrateAndSeed(open);
    const world = await openWorld('ashwick', { db: open.db, close: open.close });
    try {
      return await over(plan, openNetwork, { world, databaseUrl: fresh.url, folder });
    } finally {
      await world.close();
    }
  } finally {
    await fresh.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Ground {
  world: World;
  databaseUrl: string;
  folder: string;
}

async function over(plan: StormPlan, openNetwork: OpenNetwork, ground: Ground): Promise<Storm> {
  const { world } = ground;
  let clock: Clock = world.clock;
  const draw = draws(plan.seed);
  const network = await openNetwork({ world, draw, now: () => clock.now() });
  try {
    const refs = await placed(world, plan.posts, network);
    const scale: Scale = { shownAt: clock.now().getTime(), machineAt: Date.now(), ...SCALE };
    clock = scaledClock(scale);
    return await inWeather(plan, { ...ground, network, refs, scale, draw });
  } finally {
    await network.close();
  }
}

interface Ready extends Ground {
  network: StormNetwork;
  refs: PostRef[];
  scale: Scale;
  draw: () => number;
}

async function inWeather(plan: StormPlan, ready: Ready): Promise<Storm> {
  const { world, network, refs, scale, draw, databaseUrl, folder } = ready;
  const { platform, url } = network;
  const photos = join(folder, 'photos');
  await mkdir(photos);
  for (const [key, bytes] of world.cleanFiles) await writeFile(join(photos, key), bytes);
  const before = new Set((await network.shown()).map(({ id }) => id));
  const postIds = refs.map(({ postId }) => postId);
  for (const [nth, postId] of postIds.entries()) {
    const dueAt = new Date(scale.shownAt + nth * APART_MS);
    await world.db.update(posts).set({ dueAt }).where(eq(posts.id, postId));
  }

  const at: StormAt = { platform, url, scale, deadlineMs: DEADLINE_MS };
  const queue = await mortalRedis();
  const args = [databaseUrl, queue.url, photos, JSON.stringify(at)];
  const began = performance.now();
  const workers = mortalWorkers({ workers: plan.workers, args, queue, draw });
  try {
    while (performance.now() - began < plan.withinMs && !(await settled(world, postIds))) await wait(300);
  } finally {
    await workers.end();
    await queue.stop();
  }
  const ms = performance.now() - began;
  const shown = (await network.shown()).filter(({ id }) => !before.has(id));
  return {
    ...(await judge(world, refs, shown)),
    ...{ kills: workers.kills(), queueKills: queue.kills(), weather: network.count, ms },
    renewals: await network.renewals(),
  };
}

/**
 * How late a post may be here: so long that a slow machine, on which more of the storm's time goes by, makes no post too late. What becomes
 * of one that is too late is asked elsewhere.
 */
const LATENESS = { latenessMinutes: 7 * 1_440, spacingSeconds: 0 };

/** Posts with a photo each, approved and in the calendar. */
async function placed(world: World, number: number, { draft }: StormNetwork): Promise<PostRef[]> {
  await world.db
    .update(schools)
    .set({ settings: sql`${schools.settings} || ${JSON.stringify(LATENESS)}::jsonb` });
  const refs: PostRef[] = [];
  let left = number;
  const place = async () => {
    while (left-- > 0)
      refs.push(await scheduledPost(world, { words: onlyHere('A day out'), ...draft, minutes: 60 }));
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

/** What happened, in a line for people. `over` says what it broke over. */
export const told = (over: string, plan: Omit<StormPlan, 'databaseServer'>, storm: Storm): string =>
  [
    `storm of ${plan.posts} posts over ${over}, seed ${plan.seed}, time ×${timesAsFast(SCALE)}: ${storm.exactlyOnce} exactly once and known,`,
    `in ${Math.round(storm.ms / 1000)} s; ${storm.kills} workers and ${storm.queueKills} queues killed,`,
    `${storm.weather.creates} creates (${storm.weather.doneAndLost} done and lost, ${storm.weather.neverDone} never done), ${storm.weather.blindLooks} blind looks`,
    ...(storm.renewals > 0 ? [`and ${storm.renewals} renewals of access`] : []),
  ].join(' ');
