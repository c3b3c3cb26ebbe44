// The register of official accounts and who approved each; how each is connected stands beside it.
import { sql } from 'drizzle-orm';
import { boolean, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { PLATFORMS } from '#app/domain/accounts/platforms.ts';
import { ACCOUNT_KINDS } from '#app/domain/consent/consent-vocabulary.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';

export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    platform: text('platform', { enum: PLATFORMS }).notNull(),
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
    /** The account's own id on the platform: digits on X, a DID on Bluesky; none where people publish by hand. */
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
    uniqueIndex('accounts_platform_user')
      .on(t.platform, t.platformUserId)
      .where(sql`${t.platformUserId} is not null and not ${t.practice}`),
  ],
);
