// What somebody with the database's own password could do: change the log behind the product's back.
import { sql } from 'drizzle-orm';
import { type DatabaseSettings, openDatabase } from '#db/client.server.ts';

/**
 * Changes one byte of the record of an approval, as a database's owner can after putting the guard aside.
 * Out: which entry it was.
 */
export async function changeOneByte(settings: DatabaseSettings): Promise<{ chain: string; seq: number }> {
  const { db, close } = await openDatabase(settings);
  try {
    await db.execute(sql`alter table audit_events disable trigger audit_events_append_only`);
    const changed = await db.execute(sql`
      update audit_events set text = overlay(text placing 'i' from position('"approve"' in text) + 1 for 1)
      where (chain, seq) = (
        select chain, seq from audit_events where position('"approve"' in text) > 0 order by at_ms limit 1
      )
      returning chain, seq::int as seq`);
    await db.execute(sql`alter table audit_events enable trigger audit_events_append_only`);
    const [entry] = (changed as { rows: { chain: string; seq: number }[] }).rows;
    if (!entry) throw new Error('the log holds no approval');
    return entry;
  } finally {
    await close();
  }
}
