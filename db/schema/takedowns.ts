// Takedowns: why each was wanted, who sees to it, and how it ended.
import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { deliveries } from './deliveries.ts';
import { users } from './people.ts';
import { posts } from './posts.ts';

export const TAKEDOWN_CAUSES = [
  'permission_changed',
  'should_not_be_shown',
  'mistake',
  'asked_from_outside',
  /** the day until which it was to stay live is over */
  'time_over',
  'other',
  /** taken down at one press; why is said afterwards, or never */
  'not_said',
] as const;

/** A request to take a live post down, with its clock and its end. */
export const takedowns = pgTable(
  'takedowns',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    deliveryId: uuid('delivery_id').notNull(),
    cause: text('cause', { enum: TAKEDOWN_CAUSES }).notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: moment('requested_at').notNull(),
    deadlineAt: moment('deadline_at').notNull(),
    /** Who sees to it that it is gone; a person, whoever else may help. */
    ownerId: uuid('owner_id').references(() => users.id),
    /** Since when only a person can do it: the platform or the account cannot be reached. */
    byHandSince: moment('by_hand_since'),
    /** How it was found: by the record of its use, or because its picture looks like one that is coming down. */
    foundBy: text('found_by', { enum: ['usage', 'likeness', 'person'] })
      .notNull()
      .default('usage'),
    /** Until when somebody may look and say that it is another picture; null = it is removed at once. */
    removesAt: moment('removes_at'),
    /** When the people responsible were told that it is late. */
    lateToldAt: moment('late_told_at'),
    /** Who said afterwards why, and when; what they wrote, as the hash of its words. */
    explainedBy: uuid('explained_by').references(() => users.id),
    explainedAt: moment('explained_at'),
    noteHash: text('note_hash'),
    /** How many people of the on-call list were asked, when the next is, and who said that they have it. */
    calls: integer('calls').notNull().default(0),
    nextCallAt: moment('next_call_at'),
    acknowledgedBy: uuid('acknowledged_by').references(() => users.id),
    acknowledgedAt: moment('acknowledged_at'),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: moment('lease_until'),
    endedAt: moment('ended_at'),
    outcome: text('outcome', { enum: ['removed', 'never_live', 'another_picture', 'failed'] }),
    /** how it was proved gone, when it was */
    provedBy: text('proved_by', { enum: ['platform', 'person'] }),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.deliveryId], foreignColumns: [deliveries.schoolId, deliveries.id] }),
    unique('takedowns_school_id_id').on(t.schoolId, t.id),
    index('takedowns_open').on(t.endedAt, t.leaseUntil),
    index('takedowns_of_school').on(t.schoolId, t.requestedAt),
    index('takedowns_to_call')
      .on(t.nextCallAt)
      .where(sql`${t.nextCallAt} is not null`),
  ],
);
