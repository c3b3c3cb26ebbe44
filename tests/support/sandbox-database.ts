// Databases that hold only the practice platform's tables: an embedded one in memory, and a real PostgreSQL when
// TEST_DATABASE_URL names one. The tables come from the schema itself, by the generator that writes migrations.
import { PGlite } from '@electric-sql/pglite';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { drizzle as overPg } from 'drizzle-orm/node-postgres';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import pg from 'pg';
import * as tables from '#db/schema/sandbox.ts';
import type { SandboxDatabase } from '#sandbox/database.ts';
import { freshDatabase } from './real-servers.ts';

export interface TestDatabase {
  db: SandboxDatabase;
  close(): Promise<void>;
}

const createTables = (): Promise<string[]> =>
  generateMigration(generateDrizzleJson({}), generateDrizzleJson({ ...tables }));

/** A fresh embedded database in memory. */
export async function embeddedSandboxDatabase(): Promise<TestDatabase> {
  const client = await PGlite.create();
  for (const statement of await createTables()) await client.exec(statement);
  return { db: overPglite(client), close: () => client.close() };
}

/** A fresh database on a real PostgreSQL, dropped at the end. Takes: the server's URL. */
export async function realSandboxDatabase(server: string): Promise<TestDatabase> {
  const { url, drop } = await freshDatabase(server);
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  for (const statement of await createTables()) await pool.query(statement);
  return {
    db: overPg(pool),
    close: async () => {
      await pool.end();
      await drop();
    },
  };
}
