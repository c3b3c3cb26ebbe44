// Statements that are asked again and again are kept by the database, on every connection under the same name; all others are not, and the
// answers are the same.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createNames } from '#db/asked-often.server.ts';
import { openDatabase, type OpenDatabase } from '#db/client.server.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';

const server = testDatabaseUrl();

describe('a name', () => {
  it('is given to what is asked often, stays the same, and differs from every other', () => {
    const nameOf = createNames();
    const given = (text: string, times: number) => Array.from({ length: times }, () => nameOf(text)).at(-1);
    expect(given('one', 24)).toBeUndefined();
    const name = nameOf('one');
    expect(name).toBeDefined();
    expect(given('two', 24)).toBeUndefined();
    expect(nameOf('one')).toBe(name);
    expect(nameOf('two')).not.toBe(name);
  });

  it('is not given without end, nor to texts that never come again', () => {
    const nameOf = createNames();
    const texts = Array.from({ length: 300 }, (_, n) => `text ${n}`);
    for (let times = 0; times < 40; times++) texts.forEach(nameOf);
    const names = texts.flatMap((text) => nameOf(text) ?? []);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBe(120);
  });

  it('is worth nothing to lists of ever other lengths: they are forgotten, and what comes again is not', () => {
    const nameOf = createNames();
    const names = Array.from({ length: 40 }, (_, round) => {
      for (let n = 0; n < 50; n++) nameOf(`once ${round} ${n}`);
      return nameOf('again');
    });
    expect(names.at(-1)).toBeDefined();
  });
});

describe.skipIf(!server)('a connection (needs TEST_DATABASE_URL)', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let open: OpenDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(server ?? '');
    open = await openDatabase({ mode: 'cluster', url: fresh.url });
  });
  afterAll(async () => {
    await open.close();
    await fresh.drop();
  });

  const kept = async (tx: { execute: typeof open.db.execute }) => {
    const { rows } = (await tx.execute(
      sql`select statement from pg_prepared_statements where not statement like '%pg_prepared%'`,
    )) as unknown as { rows: { statement: string }[] };
    return rows.map(({ statement }) => statement);
  };

  it('keeps what is asked often, and answers as before, with other values and after a rollback', async () => {
    await open.db.transaction(async (tx) => {
      const ask = async (value: number) => {
        const { rows } = (await tx.execute(sql`select ${value}::int + 1 as more`)) as unknown as {
          rows: { more: number }[];
        };
        return rows[0]?.more;
      };
      for (let n = 0; n < 24; n++) expect(await ask(n)).toBe(n + 1);
      expect(await kept(tx)).toEqual([]);
      for (let n = 24; n < 40; n++) expect(await ask(n)).toBe(n + 1);
      expect(await kept(tx)).toEqual(['select $1::int + 1 as more']);
      await expect(tx.transaction(() => Promise.reject(new Error('undone')))).rejects.toThrow('undone');
      expect(await ask(100)).toBe(101);
    });
  });

  it('keeps what is asked often outside of a transaction as well', async () => {
    const apart = await openDatabase({ mode: 'cluster', url: fresh.url });
    try {
      for (let n = 0; n < 40; n++) await apart.db.execute(sql`select ${n}::int + 2 as alone`);
      expect(await kept(apart.db)).toEqual(['select $1::int + 2 as alone']);
    } finally {
      await apart.close();
    }
  });
});
