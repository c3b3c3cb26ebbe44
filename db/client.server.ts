// Opens the one database: embedded PostgreSQL in a folder (solo), a PostgreSQL server (cluster), or in memory (tests).
// All three have one type, so that no other file knows which it is talking to.
import { setTimeout as wait } from 'node:timers/promises';
import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import type { ExtractTablesWithRelations } from 'drizzle-orm';
import { drizzle as drizzleServer } from 'drizzle-orm/node-postgres';
import type { PgDatabase, PgQueryResultHKT, PgTransaction, PgTransactionConfig } from 'drizzle-orm/pg-core';
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite';
import pg from 'pg';
import * as schema from '#db/schema/index.ts';
import { carryOn } from '#db/name-digests.server.ts';
import { pipelinedClient } from '#db/postgres-connection.server.ts';
import { guardTransactions } from '#db/transaction-guard.server.ts';

type Schema = typeof schema;
/** The database outside a transaction. */
export type Database = PgDatabase<PgQueryResultHKT, Schema>;
/** The database inside a transaction: the only handle to use there. */
export type Tx = PgTransaction<PgQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;

export type DatabaseSettings =
  | { mode: 'solo'; dir: string }
  | { mode: 'cluster'; url: string }
  /** `loadDataDir`: a dump made by `raw.dumpDataDir('none')` of another embedded database */
  | { mode: 'memory'; loadDataDir?: Blob };

interface Open {
  db: Database;
  /** Writes everything the database holds in memory to its files; a PostgreSQL server does so by itself. */
  checkpoint(): Promise<void>;
  /** Waits for queries and transactions that run, then closes. Closing twice is harmless. */
  close(): Promise<void>;
}
export type OpenDatabase = Open & ({ kind: 'embedded'; raw: PGlite } | { kind: 'postgres'; raw: pg.Pool });

/** pg-pool knows `onConnect`; its type declarations do not yet. */
type PoolConfig = pg.PoolConfig & { onConnect(connection: pg.PoolClient): Promise<void> };

/**
 * Connections of one process at most. A worker publishes sixteen posts at a time beside its other sweeps, and with ten connections six
 * of them stood waiting; four processes still fit into the hundred that a PostgreSQL allows when nobody has set it otherwise.
 */
const CONNECTIONS = 20;

/** The lowest PostgreSQL that the product is tested on. */
const LOWEST_SERVER_VERSION = 15;

/**
 * Opens the database. The embedded one takes no lock on its folder: hold the data folder's lock first.
 * Errors: throws with one plain line (never the password) when it cannot be opened or the server is too old.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  if (settings.mode === 'cluster') return openServer(settings.url);
  return openEmbedded(settings);
}

async function openEmbedded(settings: Exclude<DatabaseSettings, { mode: 'cluster' }>): Promise<OpenDatabase> {
  if (settings.mode === 'solo') await mkdir(settings.dir, { recursive: true, mode: 0o700 });
  const dataDir = settings.mode === 'solo' ? settings.dir : 'memory://';
  const raw = await PGlite.create({
    dataDir,
    loadDataDir: settings.mode === 'memory' ? settings.loadDataDir : undefined,
    startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'],
  }).catch((cause: unknown) => {
    throw new Error(`The database in ${dataDir} could not be opened; its files may be damaged.`, { cause });
  });
  const db = drizzleEmbedded({ client: raw, schema });
  guardTransactions(db, raw, ['query', 'sql', 'exec', 'transaction']);
  let closing: Promise<void> | undefined;
  return {
    kind: 'embedded',
    db,
    raw,
    checkpoint: async () => void (await raw.exec('CHECKPOINT')),
    close: () => (closing ??= raw.close()),
  };
}

async function openServer(url: string): Promise<OpenDatabase> {
  const config: PoolConfig = {
    connectionString: url,
    application_name: 'gatepost',
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    // A worker that stands still inside a transaction must not keep its locks for ever.
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    Client: pipelinedClient(),
    // The embedded database speaks UTC too.
    onConnect: async (connection) => void (await connection.query("SET TIME ZONE 'UTC'")),
  };
  const raw = new pg.Pool(config);
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  raw.on('error', () => undefined);
  try {
    const { rows } = await raw.query<{ version: number }>(
      "select current_setting('server_version_num')::int / 10000 as version",
    );
    const version = rows[0]?.version ?? 0;
    if (version < LOWEST_SERVER_VERSION) {
      throw new Error(`it is PostgreSQL ${version}, and ${LOWEST_SERVER_VERSION} or later is needed`);
    }
  } catch (cause) {
    await raw.end();
    throw new Error(`The database at DATABASE_URL cannot be used: ${plainCause(cause)}.`, { cause });
  }
  const db = drizzleServer({ client: raw, schema });
  guardTransactions(db, raw, ['query', 'connect']);
  let closing: Promise<void> | undefined;
  return {
    kind: 'postgres',
    db,
    raw,
    checkpoint: async () => undefined,
    close: () => (closing ??= raw.end()),
  };
}

/** What pg says, in one line; a refused connection comes as an AggregateError without a message. */
function plainCause(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(plainCause).join('; ');
  return cause instanceof Error ? cause.message : 'it did not answer';
}

/** A deadlock or a serialisation failure: nothing happened, and the same work may simply be done again. */
function isLostRace(error: unknown): boolean {
  for (let link = error; link instanceof Error; link = link.cause) {
    const code = (link as { code?: unknown }).code;
    if (code === '40P01' || code === '40001') return true;
  }
  return false;
}

const TRIES = 3;

/**
 * Runs `change` in one transaction: all of it, or nothing. After a deadlock it runs again, up to three times in
 * all, so `change` must touch nothing but `tx` (no network, no queue).
 * Errors: whatever `change` or the commit throws; OuterDatabaseInTransaction when it uses `db` instead of `tx`.
 */
export async function transact<T>(
  db: Database,
  change: (tx: Tx) => Promise<T>,
  config?: PgTransactionConfig,
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await db.transaction((tx) => {
        carryOn(db, tx);
        return change(tx);
      }, config);
    } catch (error) {
      if (tried === TRIES || !isLostRace(error)) throw error;
      await wait(10 * tried * (1 + Math.random()));
    }
  }
}
