// What the web side and the worker both stand on: folder, lock, database, clock, keys, queue. Opened once for each process, in order,
// and closed in the reverse order.
import { join } from 'node:path';
import { type BullQueue, createBullQueue } from '#app/adapters/bull-queue.server.ts';
import { argon2Passwords } from '#app/adapters/argon2-passwords.server.ts';
import { type DataFolder, dataFolder, makeDataFolder } from '#app/adapters/data-folder.server.ts';
import { type DataFolderLock, lockDataFolder } from '#app/adapters/data-folder-lock.server.ts';
import {
  createDatabaseClock,
  type DatabaseClock,
  readDatabaseTime,
} from '#app/adapters/database-clock.server.ts';
import { startEmbeddedValkey } from '#app/adapters/embedded-valkey/embedded-valkey.server.ts';
import { loadKeys, loadWebKeys } from '#app/adapters/key-files.server.ts';
import { auditSeal, type Keys, type WebKeys, webKeys } from '#app/adapters/keys.server.ts';
import { createLog } from '#app/adapters/log.server.ts';
import type { AuditSeal } from '#app/domain/audit-chain.ts';
import type { Log } from '#app/domain/deps.ts';
import type { Passwords } from '#app/domain/ports/passwords.ts';
import type { Env } from '#app/env.server.ts';
import { type OpenDatabase, openDatabase } from '#db/client.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { packageRoot } from '#db/package-root.server.ts';

export type ProcessRole = 'all' | 'web' | 'worker';

/** What the command line needs too: everything but the queue. */
export interface Ground {
  env: Env;
  role: ProcessRole;
  log: Log;
  folder: DataFolder;
  lock: DataFolderLock | null;
  database: OpenDatabase;
  clock: DatabaseClock;
  /** secret halves only where the worker runs */
  keys: Keys | null;
  publicKeys: WebKeys;
  seal: AuditSeal;
  passwords: Passwords;
  close(): Promise<void>;
}

export interface Foundation extends Ground {
  queue: BullQueue;
}

/** Where the built processes lie. */
export const builtEntry = (name: string): string => join(packageRoot(), 'build', 'app', `${name}.mjs`);

type Closers = (() => Promise<unknown> | void)[];

async function closeAll(closers: Closers): Promise<void> {
  for (const step of closers.splice(0).reverse()) await step();
}

/**
 * Opens the folder (locked in solo mode), the database with its migrations, the keys and the clock.
 * Errors: throws one plain line (folder in use, missing key, database out of reach); what was opened is closed again.
 */
export async function openGround(env: Env, role: ProcessRole): Promise<Ground> {
  const closers: Closers = [];
  try {
    return await layGround(env, role, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function layGround(env: Env, role: ProcessRole, closers: Closers): Promise<Ground> {
  const log = createLog({ level: env.logLevel });
  const folder = dataFolder(env.dataDir);
  await makeDataFolder(folder.root);
  const lock = env.mode === 'solo' ? await lockDataFolder(folder.root) : null;
  if (lock) closers.push(() => lock.release());
  // Before anything is stored: keys are made only for a folder that holds no data yet.
  const keys = role === 'web' ? null : await loadKeys(env);
  const publicKeys = keys ? webKeys(keys) : await loadWebKeys(env);
  const database = await openDatabase(
    env.mode === 'solo' ? { mode: 'solo', dir: folder.database } : { mode: 'cluster', url: env.databaseUrl },
  );
  carryWordKey(database.db, publicKeys.sessionSecret);
  closers.push(async () => {
    await database.checkpoint();
    await database.close();
  });
  await migrateDatabase(database);
  const clock = createDatabaseClock(() => readDatabaseTime(database.db));
  await clock.start();
  closers.push(() => clock.stop());
  const seal = auditSeal(publicKeys.audit);
  const close = () => closeAll(closers);
  return {
    env,
    role,
    log,
    folder,
    lock,
    database,
    clock,
    keys,
    publicKeys,
    seal,
    passwords: argon2Passwords,
    close,
  };
}

/** The ground and the queue on it: the embedded one in solo mode, Redis in a cluster. Errors: as `openGround`. */
export async function openFoundation(env: Env, role: ProcessRole): Promise<Foundation> {
  const ground = await openGround(env, role);
  const closers: Closers = [() => ground.close()];
  try {
    const connection = env.mode === 'solo' ? await embeddedQueue(ground, closers) : { url: env.redisUrl };
    const queue = createBullQueue({ connection, log: ground.log });
    closers.push(() => queue.close());
    return { ...ground, queue, close: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function embeddedQueue(
  { folder, env, log }: Ground,
  closers: Closers,
): Promise<{ socketPath: string }> {
  const valkey = await startEmbeddedValkey({
    dir: folder.queue,
    entry: builtEntry('valkey-thread'),
    searchPath: env.searchPath,
    log,
  });
  closers.push(() => valkey.close());
  return { socketPath: valkey.socketPath };
}
