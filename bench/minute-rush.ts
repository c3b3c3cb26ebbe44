// Two thousand posts on five hundred accounts, all due in the same minute, while the platform takes 150 ms for each answer: how late each
// goes out, and how many a second, against a bare Bull queue that makes the same calls with the same concurrency. PostgreSQL writes to
// the disk. `node scripts/run-ts.mjs bench/minute-rush.ts [posts] [workers]`
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import Bull from 'bull';
import { eq, sql } from 'drizzle-orm';
import sharp from 'sharp';
import { createBullQueue } from '#app/adapters/bull-queue.server.ts';
import type { CleanPhoto } from '#app/domain/ports/photo-engine.ts';
import type { AccountRef } from '#app/domain/ports/publisher.ts';
import { openDatabase } from '#db/client.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { accounts } from '#db/schema/accounts.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { postPhotos } from '#db/schema/posts.ts';
import { schools } from '#db/schema/school.ts';
import type { Fault } from '#sandbox/faults.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { addPracticeAccount } from '#sandbox/seed.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import { type Child, startChild } from '#tests/support/child.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import { testVault } from '#tests/support/test-seals.ts';
import { openWorld, pupils, scheduledPost, type World } from '#tests/support/world.ts';
import { CONCURRENCY } from '#workers/registry.ts';
import { POSTS_AT_ONCE } from '#workers/sweeps/publishing-sweeps.ts';
import { copyTrust, inCalendars } from './many-schools.ts';
import { cpuOf, type OwnServers, startOwnServers } from './own-servers.ts';
import { BARE_QUEUE, type BareJob } from './rush-jobs.ts';

/** The bound: posts a second, against the bare queue. */
export const LEAST_RUSH_RATIO = 0.7;

const POSTS_EACH = 4;
const ACCOUNTS_OF_SCHOOL = 10;
const ANSWER_MS = 150;
/** Least time between two posts of an account, in s: shorter than a school's, so that waiting for it hides nothing. */
const SPACING_S = 5;
/** Three posts in four show a photo, as a school's do. */
const WITH_PHOTO = 3 / 4;
/** From when everything is ready until the minute in which all are due, ms. */
const READY_MS = 8_000;
/** Given up after so many ms. */
const MOST_MS = 300_000;

interface Due {
  account: AccountRef;
  schoolId: string;
  deliveryId: string;
  words: string;
  withPhoto: boolean;
  /** nth post of its account */
  nth: number;
}

export interface RushTimes {
  perSecond: number;
  p50: number;
  p99: number;
  max: number;
  /** s of processor time: of the workers, of PostgreSQL, of Redis */
  cpu: { workers: number; database: number; redis: number };
}

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

interface Rush {
  dues: Due[];
  /** the moment at which all are due, by the world's calendar */
  dueAt: Date;
  store: SandboxStore;
}

/** The posts in their calendars, the accounts on the platform, the photo in a folder. */
async function prepared(world: World, folder: string, count: number): Promise<Rush> {
  const trusts = count / (POSTS_EACH * ACCOUNTS_OF_SCHOOL);
  if (!Number.isInteger(trusts)) throw new Error(`${count} posts do not fill schools of forty`);
  const photo = await aPhoto();
  world.worker.engine = { ...world.worker.engine, clean: async () => ({ ok: true, photo }) };
  const own = await tenAccounts(world);
  for (const accountId of own)
    for (let nth = 0; nth < POSTS_EACH; nth++)
      await scheduledPost(world, {
        ...{ accountId, tripId: null, minutes: 60, words: onlyHere('A day out') },
        photos: nth < POSTS_EACH * WITH_PHOTO ? [pupils(world.pupil(0), world.pupil(1))] : [],
      });
  await copyTrust(world, trusts - 1);
  await mkdir(join(folder, 'photos'));
  for (const [key, bytes] of world.cleanFiles) await writeFile(join(folder, 'photos', key), bytes);
  await mkdir(join(folder, 'photo'));
  await writeFile(join(folder, 'photo', 'one'), photo.bytes);
  await world.db.update(schools).set({
    settings: sql`${schools.settings} || ${JSON.stringify({ latenessMinutes: 1_440, spacingSeconds: SPACING_S })}::jsonb`,
  });
  const store = createMemoryStore();
  const placed = await inCalendars(world.db);
  const opened = await onPlatform(world, store, [...new Set(placed.map(({ accountId }) => accountId))]);
  const rows = await world.db.select({ id: deliveries.id, postId: deliveries.postId }).from(deliveries);
  const deliveryOf = new Map(rows.map(({ id, postId }) => [postId, id]));
  const places = await world.db.select({ postId: postPhotos.postId }).from(postPhotos);
  const withPhotos = new Set(places.map(({ postId }) => postId));
  const seen = new Map<string, number>();
  const dues = placed.map(({ schoolId, postId, accountId, words }): Due => {
    const nth = seen.get(accountId) ?? 0;
    seen.set(accountId, nth + 1);
    const account = opened.get(accountId);
    if (!account) throw new Error('an account is not on the platform');
    const deliveryId = deliveryOf.get(postId) ?? '';
    return { account, schoolId, deliveryId, words, withPhoto: withPhotos.has(postId), nth };
  });
  if (dues.length !== count) throw new Error(`${dues.length} posts instead of ${count}`);
  const dueAt = placed[0]?.dueAt;
  if (!dueAt) throw new Error('nothing is due');
  return { dues, dueAt, store };
}

/** A photo of a few hundred kilobytes, as one has it after cleaning. */
async function aPhoto(): Promise<CleanPhoto> {
  const [width, height] = [1_280, 960];
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 };
  const bytes = new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background: '#888', noise } })
      .blur(1.2)
      .jpeg({ quality: 80 })
      .toBuffer(),
  );
  const digest = createHash('sha256').update(bytes).digest();
  return {
    ...{ format: 'jpeg', width, height, bytes, removed: [], frames: 1, original: { width, height }, ms: 1 },
    sha256: digest.toString('hex'),
    perceptualHash: digest.toString('hex').slice(0, 16),
    likeness: digest.toString('base64'),
  };
}

/** The school's account, and nine more like it. */
async function tenAccounts({ db, schoolId }: World): Promise<string[]> {
  const [own] = await db.select().from(accounts).where(eq(accounts.schoolId, schoolId));
  const [credential] = await db
    .select()
    .from(accountCredentials)
    .where(eq(accountCredentials.accountId, own?.id ?? ''));
  if (!own || !credential) throw new Error('the school has no account');
  const more = Array.from({ length: ACCOUNTS_OF_SCHOOL - 1 }, (_, n) => ({
    id: randomUUID(),
    handle: `rush${n}`,
  }));
  await db
    .insert(accounts)
    .values(more.map(({ id, handle }) => ({ ...own, id, handle, platformUserId: handle })));
  await db.insert(accountCredentials).values(more.map(({ id }) => ({ ...credential, accountId: id })));
  return [own.id, ...more.map(({ id }) => id)];
}

/** Opens every account on the platform and seals what a call carries. */
async function onPlatform(
  { db }: World,
  store: SandboxStore,
  ids: readonly string[],
): Promise<Map<string, AccountRef>> {
  const opened = new Map<string, AccountRef>();
  for (const [n, id] of ids.entries()) {
    const there = await addPracticeAccount(store, { handle: `rush_${n}`, name: 'Rush' }, () => new Date());
    const { accessToken, platformUserId } = there;
    const { box, keyId } = await testVault.seal(new TextEncoder().encode(accessToken));
    await db.update(accounts).set({ platformUserId }).where(eq(accounts.id, id));
    await db
      .update(accountCredentials)
      .set({ sealedToken: box, keyId, sealedRefresh: null, accessExpiresAt: null })
      .where(eq(accountCredentials.accountId, id));
    const credential = { kind: 'oauth2_user' as const, accessToken };
    opened.set(id, { accountId: id, platform: 'x', practice: true, platformUserId, credential });
  }
  return opened;
}

/** The platform, which notes when it has each post, by account and words. */
async function platform(rush: Rush) {
  const at = new Map<string, number>();
  const store: SandboxStore = {
    ...rush.store,
    addPost: async (post, rule) => {
      const added = await rush.store.addPost(post, rule);
      if (added === 'added') at.set(`${post.userId} ${post.words}`, Date.now());
      return added;
    },
  };
  const slow: Fault = { path: '', effect: 'delay', at: 'before', ms: ANSWER_MS };
  const sandbox = await startSandbox({ store, faults: { take: () => slow }, rules: { duplicates: false } });
  return { ...sandbox, at };
}

const keyOf = ({ account, words }: Due): string => `${account.platformUserId} ${words}`;

/** Waits until all are there, and says how late each was: behind its minute, and its turn among its account's posts. */
async function judged(
  { dues }: Rush,
  at: ReadonlyMap<string, number>,
  dueMs: number,
): Promise<Omit<RushTimes, 'cpu'>> {
  for (const until = Date.now() + MOST_MS; at.size < dues.length; await wait(100))
    if (Date.now() > until) throw new Error(`${at.size} of ${dues.length} posts are out`);
  const late = dues
    .map((due) => (at.get(keyOf(due)) ?? Number.NaN) - dueMs - due.nth * SPACING_S * 1_000)
    .sort((a, b) => a - b);
  const part = (share: number): number =>
    late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0;
  return {
    perSecond: (dues.length * 1_000) / (Math.max(...at.values()) - dueMs),
    ...{ p50: part(0.5), p99: part(0.99), max: part(1) },
  };
}

/** What both sides cost while `run` ran. */
async function withCpu(
  servers: OwnServers,
  children: readonly Child[],
  run: () => Promise<Omit<RushTimes, 'cpu'>>,
): Promise<RushTimes> {
  const taken = () => ({
    workers: children.reduce((total, { process: { pid } }) => total + cpuOf(pid ?? 0), 0),
    ...servers.cpu(),
  });
  const before = taken();
  const times = await run();
  const after = taken();
  return {
    ...times,
    cpu: {
      workers: after.workers - before.workers,
      database: after.database - before.database,
      redis: after.redis - before.redis,
    },
  };
}

/** Posts that one worker of ours has in hand at a time: from its jobs and from its sweep. */
const AT_ONCE = CONCURRENCY['publish-post'] + POSTS_AT_ONCE;

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
    ...[servers.redisUrl, there.url, join(folder, 'photo'), String(AT_ONCE)],
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
