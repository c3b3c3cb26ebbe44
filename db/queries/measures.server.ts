// Counts for whoever watches an installation, over all its schools; each is answered from an index and none reads what has ended.
import { and, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.server.ts';
import { accountCredentials } from '#db/schema/account-connections.ts';
import { deliveries } from '#db/schema/deliveries.ts';
import { mails } from '#db/schema/mails.ts';
import { posts } from '#db/schema/posts.ts';
import { takedowns } from '#db/schema/takedowns.ts';
import { staffMailsWaiting } from './staff-mails.server.ts';

export const WATCHED_POSTS = ['scheduled', 'publishing', 'unknown'] as const;
export const WATCHED_DELIVERIES = [
  'preparing',
  'sending',
  'handed_out',
  'unknown',
  'failed',
  'absent',
] as const;

const many = sql<number>`count(*)::int`;
/** Every name with its count, 0 where there is none. */
const counted = (names: readonly string[], rows: { name: string; count: number }[]) =>
  Object.fromEntries(names.map((name) => [name, rows.find((row) => row.name === name)?.count ?? 0]));

export interface CountsToWatch {
  posts: Record<string, number>;
  deliveries: Record<string, number>;
  connections: Record<string, number>;
  mailsWaiting: number;
  staffMails: { count: number; oldest: Date | null };
  openTakedowns: number;
}

export async function countsToWatch(db: Database): Promise<CountsToWatch> {
  const ofPosts = await db
    .select({ name: posts.status, count: many })
    .from(posts)
    .where(inArray(posts.status, [...WATCHED_POSTS]))
    .groupBy(posts.status);
  const ofDeliveries = await db
    .select({ name: deliveries.state, count: many })
    .from(deliveries)
    .where(inArray(deliveries.state, [...WATCHED_DELIVERIES]))
    .groupBy(deliveries.state);
  const ofConnections = await db
    .select({ name: accountCredentials.status, count: many })
    .from(accountCredentials)
    .groupBy(accountCredentials.status);
  const [waiting] = await db
    .select({ count: many })
    .from(mails)
    .where(and(isNull(mails.sentAt), isNull(mails.failedAt)));
  const [open] = await db.select({ count: many }).from(takedowns).where(isNull(takedowns.endedAt));
  return {
    posts: counted(WATCHED_POSTS, ofPosts),
    deliveries: counted(WATCHED_DELIVERIES, ofDeliveries),
    connections: Object.fromEntries(ofConnections.map(({ name, count }) => [name, count])),
    mailsWaiting: waiting?.count ?? 0,
    staffMails: await staffMailsWaiting(db),
    openTakedowns: open?.count ?? 0,
  };
}
