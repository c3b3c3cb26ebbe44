// A real PostgreSQL keeps the database's contract, and several processes may migrate it at once.
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { writeMigrations } from '#tests/support/migrations.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';
import { databaseContract } from './database-contract.ts';

const server = testDatabaseUrl();

if (server) {
  databaseContract('a PostgreSQL server', async () => {
    const { url, drop } = await freshDatabase(server);
    const first = await openDatabase({ mode: 'cluster', url });
    await first.db.execute(
      sql.raw(`alter database "${new URL(url).pathname.slice(1)}" set timezone to 'America/New_York'`),
    );
    await first.close();
    const database = await openDatabase({ mode: 'cluster', url });
    return { database, end: () => database.close().then(drop) };
  });
}

describe.skipIf(!server)('a PostgreSQL server, from several processes (needs TEST_DATABASE_URL)', () => {
  test('six that migrate an empty database at the same moment all succeed', async () => {
    const { url, drop } = await freshDatabase(server ?? '');
    const folder = await writeMigrations([
      "create type mood as enum ('calm')",
      'create table rooms (id int, mood mood)',
    ]);
    const open = await Promise.all(Array.from({ length: 6 }, () => openDatabase({ mode: 'cluster', url })));
    await Promise.all(open.map((database) => migrateDatabase(database, folder.path)));
    const { rows } = (await open[0]!.db.execute(
      sql`select count(*)::int as n from drizzle.__drizzle_migrations`,
    )) as unknown as { rows: unknown[] };
    expect(rows).toEqual([{ n: 2 }]);
    await Promise.all(open.map((database) => database.close()));
    await Promise.all([drop(), folder.remove()]);
  });
});

describe('a PostgreSQL that cannot be used', () => {
  test('is refused with one line that holds no password', async () => {
    const nobody = openDatabase({ mode: 'cluster', url: 'postgres://gatepost:swordfish@127.0.0.1:9/none' });
    await expect(nobody).rejects.toThrow(/DATABASE_URL cannot be used: .*ECONNREFUSED/);
    await expect(nobody).rejects.not.toThrow(/swordfish/);
  });
});
