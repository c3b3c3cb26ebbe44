// Drafts that were started from a post that had been taken down: which post each comes from, and which of its photos were left behind.
import { foreignKey, index, jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import type { LeftBehind } from '#app/domain/corrections/photos-to-carry.ts';
import { moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { posts } from './posts.ts';
import { revisions } from './revisions.ts';

/** Never changed. A post that was taken down can have several over time, of which all but the last came to nothing. */
export const corrections = pgTable(
  'corrections',
  {
    schoolId: schoolId(),
    /** the draft that puts it right */
    postId: uuid('post_id').primaryKey(),
    /** the post that was taken down */
    fromPostId: uuid('from_post_id').notNull(),
    /** what had been submitted of it last: what the correction is compared with */
    fromRevisionId: uuid('from_revision_id').notNull(),
    leftBehind: jsonb('left_behind').$type<LeftBehind[]>().notNull(),
    startedBy: uuid('started_by')
      .notNull()
      .references(() => users.id),
    startedAt: moment('started_at').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.fromPostId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({
      columns: [t.schoolId, t.fromRevisionId],
      foreignColumns: [revisions.schoolId, revisions.id],
    }),
    index('corrections_from').on(t.fromPostId),
  ],
);
