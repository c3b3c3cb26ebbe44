// Two thousand posts on five hundred accounts, all due in the same minute, while the platform takes 150 ms for each answer: how late each
// goes out, and how many a second, against a bare Bull queue that makes the same calls with the same concurrency. PostgreSQL writes to
// the disk. `node scripts/run-ts.mjs bench/minute-rush.ts [posts] [workers]`
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import Bull from 'bull';
import { createBullQueue } from '#app/adapters/bull-queue.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { type Child, startChild } from '#tests/support/child.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import { openWorld, type World } from '#tests/support/world.ts';
import { CONCURRENCY } from '#workers/registry.ts';
import { POSTS_AT_ONCE } from '#workers/in-hand.ts';
import { type OwnServers, startOwnServers } from './own-servers.ts';
import { BARE_QUEUE, type BareJob } from './rush-jobs.ts';
import { POSTS_EACH, prepared, type Rush, SPACING_S } from './rush-posts.ts';
import { ANSWER_MS, judged, platform, type RushTimes, withCpu } from './rush-times.ts';

/** The bound: posts a second, against the bare queue. */
export const LEAST_RUSH_RATIO = 0.7;

/** From when everything is ready until the minute in which all are due, ms. */
const READY_MS = 8_000;
/** Null (loudly) where there is no PostgreSQL or Redis to start. */
export async function benchMinuteRush(
  count = 2_000,
  workers = cpus().length,
): Promise<{ ours: RushTimes; bare: RushTimes; ratio: number } | null> {
  const servers = await startOwnServers();
  if (!servers) return null;
  const folder = await mkdtemp(join(tmpdir(), 'gp-rush-'));
  try {
    const open = await openDatabase({ mode: 'cluster', url: servers.databaseUrl });
    await migrateAndSeed(open);
    const world = await openWorld('ashwick', { db: open.db, close: open.close });
    try {
      const rush = await prepared(world, folder, count);
      const bare = await bareArm(servers, rush, workers, folder);
      const ours = await ourArm(servers, world, rush, workers, folder);
      tell(count, workers, ours, bare);
      return { ours, bare, ratio: ours.perSecond / bare.perSecond };
    } finally {
      await world.close();
    }
  } finally {
    await servers.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function tell(count: number, workers: number, ours: RushTimes, bare: RushTimes): void {
  const [model] = cpus();
  console.log(
    `${count} posts on ${count / POSTS_EACH} accounts due at once, ${workers} workers, ${cpus().length} × ${model?.model ?? '?'}, answers after ${ANSWER_MS} ms, PostgreSQL with fsync`,
  );
  for (const [who, times] of [['ours', ours] as const, ['bare', bare] as const]) {
    const { perSecond, p50, p99, max, cpu } = times;
    console.log(
      `  ${who}: ${perSecond.toFixed(1)} posts/s; late by ${[p50, p99, max].map((ms) => (ms / 1_000).toFixed(1)).join(' / ')} s (p50 / p99 / max); CPU ${cpu.workers.toFixed(1)} s workers, ${cpu.database.toFixed(1)} s PostgreSQL, ${cpu.redis.toFixed(1)} s Redis`,
    );
  }
  console.log(`  ratio ${(ours.perSecond / bare.perSecond).toFixed(2)} (at least ${LEAST_RUSH_RATIO})`);
}

async function started(count: number, entry: string, args: string[]): Promise<Child[]> {
  const children = await Promise.all(Array.from({ length: count }, () => startChild(entry, args)));
  await Promise.all(children.map((child) => child.nextLine()));
  return children;
}

async function ourArm(
  servers: OwnServers,
  world: World,
  rush: Rush,
  workers: number,
  folder: string,
): Promise<RushTimes> {
  const there = await platform(rush);
  const queue = createBullQueue({ connection: { url: servers.redisUrl }, log: quietLog() });
  const dueMs = Date.now() + READY_MS + workers * 2_000;
  const children = await started(workers, 'bench/rush-worker.ts', [
    ...[servers.databaseUrl, servers.redisUrl, there.url, join(folder, 'photos')],
    String(rush.dueAt.getTime() - dueMs),
  ]);
  try {
    await Promise.all(
      rush.dues.map(({ schoolId, deliveryId }) =>
        queue.enqueue(
          'publish-post',
          { schoolId, deliveryId },
          { jobId: deliveryId, delayMs: dueMs - Date.now() },
        ),
      ),
    );
    if (Date.now() > dueMs) throw new Error('the minute had come before everything was ready');
    return await withCpu(servers, children, () => judged(rush, there.at, dueMs));
  } finally {
    for (const child of children) await child.kill('SIGTERM');
    await queue.close();
    await there.close();
  }
}

async function bareArm(servers: OwnServers, rush: Rush, workers: number, folder: string): Promise<RushTimes> {
  const there = await platform(rush);
  const children = await started(workers, 'bench/rush-bare.ts', [
    ...[servers.redisUrl, there.url, join(folder, 'photo'), String(POSTS_AT_ONCE)],
    String(CONCURRENCY['verify-post']),
  ]);
  const queue = new Bull<BareJob>(BARE_QUEUE, servers.redisUrl);
  const dueMs = Date.now() + READY_MS;
  try {
    await Promise.all(
      rush.dues.map(({ account, words, withPhoto, nth }) =>
        queue.add(
          { account, words, altTexts: withPhoto ? ['Children beside a barn'] : [] },
          { delay: dueMs + nth * SPACING_S * 1_000 - Date.now(), removeOnComplete: true },
        ),
      ),
    );
    return await withCpu(servers, children, () => judged(rush, there.at, dueMs));
  } finally {
    for (const child of children) await child.kill('SIGTERM');
    await queue.close();
    await there.close();
  }
}

if (argv[1]?.endsWith('minute-rush.mjs')) {
  const result = await benchMinuteRush(Number(argv[2] ?? 2_000), argv[3] ? Number(argv[3]) : undefined);
  process.exit(result && result.ratio < LEAST_RUSH_RATIO ? 1 : 0);
}
