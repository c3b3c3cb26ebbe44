// The register of official accounts, who approved each, and its sealed token.
import { boolean, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { ACCOUNT_KINDS } from '#app/domain/consent/consent-vocabulary.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';

export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    platform: text('platform', { enum: ['x'] }).notNull(),
    handle: text('handle').notNull(),
    displayName: text('display_name').notNull(),
    purpose: text('purpose').notNull(),
    audience: text('audience').notNull(),
    ownerId: uuid('owner_id')
      .notNull()
      .references(() => users.id),
    /** Practice accounts post to the sandbox on this machine; nothing leaves it. */
    practice: boolean('practice').notNull(),
    /** Whose account it is; consent reaches some kinds and not others. */
    kind: text('kind', { enum: ACCOUNT_KINDS }).notNull().default('school'),
    /** Subjects a department's account may post about; empty for every other account (T-22, R-14). */
    subjects: text('subjects').array().notNull().default([]),
    /** Whether moving pictures may go out here; otherwise one frame of them does (I-01). */
    movingPictures: boolean('moving_pictures').notNull().default(false),
    platformUserId: text('platform_user_id'),
    approvedBy: uuid('approved_by').references(() => users.id),
    approvedAt: moment('approved_at'),
    /** In date from `opensAt` until `closesAt` (null = open-ended). */
    opensAt: moment('opens_at'),
    closesAt: moment('closes_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('accounts_school_id_id').on(t.schoolId, t.id),
    uniqueIndex('accounts_handle').on(t.platform, t.handle),
  ],
);

/** The account's access, sealed to the worker's key: the web side can write it and never read it. */
export const accountCredentials = pgTable('account_credentials', {
  accountId: uuid('account_id')
    .primaryKey()
    .references(() => accounts.id),
  schoolId: schoolId(),
  sealedToken: text('sealed_token').notNull(),
  keyId: text('key_id').notNull(),
  scopes: text('scopes').array().notNull(),
  sealedAt: moment('sealed_at').notNull(),
});
