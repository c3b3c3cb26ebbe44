// What every use case relies on from the database, whichever of the two it is: one suite, run on both.
import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database, OpenDatabase } from '#db/client.server.ts';
import { transact } from '#db/client.server.ts';
import { migrateDatabase } from '#db/migrate.server.ts';
import { OuterDatabaseInTransaction } from '#db/transaction-guard.server.ts';
import { writeMigrations } from '#tests/support/migrations.ts';

/** The first cause of an error: drizzle wraps what the driver throws. */
function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause ? firstCause(error.cause) : error;
}

async function causeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: unknown) => firstCause(error),
  );
}

async function count(db: Database): Promise<number> {
  const { rows } = (await db.execute(sql`select n from tally`)) as unknown as { rows: { n: number }[] };
  return rows[0]?.n ?? -1;
}

export function databaseContract(
  name: string,
  open: () => Promise<{ database: OpenDatabase; end(): Promise<void> }>,
) {
  describe(name, () => {
    let database: OpenDatabase;
    let db: Database;
    let end: () => Promise<void>;
    beforeAll(async () => {
      ({ database, end } = await open());
      db = database.db;
    });
    afterAll(() => end());

    async function freshTally(): Promise<void> {
      await db.execute(sql`drop table if exists tally`);
      await db.execute(sql`create table tally (n int not null)`);
      await db.execute(sql`insert into tally values (0)`);
    }

    async function emptyDatabase(): Promise<void> {
      await db.execute(sql`drop schema if exists drizzle cascade`);
      await db.execute(sql`drop schema public cascade`);
      await db.execute(sql`create schema public`);
    }

    test('a transaction that fails leaves nothing behind, and the database goes on', async () => {
      await freshTally();
      const broken = transact(db, async (tx) => {
        await tx.execute(sql`update tally set n = 41`);
        throw new Error('broken on purpose');
      });
      await expect(broken).rejects.toThrow('broken on purpose');
      expect(await count(db)).toBe(0);
    });

    test('twenty transactions at once that read, wait and write lose no write', async () => {
      await freshTally();
      const addOne = () =>
        transact(db, async (tx) => {
          const { rows } = (await tx.execute(sql`select n from tally for update`)) as unknown as {
            rows: { n: number }[];
          };
          await new Promise((resolve) => setImmediate(resolve));
          await tx.execute(sql`update tally set n = ${(rows[0]?.n ?? 0) + 1}`);
        });
      await Promise.all(Array.from({ length: 20 }, addOne));
      expect(await count(db)).toBe(20);
    });

    test('using the outer database inside a transaction is a clear error, never a hang', async () => {
      await freshTally();
      const query = transact(db, async () => db.execute(sql`select 1`));
      expect(await causeOf(query)).toBeInstanceOf(OuterDatabaseInTransaction);
      const builder = transact(db, async () => {
        await Promise.resolve();
        return db.select({ one: sql`1` }).from(sql`tally`);
      });
      expect(await causeOf(builder)).toBeInstanceOf(OuterDatabaseInTransaction);
      const second = transact(db, async () => transact(db, async () => 1));
      expect(await causeOf(second)).toBeInstanceOf(OuterDatabaseInTransaction);
      const direct = db.transaction(async () => db.execute(sql`select 1`));
      expect(await causeOf(direct)).toBeInstanceOf(OuterDatabaseInTransaction);
    });

    test('work begun inside a transaction may use the outer database once the transaction is over', async () => {
      await freshTally();
      let goOn: () => void = () => undefined;
      const over = new Promise<void>((resolve) => (goOn = resolve));
      let later: Promise<number> | undefined;
      await transact(db, async (tx) => {
        await tx.execute(sql`update tally set n = 7`);
        later = over.then(() => count(db));
      });
      goOn();
      expect(await later).toBe(7);
    });

    test('a transaction inside the transaction undoes only its own part', async () => {
      await freshTally();
      await transact(db, async (tx) => {
        await tx.execute(sql`update tally set n = 1`);
        await tx
          .transaction(async (inner) => {
            await inner.execute(sql`update tally set n = 2`);
            throw new Error('inner');
          })
          .catch(() => undefined);
      });
      expect(await count(db)).toBe(1);
    });

    test('work that lost a race is done again, and other failures are not', async () => {
      await freshTally();
      let tries = 0;
      await transact(db, async (tx) => {
        tries += 1;
        await tx.execute(sql`update tally set n = n + 1`);
        if (tries < 3)
          await tx.execute(sql`do $$ begin raise exception 'lost' using errcode = '40P01'; end $$`);
      });
      expect([tries, await count(db)]).toEqual([3, 1]);
      tries = 0;
      const wrong = transact(db, async (tx) => {
        tries += 1;
        await tx.execute(sql`select 1 / 0`);
      });
      await expect(wrong).rejects.toThrow();
      expect(tries).toBe(1);
    });

    test('the session speaks UTC', async () => {
      const { rows } = (await db.execute(
        sql`select '2026-07-01T00:30:00Z'::timestamptz::date::text as day`,
      )) as unknown as {
        rows: { day: string }[];
      };
      expect(rows[0]?.day).toBe('2026-07-01');
    });

    test('migrations apply once, in order, and again do nothing', async () => {
      await emptyDatabase();
      const folder = await writeMigrations(['create table rooms (id int)', 'insert into rooms values (1)']);
      await migrateDatabase(database, folder.path);
      await migrateDatabase(database, folder.path);
      const { rows } = (await db.execute(sql`select id from rooms`)) as unknown as { rows: unknown[] };
      expect(rows).toEqual([{ id: 1 }]);

      await folder.rewrite(1, 'insert into rooms values (2)');
      await expect(migrateDatabase(database, folder.path)).rejects.toThrow(/1 of its 2 migrations/);
      await folder.remove();
    });

    test('a migration that fails leaves the database as it was', async () => {
      await emptyDatabase();
      const folder = await writeMigrations(['create table halls (id int)', 'select no_such_function()']);
      await expect(migrateDatabase(database, folder.path)).rejects.toThrow();
      const { rows } = (await db.execute(sql`select to_regclass('halls')::text as name`)) as unknown as {
        rows: { name: string | null }[];
      };
      expect(rows[0]?.name).toBeNull();
      await folder.remove();
    });

    test("the product's own migrations are found and apply", async () => {
      expect(
        await readFile(new URL('../../../db/migrations/meta/_journal.json', import.meta.url), 'utf8'),
      ).toContain('tag');
      await emptyDatabase();
      await migrateDatabase(database);
      const { rows } = (await db.execute(sql`select to_regclass('posts')::text as name`)) as unknown as {
        rows: { name: string | null }[];
      };
      expect(rows[0]?.name).toBe('posts');
    });
  });
}
