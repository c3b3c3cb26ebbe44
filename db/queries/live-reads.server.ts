// Live posts that are to be read back by now: a few of each account at a time, so that no account keeps another's from being read.
import { and, asc, eq, lte, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { deliveries } from '#db/schema/deliveries.ts';

export interface PostToRead {
  id: string;
  schoolId: string;
  accountId: string;
}

/** Posts of one account that one run reads at most. */
export const OF_ONE_ACCOUNT = 20;

/**
 * What is to be read by `at`: those first that were never read in vain. Only `next_read_at` is asked, by its index: whatever else
 * stands in the way of reading is found out, and put right, by whoever reads.
 */
export async function postsToRead(db: Database | Tx, at: Date, limit: number): Promise<PostToRead[]> {
  return toRead(db, at, limit);
}

/** The query itself, to look at its plan. */
export function toRead(db: Database | Tx, at: Date, limit: number) {
  const due = db
    .select({
      id: deliveries.id,
      schoolId: deliveries.schoolId,
      accountId: deliveries.accountId,
      readsInVain: deliveries.readsInVain,
      nextReadAt: deliveries.nextReadAt,
      place: sql<number>`row_number() over (
        partition by ${deliveries.accountId} order by ${deliveries.readsInVain}, ${deliveries.nextReadAt})`.as(
        'place',
      ),
    })
    .from(deliveries)
    .where(and(eq(deliveries.kind, 'api'), lte(deliveries.nextReadAt, at)))
    .as('due');
  return db
    .select({ id: due.id, schoolId: due.schoolId, accountId: due.accountId })
    .from(due)
    .where(lte(due.place, OF_ONE_ACCOUNT))
    .orderBy(asc(due.readsInVain), asc(due.nextReadAt))
    .limit(limit);
}
