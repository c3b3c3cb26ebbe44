// Named people: who they are, how they sign in, which role they hold where and since when.
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, moment } from './columns.ts';
import { schools, trusts } from './school.ts';

export const ROLES = [
  'teacher',
  'headteacher',
  'deputy',
  'comms_lead',
  'school_office',
  'data_lead',
  'dpo',
  'dsl',
  'deputy_dsl',
  'trust_admin',
  'governor',
] as const;

/** The sign-in library's user, with the trust it belongs to. Invite-only: rows are made by set-up or an administrator. */
export const users = pgTable(
  'users',
  {
    id: id(),
    trustId: uuid('trust_id')
      .notNull()
      .references(() => trusts.id),
    name: text('name').notNull(),
    email: text('email').notNull().unique(),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: text('image'),
    jobTitle: text('job_title').notNull().default(''),
    /** Set when the person leaves: no role counts and no session lives after it. */
    leftAt: moment('left_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('users_trust_id_id').on(t.trustId, t.id)],
);

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text('token').notNull().unique(),
    expiresAt: moment('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** When this person last proved who they are with their password: at sign-in, or when asked again. */
    confirmedAt: moment('confirmed_at'),
    /** Signed in on a device that others use too: nothing is kept on it, and it locks after ten minutes. */
    sharedDevice: boolean('shared_device').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (t) => [index('sessions_user').on(t.userId)],
);

/** The sign-in library's credentials table: one row a way of signing in (password now; single sign-on later). */
export const credentials = pgTable(
  'credentials',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (t) => [uniqueIndex('credentials_provider').on(t.providerId, t.accountId)],
);

export const verifications = pgTable('verifications', {
  id: id(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: moment('expires_at').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  updatedAt: moment('updated_at').notNull().defaultNow(),
});

/** Counts of sign-in tries, kept in the database so that a restart forgives nobody. Keys are keyed digests, never an address. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').primaryKey(),
    tries: integer('tries').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index('rate_limits_expiry').on(t.expiresAt)],
);

/** One role, in one school (or, with no school, in the whole trust), for a time. */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: id(),
    trustId: uuid('trust_id')
      .notNull()
      .references(() => trusts.id),
    schoolId: uuid('school_id').references(() => schools.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    role: text('role', { enum: ROLES }).notNull(),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at'),
  },
  (t) => [
    index('role_grants_user').on(t.userId),
    index('role_grants_school').on(t.schoolId),
    check('trust_roles_have_no_school', sql`(${t.role} in ('trust_admin')) = (${t.schoolId} is null)`),
  ],
);

/** A headteacher's dated delegation of approval to a named deputy. */
export const delegations = pgTable(
  'delegations',
  {
    id: id(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    fromUserId: uuid('from_user_id')
      .notNull()
      .references(() => users.id),
    toUserId: uuid('to_user_id')
      .notNull()
      .references(() => users.id),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('delegations_school_id_id').on(t.schoolId, t.id),
    check('delegation_not_to_oneself', sql`${t.fromUserId} <> ${t.toUserId}`),
  ],
);
