// The trust's policy as people acknowledged it, and their training: conditions of drafting.
import { integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment } from './columns.ts';
import { users } from './people.ts';
import { trusts } from './school.ts';

export const policyVersions = pgTable(
  'policy_versions',
  {
    id: id(),
    trustId: uuid('trust_id')
      .notNull()
      .references(() => trusts.id),
    version: integer('version').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull(),
    /** lower-case hex SHA-256 of `body` */
    bodyHash: text('body_hash').notNull(),
    effectiveFrom: moment('effective_from').notNull(),
  },
  (t) => [unique('policy_versions_number').on(t.trustId, t.version)],
);

export const acknowledgements = pgTable(
  'acknowledgements',
  {
    policyVersionId: uuid('policy_version_id')
      .notNull()
      .references(() => policyVersions.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    bodyHash: text('body_hash').notNull(),
    acknowledgedAt: moment('acknowledged_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.policyVersionId, t.userId] })],
);

export const trainingRecords = pgTable('training_records', {
  id: id(),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id),
  course: text('course', { enum: ['drafting', 'spokesperson'] }).notNull(),
  completedAt: moment('completed_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
});
