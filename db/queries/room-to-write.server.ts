// Whether the database takes writes at all. Reading goes on for a long time on a full disk or on a server that is only a copy of
// another, and everything looks well until somebody presses a button; so it is asked to write, where nobody sees it.
import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';

/**
 * Writes one row into a table of this transaction's own, which needs new room on the disk and is gone with it.
 * Errors: the database's own, such as 53100 (no room) or 25006 (it only reads).
 */
export async function writeSomething(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`create temporary table room_to_write (filler text) on commit drop`);
    await tx.execute(sql`insert into room_to_write values (repeat('-', 64))`);
  });
}
