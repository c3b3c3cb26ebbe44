// An open concern about a post, a pupil or a photo stops publishing (R-87, gate condition 9).
import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';

export const concerns = pgTable(
  'concerns',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    postId: uuid('post_id'),
    pupilId: uuid('pupil_id'),
    photoSha256: text('photo_sha256'),
    openedBy: uuid('opened_by')
      .notNull()
      .references(() => users.id),
    openedAt: moment('opened_at').notNull(),
    closedAt: moment('closed_at'),
  },
  (t) => [
    index('concerns_open')
      .on(t.schoolId)
      .where(sql`${t.closedAt} is null`),
  ],
);
