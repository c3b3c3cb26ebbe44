// Posts of ours that are on a platform and must not be: a second copy of one that is live. Each row is a duty that outlives any worker.
import { foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { deliveries } from './deliveries.ts';

export const EXTRA_FOUND_BY = ['late_answer', 'look'] as const;

export const extraPosts = pgTable(
  'extra_posts',
  {
    id: id(),
    schoolId: schoolId(),
    deliveryId: uuid('delivery_id').notNull(),
    /** the copy's own id on the platform */
    platformId: text('platform_id').notNull(),
    foundAt: moment('found_at').notNull(),
    /** an answer that came after its attempt had been given up, or a look that found more than one */
    foundBy: text('found_by', { enum: EXTRA_FOUND_BY }).notNull(),
    tries: integer('tries').notNull().default(0),
    /** nobody else tries before */
    leaseUntil: moment('lease_until'),
    /** when people were asked to delete it by hand */
    toldAt: moment('told_at'),
    removedAt: moment('removed_at'),
    /** since when it is not found although nothing here deleted it; a second look has to say so */
    missingSince: moment('missing_since'),
    /** since when it is taken for somebody's own: it shows our photos under other words, and is read now and then, never deleted */
    notOursAt: moment('not_ours_at'),
  },
  (t) => [
    unique('extra_posts_once').on(t.deliveryId, t.platformId),
    foreignKey({ columns: [t.schoolId, t.deliveryId], foreignColumns: [deliveries.schoolId, deliveries.id] }),
    index('extra_posts_open').on(t.removedAt, t.leaseUntil),
  ],
);
