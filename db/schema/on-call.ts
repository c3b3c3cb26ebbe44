// Who is asked, and in which order, when a takedown needs a person: a list of each school.
import { integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';

export const onCall = pgTable(
  'on_call',
  {
    schoolId: schoolId().references(() => schools.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    /** from 0: the first is asked first */
    position: integer('position').notNull(),
    setBy: uuid('set_by')
      .notNull()
      .references(() => users.id),
    setAt: moment('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.userId] })],
);
