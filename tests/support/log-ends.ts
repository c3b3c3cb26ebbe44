// The last events of one chain of the log, as they were written.
import { desc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { auditEvents } from '#db/schema/audit.ts';

/** The last `count` events of the chain, oldest of them first. */
export async function lastEvents(db: Database, chain: string, count: number): Promise<unknown[]> {
  const rows = await db
    .select({ text: auditEvents.text })
    .from(auditEvents)
    .where(eq(auditEvents.chain, chain))
    .orderBy(desc(auditEvents.seq))
    .limit(count);
  return rows.reverse().map(({ text }) => JSON.parse(text) as unknown);
}
