// The running product, as a newcomer has it: real processes on a data folder of their own, in either mode, on a free port.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { argon2Passwords } from '#app/adapters/argon2-passwords.server.ts';
import { auditSeal, makeKeyTexts, readKeys } from '#app/adapters/keys.server.ts';
import { sealingVault } from '#app/adapters/sodium-vault.server.ts';
import { KEY_VARIABLES, type KeyVariable } from '#app/env.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { packageRoot } from '#db/package-root.server.ts';
import { practiceSoFar } from '#db/seed/practice-so-far.ts';
import { seedPractice } from '#db/seed.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { fixedClock } from './fixed-clock.ts';
import { freshDatabase, freshQueues, testDatabaseUrl, testRedisUrl } from './real-servers.ts';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One process of the product. */
export interface ProductProcess {
  child: ChildProcess;
  /** everything it printed so far */
  output(): string;
  exited: Promise<Exit>;
}

export interface Product {
  mode: 'solo' | 'cluster';
  url: string;
  dataDir: string;
  /** environment of every process, for the command line */
  env: Record<string, string>;
  processes: ProductProcess[];
  /** Ends every process as Ctrl-C does and removes what it kept. */
  stop(): Promise<void>;
}

const MAIN = join(packageRoot(), 'build', 'app', 'main.mjs');

/** Whether `npm run build` has been run; `npm test` does it. */
export const isBuilt = (): boolean => existsSync(MAIN);

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

/** Starts one process with exactly this environment. */
export function startProcess(env: Record<string, string>, args: string[] = []): ProductProcess {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const exited = new Promise<Exit>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  );
  return { child, output: () => printed, exited };
}

/** Waits until the server answers `/health`. Errors: rejects with what the process printed when it ends first or takes nearly two minutes. */
export async function untilHealthy(url: string, process: ProductProcess): Promise<void> {
  let ended: Exit | null = null;
  void process.exited.then((exit) => (ended = exit));
  for (const until = performance.now() + 110_000; performance.now() < until; await wait(100)) {
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok) return;
    if (ended) break;
  }
  throw new Error(`the product did not start:\n${process.output()}`);
}

/** Starts solo mode on an empty folder: the practice world is made. */
export async function startSolo(): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gp-solo-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { GATEPOST_DATA: dataDir, PORT: String(port), LOG_LEVEL: 'warn' };
  const first = startProcess(env);
  const product: Product = {
    mode: 'solo',
    url,
    dataDir,
    env,
    processes: [first],
    stop: () => stopAll(product, async () => undefined),
  };
  await untilHealthy(url, first).catch(async (error: unknown) => {
    await product.stop();
    throw error;
  });
  return product;
}

/** Starts a web and a worker process on real PostgreSQL and Redis, with the practice world; null (loudly) where there are none. */
export async function startCluster(workers = 1): Promise<Product | null> {
  const server = testDatabaseUrl();
  const redis = testRedisUrl();
  if (!server || !redis) return null;
  const database = await freshDatabase(server);
  const dataDir = await mkdtemp(join(tmpdir(), 'gp-cluster-'));
  const texts = await makeKeyTexts();
  await seedCluster(database.url, texts);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const keys = Object.entries(texts).map(([key, text]) => [KEY_VARIABLES[key as KeyVariable], text]);
  const env = {
    GATEPOST_DATA: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.url,
    REDIS_URL: await freshQueues(redis),
    ...(Object.fromEntries(keys) as Record<string, string>),
  };
  const web = startProcess(env, ['--role=web']);
  const product: Product = {
    mode: 'cluster',
    url,
    dataDir,
    env,
    processes: [web, ...Array.from({ length: workers }, () => startProcess(env, ['--role=worker']))],
    stop: () => stopAll(product, () => database.drop()),
  };
  await untilHealthy(url, web).catch(async (error: unknown) => {
    await product.stop();
    throw error;
  });
  return product;
}

/** Migrates an empty PostgreSQL database and makes the practice world in it, sealed to these keys. */
export async function seedCluster(
  url: string,
  texts: Awaited<ReturnType<typeof makeKeyTexts>>,
): Promise<void> {
  const open = await openDatabase({ mode: 'cluster', url });
  try {
    await migrateDatabase(open);
    const keys = await readKeys(texts);
    carryWordKey(open.db, keys.sessionSecret);
    const world = { db: open.db, clock: fixedClock(new Date()), auditSeal: auditSeal(keys.audit) };
    await seedPractice(
      {
        ...world,
        passwords: argon2Passwords,
        tokenVault: sealingVault(keys.tokens.current),
        restrictionVault: sealingVault(keys.reasons.current),
        sandboxStore: createDatabaseStore(open.db),
      },
      'shared',
    );
    await practiceSoFar({ ...world, log: console, sandboxStore: createDatabaseStore(open.db) });
  } finally {
    await open.close();
  }
}

async function stopAll(product: Product, cleanUp: () => Promise<void>): Promise<void> {
  for (const { child } of product.processes) child.kill('SIGTERM');
  await Promise.all(
    product.processes.map(async ({ child, exited }) => {
      const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await exited;
      clearTimeout(force);
    }),
  );
  await cleanUp();
  await rm(product.dataDir, { recursive: true, force: true });
}
