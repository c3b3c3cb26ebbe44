// The embedded database on real files: nothing that was acknowledged is lost by kill -9, and no transaction is there by half.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#db/client.server.ts';
import { startChild } from '#tests/support/child.ts';
import { freshDatabase } from '#tests/support/database.ts';

let dir: string;
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'gatepost-database-'))));
afterAll(() => rm(dir, { recursive: true }));

test('twice killed with -9 while writing, it has every acknowledged transaction, whole', async () => {
  const folder = join(dir, 'database');
  let acknowledged = 0;
  for (let round = 0; round < 2; round++) {
    const writer = await startChild('tests/support/processes/write-pairs.ts', [folder]);
    const goal = acknowledged + 20;
    while (acknowledged < goal) acknowledged = Number(await writer.nextLine());
    await writer.kill('SIGKILL');
  }
  expect((await stat(folder)).mode & 0o077).toBe(0);

  const database = await openDatabase({ mode: 'solo', dir: folder });
  const { rows } = (await database.db.execute(
    sql`select pair, string_agg(half, ' ' order by half) as halves from halves group by pair order by pair`,
  )) as unknown as { rows: { pair: number; halves: string }[] };
  expect(rows.length).toBeGreaterThanOrEqual(acknowledged);
  expect(rows).toEqual(rows.map((_, index) => ({ pair: index + 1, halves: 'left right' })));

  await database.checkpoint();
  await database.close();
  await database.close();
  const again = await openDatabase({ mode: 'solo', dir: folder });
  const count = (await again.db.execute(sql`select count(*)::int as n from halves`)) as unknown as {
    rows: { n: number }[];
  };
  expect(count.rows[0]?.n).toBe(rows.length * 2);
  await again.close();
});

test('close waits for the transaction that runs', async () => {
  const database = await freshDatabase();
  const order: string[] = [];
  const running = database.db.transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    order.push('the transaction ended');
  });
  await Promise.all([running, database.close().then(() => order.push('closed'))]);
  expect(order).toEqual(['the transaction ended', 'closed']);
});
