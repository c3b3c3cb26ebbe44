// What the school's log says of one account, newest first: read from the end, since an account's access is renewed many times a day.
import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import type { StoredEvent } from './audit.server.ts';
import type { SchoolScope } from './posts.server.ts';

const { chain, text, seq, atMs } = auditEvents;

/** Up to `limit` events about the account that are not of the type `but`, and the newest one that is. */
export async function eventsOfAccount(
  db: Database,
  scope: SchoolScope,
  accountId: string,
  { but, limit }: { but: string; limit: number },
): Promise<StoredEvent[]> {
  const of = sql`${chain} = ${`school:${scope.schoolId}`} and (${text}::jsonb ->> 'accountId') = ${accountId}
    and (${text}::jsonb ->> 'type') like 'account.%'`;
  const read = (which: ReturnType<typeof sql>, most: number) =>
    db
      .select({ seq, atMs, text })
      .from(auditEvents)
      .where(sql`${of} and ${which}`)
      .orderBy(sql`${seq} desc`)
      .limit(most);
  const rows = [
    ...(await read(sql`(${text}::jsonb ->> 'type') <> ${but}`, limit)),
    ...(await read(sql`(${text}::jsonb ->> 'type') = ${but}`, 1)),
  ];
  return rows
    .sort((a, b) => b.seq - a.seq)
    .map((row) => ({
      seq: row.seq,
      at: new Date(row.atMs),
      event: JSON.parse(row.text) as StoredEvent['event'],
    }));
}
