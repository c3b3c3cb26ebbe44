// Rows that come as one value of another row's statement are the very rows that would come if they were asked for by themselves, from
// either database: moments to the ms, dates, arrays, numbers, JSON and nulls.
import { asc, getTableColumns, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenDatabase } from '#db/client.server.ts';
import { rowsAsValue } from '#db/queries/rows-as-value.server.ts';
import { authorityHolders, consentDecisions, consentFormVersions } from '#db/schema/consent.ts';
import { roleGrants } from '#db/schema/people.ts';
import { pupils } from '#db/schema/pupils.ts';
import { schools } from '#db/schema/school.ts';
import { BOTH_DATABASES } from '#tests/support/both-databases.ts';

const TABLES = { authorityHolders, consentDecisions, consentFormVersions, roleGrants, pupils };

describe.each(BOTH_DATABASES)('rows as one value, from $from', ({ start, here }) => {
  let open: OpenDatabase;
  let end: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    if (!here) return;
    ({ open, end } = await start());
    await open.db
      .update(pupils)
      .set({ missingSince: new Date('2026-03-29T00:59:59.001Z'), knownAs: 'Zoë "Z" \\ O’Hara\n' });
  }, 120_000);
  afterAll(() => end?.());

  test.skipIf(!here).each(Object.entries(TABLES))('%s come out as they are', async (_name, table) => {
    const columns = getTableColumns(table) as Record<string, AnyPgColumn>;
    const asked = await open.db.select().from(table).orderBy(asc(table.id));
    expect(asked.length).toBeGreaterThan(1);
    const [row] = await open.db
      .select({ all: rowsAsValue(columns, sql`${table}`, [table.id]) })
      .from(schools)
      .limit(1);
    expect(row?.all).toStrictEqual(asked);
  });

  test.skipIf(!here)('no rows are an empty list, and each row has its own', async () => {
    const own = rowsAsValue({ id: pupils.id }, sql`${pupils} where ${pupils.schoolId} = ${schools.id}`, []);
    const none = rowsAsValue({ id: pupils.id }, sql`${pupils} where false`, []);
    const rows = await open.db.select({ id: schools.id, own, none }).from(schools);
    for (const { id, own: listed, none: nobody } of rows) {
      expect(listed).toHaveLength(await open.db.$count(pupils, sql`${pupils.schoolId} = ${id}`));
      expect(nobody).toEqual([]);
    }
    expect(rows.some(({ own: listed }) => listed.length > 0)).toBe(true);
  });
});
