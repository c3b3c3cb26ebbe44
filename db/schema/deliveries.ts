// One delivery for each (revision, account): the only record that decides whether something was sent; uses and takedowns hang on it.
import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { accounts } from './accounts.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { posts } from './posts.ts';
import { revisions } from './revisions.ts';

export const DELIVERY_STATES = [
  'waiting',
  'preparing',
  'sending',
  /** by hand: a named person has the post and has not yet said what became of it */
  'handed_out',
  'published',
  'published_by_hand',
  'unknown',
  'failed',
  'absent',
] as const;

export interface RemovalProof {
  /** how it was proved gone: the platform said so, or a person's evidence */
  by: 'platform' | 'person';
  detail: string;
  /** the platform has confirmed it since: what a person said, or what it had said itself an hour before */
  seenGone?: true;
}

export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    accountId: uuid('account_id').notNull(),
    kind: text('kind', { enum: ['api', 'by_hand'] }).notNull(),
    state: text('state', { enum: DELIVERY_STATES }).notNull(),
    /** Goes up with every claim; part of every compare-and-set. */
    attempt: integer('attempt').notNull().default(0),
    leaseUntil: moment('lease_until'),
    /** Not before this moment (a platform asked us to wait). */
    retryAt: moment('retry_at'),
    /** Set in the commit that comes just before the create call: the meaning of "already sent". */
    sentAt: moment('sent_at'),
    /** Ids of the photos as handed over for this attempt; earlier attempts' stand in `delivery_attempts`. */
    mediaIds: text('media_ids').array().notNull().default([]),
    /** Until when the platform keeps them. */
    mediaExpireAt: moment('media_expire_at'),
    /** On a platform that takes a key of ours: the record's key and moment, the same for every attempt, so that a repeat is harmless. */
    recordKey: text('record_key'),
    recordAt: moment('record_at'),
    /** How often the platform refused the connection during this delivery, since it last went well. */
    authRefusals: integer('auth_refusals').notNull().default(0),
    platformId: text('platform_id'),
    /** By hand: who was asked to publish it; null = whoever looks after the accounts. */
    handPublisherId: uuid('hand_publisher_id').references(() => users.id),
    publishedAt: moment('published_at'),
    verifiedAt: moment('verified_at'),
    /** Good looks at the platform that did not find it, while the outcome is unknown. */
    looks: integer('looks').notNull().default(0),
    lastLookAt: moment('last_look_at'),
    /** The last look that really was one: an outage says nothing. */
    lastGoodLookAt: moment('last_good_look_at'),
    /** When the live post is next read, and how many reads in a row told nothing. */
    nextReadAt: moment('next_read_at'),
    readsInVain: integer('reads_in_vain').notNull().default(0),
    /** Since when it is not there any more although nobody here removed it; a second look has to say so. */
    missingSince: moment('missing_since'),
    goneAt: moment('gone_at'),
    /** What of it is no longer as we sent it. */
    drift: text('drift', { enum: ['words', 'photos', 'alt_text'] }),
    removalWantedAt: moment('removal_wanted_at'),
    removedAt: moment('removed_at'),
    proof: jsonb('proof').$type<RemovalProof>(),
    /** The last outcome in one short line of our own; never the platform's text with personal data. */
    lastWhy: text('last_why'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('deliveries_school_id_id').on(t.schoolId, t.id),
    unique('deliveries_once').on(t.revisionId, t.accountId),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.revisionId], foreignColumns: [revisions.schoolId, revisions.id] }),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
    index('deliveries_state').on(t.state, t.leaseUntil),
    index('deliveries_removal').on(t.removalWantedAt),
    index('deliveries_post').on(t.postId),
    index('deliveries_published')
      .on(t.schoolId, t.publishedAt)
      .where(sql`${t.publishedAt} is not null`),
    index('deliveries_removed')
      .on(t.removedAt)
      .where(sql`${t.removedAt} is not null`),
    index('deliveries_platform_id').on(t.platformId),
    index('deliveries_to_read')
      .on(t.nextReadAt)
      .where(sql`${t.nextReadAt} is not null`),
  ],
);

/** Every attempt at a delivery, kept for good: what a lost post is recognised by, and what the platform said. */
export const deliveryAttempts = pgTable(
  'delivery_attempts',
  {
    schoolId: schoolId(),
    deliveryId: uuid('delivery_id').notNull(),
    attempt: integer('attempt').notNull(),
    mediaIds: text('media_ids').array().notNull().default([]),
    /** set in the commit just before the create call; null = it was never about to be sent */
    sentAt: moment('sent_at'),
    endedAt: moment('ended_at'),
    outcome: text('outcome', {
      enum: [
        'published',
        'not_sent',
        'busy',
        'needs_reconnect',
        'no_credit',
        'refused',
        'unknown',
        'stopped',
      ],
    }),
    /** whether the call reached the platform at all */
    connected: boolean('connected'),
    status: integer('status'),
    /** the platform's own number for the call (X: `x-transaction-id`), for asking them about it */
    transactionId: text('transaction_id'),
    apiVersion: text('api_version'),
    /** what it put on the platform, if it said so, however late */
    platformId: text('platform_id'),
  },
  (t) => [
    primaryKey({ columns: [t.deliveryId, t.attempt] }),
    foreignKey({ columns: [t.schoolId, t.deliveryId], foreignColumns: [deliveries.schoolId, deliveries.id] }),
  ],
);
