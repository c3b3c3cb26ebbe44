// Brings the database to the shape of this release. Several processes may start at once: one migrates, the others wait.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle as drizzleServer } from 'drizzle-orm/node-postgres';
import { migrate as migrateServer } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as drizzleEmbedded } from 'drizzle-orm/pglite';
import { migrate as migrateEmbedded } from 'drizzle-orm/pglite/migrator';
import type { OpenDatabase } from '#db/client.server.ts';
import { packageRoot } from '#db/package-root.server.ts';

/** The lock that processes take in turn; any number that nothing else uses. */
const MIGRATION_LOCK = 7_305_420_261;

/**
 * Applies the migrations that the database lacks; when none is missing it needs no right to change tables.
 * `migrationsFolder` is the package's own unless a test says otherwise.
 * Errors: throws when a migration fails (all of this run is undone), or when the database does not hold every
 * migration of this release exactly as it was published.
 */
export async function migrateDatabase(
  open: OpenDatabase,
  migrationsFolder = join(packageRoot(), 'db', 'migrations'),
): Promise<void> {
  const needed = readMigrationFiles({ migrationsFolder }).map((file) => file.hash);
  if (open.kind === 'embedded') {
    const db = drizzleEmbedded({ client: open.raw });
    await bringUpToDate(db, needed, () => migrateEmbedded(db, { migrationsFolder }));
    return;
  }
  const connection = await open.raw.connect();
  try {
    const db = drizzleServer({ client: connection });
    await connection.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await bringUpToDate(db, needed, () => migrateServer(db, { migrationsFolder }));
    await connection.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    connection.release();
  } catch (error) {
    // Ending the connection gives the lock back whatever state it is in.
    connection.release(true);
    throw error;
  }
}

interface Asking {
  execute(query: ReturnType<typeof sql>): PromiseLike<unknown>;
}

async function bringUpToDate(db: Asking, needed: string[], apply: () => Promise<void>): Promise<void> {
  if ((await lacking(db, needed)) === 0) return;
  await apply();
  const missing = await lacking(db, needed);
  if (missing > 0) {
    throw new Error(
      `The database does not fit this release: ${missing} of its ${needed.length} migrations are not in it as published. ` +
        'Was it made by another version, or was a migration changed?',
    );
  }
}

/** How many of the needed migrations (by hash of their text) the database has not recorded. */
async function lacking(db: Asking, needed: string[]): Promise<number> {
  const table = await rows<{ name: string | null }>(
    db,
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`,
  );
  if (!table[0]?.name) return needed.length;
  const applied = await rows<{ hash: string }>(db, sql`select hash from drizzle.__drizzle_migrations`);
  const hashes = new Set(applied.map((row) => row.hash));
  return needed.filter((hash) => !hashes.has(hash)).length;
}

async function rows<R>(db: Asking, query: ReturnType<typeof sql>): Promise<R[]> {
  return ((await db.execute(query)) as { rows: R[] }).rows;
}
