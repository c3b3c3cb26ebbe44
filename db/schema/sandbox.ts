// The practice platform's own tables: what X would keep on its side. Nothing here refers to a table of the
// product, and nothing of the product refers to these.
import { sql } from 'drizzle-orm';
import { bigint, customType, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';

/**
 * Raw bytes. They travel as base64 text, which the embedded database reads ten times as fast as its own form;
 * whoever selects them asks for base64 as well.
 */
const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => sql`decode(${Buffer.from(bytes).toString('base64')}, 'base64')`,
});

const snowflake = (name: string) => bigint(name, { mode: 'bigint' });

export const sandboxUsers = pgTable('sandbox_users', {
  id: snowflake('id').primaryKey(),
  handle: text('handle').notNull().unique(),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull(),
});

/** Tokens and authorisation codes, by hash. A row that is used up is deleted. */
export const sandboxTokens = pgTable('sandbox_tokens', {
  hash: text('hash').primaryKey(),
  kind: text('kind', { enum: ['access', 'refresh', 'code'] }).notNull(),
  userId: snowflake('user_id')
    .notNull()
    .references(() => sandboxUsers.id),
  clientId: text('client_id').notNull(),
  scopes: text('scopes').array().notNull(),
  expiresAt: moment('expires_at'),
  challenge: text('challenge'),
  redirectUri: text('redirect_uri'),
});

export const sandboxMedia = pgTable(
  'sandbox_media',
  {
    id: snowflake('id').primaryKey(),
    userId: snowflake('user_id')
      .notNull()
      .references(() => sandboxUsers.id),
    mediaType: text('media_type').notNull(),
    totalBytes: integer('total_bytes').notNull(),
    bytes: bytea('bytes'),
    sha256: text('sha256'),
    altText: text('alt_text'),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('sandbox_media_expires_at').on(table.expiresAt)],
);

/** The parts of an upload until it is finished. */
export const sandboxMediaParts = pgTable(
  'sandbox_media_parts',
  {
    mediaId: snowflake('media_id')
      .notNull()
      .references(() => sandboxMedia.id, { onDelete: 'cascade' }),
    part: integer('part').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.mediaId, table.part] })],
);

export const sandboxPosts = pgTable(
  'sandbox_posts',
  {
    id: snowflake('id').primaryKey(),
    userId: snowflake('user_id')
      .notNull()
      .references(() => sandboxUsers.id),
    words: text('words').notNull(),
    /** the words in the form in which two posts are compared */
    comparedWords: text('compared_words').notNull(),
    createdAt: moment('created_at').notNull(),
    visibleAt: moment('visible_at').notNull(),
  },
  (table) => [index('sandbox_posts_timeline').on(table.userId, sql`${table.id} desc`)],
);

export const sandboxPostMedia = pgTable(
  'sandbox_post_media',
  {
    postId: snowflake('post_id')
      .notNull()
      .references(() => sandboxPosts.id, { onDelete: 'cascade' }),
    position: integer('position').notNull(),
    mediaId: snowflake('media_id')
      .notNull()
      .references(() => sandboxMedia.id),
  },
  (table) => [
    primaryKey({ columns: [table.postId, table.position] }),
    index('sandbox_post_media_media').on(table.mediaId),
  ],
);
