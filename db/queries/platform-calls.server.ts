// Calls made for an account in a month, counted by kind, with what they cost.
import { and, eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server.ts';
import { platformCalls } from '#db/schema/pace.ts';
import type { SchoolScope } from './posts.server.ts';

export type CallsRow = Pick<typeof platformCalls.$inferSelect, 'call' | 'count' | 'microDollars'>;

export type CallsMade = Required<typeof platformCalls.$inferInsert>;

/** Adds calls to those of the account's month; at most one row for each kind of call and month. */
export async function addCalls(db: Database | Tx, rows: CallsMade[]): Promise<void> {
  await db
    .insert(platformCalls)
    .values(rows)
    .onConflictDoUpdate({
      target: [platformCalls.accountId, platformCalls.month, platformCalls.call],
      set: {
        count: sql`${platformCalls.count} + excluded.count`,
        microDollars: sql`${platformCalls.microDollars} + excluded.micro_dollars`,
      },
    });
}

/** What was asked of the platform for one account in a month. In: the month's first day, `2026-11-01`. */
export async function callsOfMonth(
  db: Database | Tx,
  scope: SchoolScope,
  accountId: string,
  month: string,
): Promise<CallsRow[]> {
  return db
    .select({
      call: platformCalls.call,
      count: platformCalls.count,
      microDollars: platformCalls.microDollars,
    })
    .from(platformCalls)
    .where(
      and(
        eq(platformCalls.schoolId, scope.schoolId),
        eq(platformCalls.accountId, accountId),
        eq(platformCalls.month, month),
      ),
    );
}
