// A process that writes pairs of rows, one transaction for each, into the solo database in the folder of its argument,
// and prints the number of each pair once it is acknowledged.
import { sql } from 'drizzle-orm';
import { openDatabase, transact } from '#db/client.server.ts';

const { db } = await openDatabase({ mode: 'solo', dir: process.argv[2] ?? '' });
await db.execute(sql`create table if not exists halves (pair int not null, half text not null)`);
const first = (await db.execute(sql`select coalesce(max(pair), 0)::int as n from halves`)) as unknown as {
  rows: { n: number }[];
};
for (let pair = (first.rows[0]?.n ?? 0) + 1; ; pair++) {
  await transact(db, async (tx) => {
    await tx.execute(sql`insert into halves values (${pair}, 'left')`);
    await tx.execute(sql`insert into halves values (${pair}, 'right')`);
  });
  console.log(pair);
}
