// What is asked at once reaches the server at once and is answered in its order; one that fails takes its transaction with it and nothing
// else, and a connection that breaks answers nobody.
import type { Socket } from 'node:net';
import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase, transact } from '#db/client.server.ts';
import { Opening } from '#db/postgres-connection.server.ts';
import { freshDatabase, testDatabaseUrl } from '#tests/support/real-servers.ts';

const server = testDatabaseUrl();

function settledByHand() {
  let settle = { resolve: (_: string) => {}, reject: (_: Error) => {} };
  const promise = new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}

describe('the opening of a transaction', () => {
  const opened = (begins: Promise<unknown>) => {
    const asked: string[] = [];
    const opening = new Opening();
    const ask = (text: string) =>
      opening.ask(
        (what) => {
          const said = (what as { text: string }).text;
          asked.push(said);
          return said === 'begin' ? begins : Promise.resolve(said);
        },
        { text },
        [],
      );
    return { asked, ask };
  };

  it('travels with the first questions that read; the first that writes waits for it, and so does what follows', async () => {
    const begins = settledByHand();
    const { asked, ask } = opened(begins.promise);
    await ask('begin');
    expect(asked).toEqual([]);
    const questions = ['select 1', 'select 2 for update', 'update marks', 'select 3', 'commit'];
    const answers = Promise.all(questions.map(ask));
    expect(asked).toEqual(['begin', 'select 1', 'select 2 for update']);
    begins.resolve('begun');
    expect(await answers).toEqual(questions);
    expect(asked).toEqual(['begin', ...questions]);
    await ask('begin');
    void ask('select 4');
    expect(asked.slice(-2)).toEqual(['begin', 'select 4']);
  });

  it('lets nothing be written where it failed', async () => {
    for (const first of ['select 1', 'update marks', 'with gone as (delete from marks) select 1']) {
      const begins = settledByHand();
      const { asked, ask } = opened(begins.promise);
      await ask('begin');
      const answers = Promise.allSettled([ask(first), ask('update marks')]);
      begins.reject(new Error('no transaction'));
      expect((await answers).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(asked.filter((text) => text !== 'begin' && text !== 'select 1')).toEqual([]);
    }
  });
});

describe.skipIf(!server)('a connection to a server (needs TEST_DATABASE_URL)', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let open: OpenDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase(server ?? '');
    open = await openDatabase({ mode: 'cluster', url: fresh.url });
    await open.db.execute(sql`create table marks (n int primary key)`);
  });
  afterAll(async () => {
    await open.close();
    await fresh.drop();
  });

  type Asking = Pick<OpenDatabase['db'], 'execute'>;
  const first = async <T>(of: Asking, query: ReturnType<typeof sql>): Promise<T> => {
    const { rows } = (await of.execute(query)) as unknown as { rows: { value: T }[] };
    return (rows[0] as { value: T }).value;
  };
  const marks = (from: number, to: number) =>
    first<number[]>(
      open.db,
      sql`select coalesce(array_agg(n order by n), '{}') as value from marks where n between ${from} and ${to}`,
    );

  it('answers each question of many asked at once with its own answer', async () => {
    const answers = await transact(open.db, (tx) =>
      Promise.all(Array.from({ length: 60 }, (_, n) => first<number>(tx, sql`select ${n}::int as value`))),
    );
    expect(answers).toEqual(Array.from({ length: 60 }, (_, n) => n));
  });

  it('sends them in one write', async () => {
    const client = await (open.raw as pg.Pool).connect();
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    const before = stream.bytesWritten;
    const asked = [1, 2, 3].map((n) => client.query('select $1::int', [n]));
    expect(stream.bytesWritten - before).toBe(stream.writableLength);
    expect(stream.writableCorked).toBe(1);
    await Promise.all(asked);
    expect(stream.writableCorked).toBe(0);
    client.release();
  });

  it('undoes the whole transaction when one of them fails, and the connection serves the next', async () => {
    const failing = transact(open.db, (tx) =>
      Promise.all([
        tx.execute(sql`insert into marks values (1)`),
        tx.execute(sql`select 1 / 0`),
        tx.execute(sql`insert into marks values (2)`),
      ]),
    );
    await expect(failing).rejects.toMatchObject({ cause: { code: '22012' } });
    expect(await marks(1, 3)).toEqual([]);
    await transact(open.db, (tx) => tx.execute(sql`insert into marks values (3)`));
    expect(await marks(1, 3)).toEqual([3]);
  });

  it('rejects everything that was under way when the server ends it, and goes on with another', async () => {
    const cut = transact(open.db, (tx) =>
      Promise.all([
        tx.execute(sql`insert into marks values (4)`),
        tx.execute(sql`select pg_terminate_backend(pg_backend_pid())`),
        tx.execute(sql`insert into marks values (5)`),
      ]),
    );
    await expect(cut).rejects.toThrow();
    expect(await marks(4, 6)).toEqual([]);
    await transact(open.db, (tx) => tx.execute(sql`insert into marks values (6)`));
    expect(await marks(4, 6)).toEqual([6]);
  });
});
