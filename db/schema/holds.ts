// What stops a post, and since when.
import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { posts } from './posts.ts';

export const HOLD_CAUSES = [
  'permission_changed',
  /** a photo in it looks like one that somebody said no to, or that is coming down */
  'looks_alike',
  'stopped_by_person',
  'approval_not_valid',
  'account_not_open',
  'people_not_in_role',
  'photo_not_clean',
  'check_failed',
  'concern_open',
  'not_accounted_for',
  'platform_refused',
  'not_on_platform',
  'removal_wanted',
  'trip_changed',
  /** the platform no longer takes our word for the account, or somebody ended the connection */
  'account_disconnected',
  /** the platform takes nothing more until somebody pays */
  'no_credit',
  /** somebody posted the same words on the account themselves */
  'same_words_there',
] as const;

/** Why a post is stopped. A post is held while any of its holds is open. */
export const holds = pgTable(
  'holds',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    cause: text('cause', { enum: HOLD_CAUSES }).notNull(),
    openedAt: moment('opened_at').notNull(),
    /** a person's id, or the name of a system actor */
    openedBy: text('opened_by').notNull(),
    closedAt: moment('closed_at'),
    closedBy: text('closed_by'),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    index('holds_open')
      .on(t.postId)
      .where(sql`${t.closedAt} is null`),
  ],
);
