// Posts of the school's shown again by another of its accounts, by a person's hand: who asked, who pressed, what they said became of it,
// and that it went with the original. Rows are never removed; a new try is a new row.
import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { posts } from './posts.ts';

/**
 * `asked`: nobody has it yet. `opened`: somebody may be pressing. `reposted`: up, by their word. `undo_wanted`: it is up, or may be, and
 * must not be. `not_made`: it never was. `gone`: it was, or may have been, and is no more.
 */
export const REPOST_STATES = ['asked', 'opened', 'reposted', 'undo_wanted', 'not_made', 'gone'] as const;

/** `given_up`: somebody said so. `stopped`: something had come up against it. The others: how one that was up ended. */
export const REPOST_ENDS = ['given_up', 'stopped', 'with_original', 'taken_back'] as const;

export const reposts = pgTable(
  'reposts',
  {
    id: id(),
    schoolId: schoolId(),
    /** the post that is shown again */
    postId: uuid('post_id').notNull(),
    /** the account that shows it */
    accountId: uuid('account_id').notNull(),
    state: text('state', { enum: REPOST_STATES }).notNull(),
    /** of what the post was approved as, when it was asked for */
    digest: text('digest').notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => users.id),
    askedAt: moment('asked_at').notNull(),
    openedBy: uuid('opened_by').references(() => users.id),
    openedAt: moment('opened_at'),
    answeredBy: uuid('answered_by').references(() => users.id),
    repostedAt: moment('reposted_at'),
    /** since when it must not be up */
    undoSince: moment('undo_since'),
    endedAt: moment('ended_at'),
    ended: text('ended', { enum: REPOST_ENDS }),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
    index('reposts_post').on(t.postId),
    uniqueIndex('reposts_one_at_a_time')
      .on(t.postId, t.accountId)
      .where(sql`${t.endedAt} is null`),
    index('reposts_open')
      .on(t.askedAt)
      .where(sql`${t.endedAt} is null`),
  ],
);
