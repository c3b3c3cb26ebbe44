// One post on several accounts: which further accounts its author chose, and the posts that were made from it for them. Each of those is
// a whole post of its own account; only the one that leads them is ever edited.
import { foreignKey, index, pgTable, primaryKey, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { posts } from './posts.ts';
import { revisions } from './revisions.ts';

/** A further account that a post is also for, as its author chose; part of what is approved. */
export const postAccounts = pgTable(
  'post_accounts',
  {
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    accountId: uuid('account_id').notNull(),
    chosenBy: uuid('chosen_by')
      .notNull()
      .references(() => users.id),
    chosenAt: moment('chosen_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.accountId] }),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
  ],
);

/** The post that was made for a further account, and the very revision of the leading post it was made from. Never changed. */
export const crossPosts = pgTable(
  'cross_posts',
  {
    schoolId: schoolId(),
    postId: uuid('post_id').primaryKey(),
    leadPostId: uuid('lead_post_id').notNull(),
    leadRevisionId: uuid('lead_revision_id').notNull(),
    accountId: uuid('account_id').notNull(),
    madeAt: moment('made_at').notNull(),
  },
  (t) => [
    unique('cross_posts_once').on(t.leadRevisionId, t.accountId),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.leadPostId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({
      columns: [t.schoolId, t.leadRevisionId],
      foreignColumns: [revisions.schoolId, revisions.id],
    }),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
    index('cross_posts_lead').on(t.leadPostId),
  ],
);
