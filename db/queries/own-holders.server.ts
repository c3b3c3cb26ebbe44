// A pupil's own entry among the people who may answer for them.
import type { Tx } from '#db/client.server.ts';
import { authorityHolders } from '#db/schema/consent.ts';

/** Writes the entry; returns its id. */
export async function insertOwnHolder(db: Tx, row: typeof authorityHolders.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(authorityHolders).values(row).returning({ id: authorityHolders.id });
  if (!inserted) throw new Error('the person was not stored');
  return inserted.id;
}
