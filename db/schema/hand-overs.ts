// Posts given to a person to publish by hand: who has one, until when, and what they said became of it. One row for each time a post was
// handed out; rows are never removed. Why one was stopped is not kept here: it is the same word for every cause.
import { boolean, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { id, moment, schoolId } from './columns.ts';
import { deliveries } from './deliveries.ts';
import { users } from './people.ts';

export const HAND_OVER_ANSWERS = ['published', 'not_published', 'deleted'] as const;

export const handOvers = pgTable(
  'hand_overs',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    deliveryId: uuid('delivery_id').notNull(),
    /** the delivery's attempt that it is */
    attempt: integer('attempt').notNull(),
    personId: uuid('person_id')
      .notNull()
      .references(() => users.id),
    openedAt: moment('opened_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** of the content that was handed out */
    digest: text('digest').notNull(),
    /** since when it must not be published any more */
    stoppedAt: moment('stopped_at'),
    /** when people are next asked what became of it; null = answered */
    chaseAt: moment('chase_at'),
    chases: integer('chases').notNull().default(0),
    answer: text('answer', { enum: HAND_OVER_ANSWERS }),
    answeredAt: moment('answered_at'),
    answeredBy: uuid('answered_by').references(() => users.id),
    /** whoever answered said that no copy is left on their device */
    copiesDeleted: boolean('copies_deleted').notNull().default(false),
    link: text('link'),
  },
  (t) => [
    unique('hand_overs_once').on(t.deliveryId, t.attempt),
    foreignKey({ columns: [t.schoolId, t.deliveryId], foreignColumns: [deliveries.schoolId, deliveries.id] }),
    index('hand_overs_open')
      .on(t.schoolId)
      .where(sql`${t.answeredAt} is null`),
  ],
);
