// A change that is put together once writes the very rows that it writes when it is put together anew: on either database, whichever
// columns are changed, with everything that a text, a list or a moment can hold.
import { asc, eq, type Placeholder, sql } from 'drizzle-orm';
import { boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OpenDatabase, transact } from '#db/client.server.ts';
import { keptChange } from '#db/kept-change.server.ts';
import { moment } from '#db/schema/columns.ts';
import { BOTH_DATABASES } from '#tests/support/both-databases.ts';

const shelves = pgTable('shelves', {
  id: integer('id').primaryKey(),
  label: text('label'),
  things: text('things').array().notNull().default([]),
  at: moment('at'),
  open: boolean('open').notNull().default(false),
  more: jsonb('more'),
});
const BY_ID = asc(shelves.id);

const put = () => {
  let built = 0;
  const ask = keptChange(shelves, (db, rows) => {
    built++;
    return db.insert(shelves).values(rows).returning();
  });
  return { ask, built: () => built };
};
const change = () => {
  let built = 0;
  const ask = keptChange(shelves, (db, [set], { which }: Record<'which', Placeholder>) => {
    built++;
    return db.update(shelves).set(set).where(eq(shelves.id, which)).returning();
  });
  return { ask, built: () => built };
};

const anything = fc.record(
  {
    label: fc.option(fc.string({ unit: 'grapheme' }).map((said) => said.replaceAll('\0', ''))),
    things: fc.array(fc.constantFrom('', 'a,b', '{}', '"', '\\', 'null', 'é 🐑')),
    at: fc.option(fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })),
    open: fc.boolean(),
    more: fc.option(fc.constantFrom({ a: [1, null] }, 'text', 7, [])),
  },
  { requiredKeys: [] },
);

describe.each(BOTH_DATABASES)('a change that is kept, from $from', ({ start, here }) => {
  let open: OpenDatabase;
  let end: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    if (!here) return;
    ({ open, end } = await start());
    await open.db.execute(
      sql`create table shelves (id int primary key, label text, things text[] not null default '{}',
        at timestamptz, open boolean not null default false, more jsonb)`,
    );
  }, 120_000);
  afterAll(() => end?.());

  const all = () => open.db.select().from(shelves).orderBy(BY_ID);

  test.skipIf(!here)('writes what the plain change writes, whichever columns it changes', async () => {
    const { ask } = change();
    await transact(open.db, (tx) => put().ask(tx, [{ id: 1 }, { id: 2 }], {}));
    const [kept, plain] = [{ id: 1 }, { id: 2 }];
    await fc.assert(
      fc.asyncProperty(anything, async (values) => {
        fc.pre(Object.keys(values).length > 0);
        const rows = await transact(open.db, (tx) => ask(tx, [values], { which: kept.id }));
        const asPlain = await open.db.update(shelves).set(values).where(eq(shelves.id, plain.id)).returning();
        expect(rows.map((row) => ({ ...row, ...plain }))).toStrictEqual(asPlain);
      }),
      { numRuns: 120 },
    );
    const [one, two] = await all();
    expect({ ...one, ...plain }).toStrictEqual(two);
  });

  test.skipIf(!here)(
    'is put together once for each set of columns, and leaves out what is undefined',
    async () => {
      const { ask, built } = change();
      await transact(open.db, async (tx) => {
        await put().ask(tx, [{ id: 10 }], {});
        const which = 10;
        await ask(tx, [{ label: 'first', open: true }], { which });
        await ask(tx, [{ label: 'second', open: false }], { which });
        const [row] = await ask(tx, [{ label: 'third', open: undefined }], { which });
        expect(row).toMatchObject({ label: 'third', open: false });
        expect(built()).toBe(2);
        expect(await ask(tx, [{ label: 'nobody' }], { which: 11 })).toEqual([]);
      });
    },
  );

  test.skipIf(!here)('takes several rows in their order, each number of them once', async () => {
    const { ask, built } = put();
    await transact(open.db, async (tx) => {
      const at = new Date('2026-10-25T00:59:59.999Z');
      await ask(
        tx,
        [
          { id: 23, label: 'c' },
          { id: 21, label: null, things: ['a,b'], at },
        ],
        {},
      );
      await ask(
        tx,
        [
          { id: 22, label: 'b' },
          { id: 24, label: 'd', things: [], at },
        ],
        {},
      );
      await ask(tx, [{ id: 25, label: 'e' }], {});
      expect(built()).toBe(2);
    });
    const rows = (await all()).filter(({ id }) => id > 20);
    expect(rows.map(({ label }) => label)).toEqual([null, 'b', 'c', 'd', 'e']);
    expect(rows[0]).toMatchObject({ things: ['a,b'], at: new Date('2026-10-25T00:59:59.999Z') });
  });

  test.skipIf(!here)('is undone with its transaction, and knows its columns', async () => {
    const undone = transact(open.db, async (tx) => {
      await put().ask(tx, [{ id: 30 }], {});
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect((await all()).map(({ id }) => id)).not.toContain(30);
    const stranger = { id: 31, colour: 'red' };
    const put31 = transact(open.db, async (tx) => void (await put().ask(tx, [stranger], {})));
    await expect(put31).rejects.toThrow('no such column');
  });
});
