// How fast an account may be posted to, what calls to platforms have cost, and which workers are alive.
import { bigint, date, foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { moment, schoolId } from './columns.ts';

/** One row for each account that has ever been posted to: the moment from which it may be posted to again, and what is left. */
export const accountPace = pgTable(
  'account_pace',
  {
    accountId: uuid('account_id').primaryKey(),
    schoolId: schoolId(),
    /** posts of one account are spaced: not before this moment */
    nextSendAt: moment('next_send_at'),
    /** whose turn that is */
    turnDeliveryId: uuid('turn_delivery_id'),
    /** nothing is called before this moment, and our own code for why */
    blockedUntil: moment('blocked_until'),
    blockCode: text('block_code', { enum: ['busy', 'no_credit', 'day_limit'] }),
    /** as the platform last said: calls left to post, and when that begins anew */
    postsLeft: integer('posts_left'),
    postsResetAt: moment('posts_reset_at'),
    dayLeft: integer('day_left'),
    dayResetAt: moment('day_reset_at'),
    /** the same for deletions, which have a limit of their own */
    removalsLeft: integer('removals_left'),
    removalsResetAt: moment('removals_reset_at'),
    toldAt: moment('told_at'),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
  ],
);

/** Calls made for an account in a month, and what they cost, in millionths of a US dollar. */
export const platformCalls = pgTable(
  'platform_calls',
  {
    schoolId: schoolId(),
    accountId: uuid('account_id').notNull(),
    /** first day of the month, in UTC, as platforms bill */
    month: date('month', { mode: 'string' }).notNull(),
    call: text('call', { enum: ['upload', 'create', 'look', 'read', 'remove', 'connect'] }).notNull(),
    count: integer('count').notNull().default(0),
    microDollars: bigint('micro_dollars', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.month, t.call] }),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
  ],
);

/** Workers that are alive: each writes its moment, so that the pages know when there is none. */
export const workerBeats = pgTable('worker_beats', {
  workerId: uuid('worker_id').primaryKey(),
  startedAt: moment('started_at').notNull(),
  at: moment('at').notNull(),
});
