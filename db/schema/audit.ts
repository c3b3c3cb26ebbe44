// The append-only log: one chain per school, per trust and for the system; a trigger forbids update, delete and truncate.
import { sql } from 'drizzle-orm';
import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/** The head of each chain, locked last in every transaction that records something. */
export const auditChains = pgTable('audit_chains', {
  chain: text('chain').primaryKey(),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  head: text('head').notNull(),
  atMs: bigint('at_ms', { mode: 'number' }).notNull().default(0),
});

/** `text` is the canonical JSON that was signed; ids used for look-up are derived from it by the database itself. */
export const auditEvents = pgTable(
  'audit_events',
  {
    chain: text('chain').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    atMs: bigint('at_ms', { mode: 'number' }).notNull(),
    text: text('text').notNull(),
    prev: text('prev').notNull(),
    mac: text('mac').notNull(),
    keyId: text('key_id').notNull(),
    postId: uuid('post_id').generatedAlwaysAs(sql`((text::jsonb ->> 'postId')::uuid)`),
    pupilId: uuid('pupil_id').generatedAlwaysAs(sql`((text::jsonb ->> 'pupilId')::uuid)`),
  },
  (t) => [
    primaryKey({ columns: [t.chain, t.seq] }),
    index('audit_events_post').on(t.postId),
    index('audit_events_pupil').on(t.pupilId),
    index('audit_events_account')
      .on(t.chain, sql`(text::jsonb ->> 'accountId')`, t.seq)
      .where(sql`(text::jsonb ->> 'accountId') is not null`),
  ],
);

/** Free words that an event refers to by salted hash; they can be erased while the chain still verifies. */
export const auditWords = pgTable('audit_words', {
  hash: text('hash').primaryKey(),
  schoolId: uuid('school_id'),
  salt: text('salt').notNull(),
  words: text('words'),
  erasedAt: moment('erased_at'),
});

/** Sign-ins and views: not chained, kept one month. */
export const monitoringEvents = pgTable(
  'monitoring_events',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    at: moment('at').notNull(),
    userId: uuid('user_id'),
    schoolId: uuid('school_id'),
    what: text('what', {
      enum: ['signed_in', 'sign_in_failed', 'signed_out', 'viewed_pupil', 'viewed_post', 'checked_use'],
    }).notNull(),
    subjectId: uuid('subject_id'),
  },
  (t) => [index('monitoring_events_at').on(t.at)],
);
