// How accounts are connected: what the worker proves itself with, sealed to its key, and each request for a connection with the
// headteacher's approval. The web side can seal and never open.
import { foreignKey, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CONNECTION_KINDS } from '#app/domain/accounts/connection-rules.ts';
import { accounts } from './accounts.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';

export const CREDENTIAL_KINDS = ['oauth2_user', 'oauth1_user', 'bluesky_session'] as const;

/** `connected`: calls may be made. `reconnect_needed`: the platform said no for good. `disconnected`: a person ended it. */
export const CREDENTIAL_STATES = ['connected', 'reconnect_needed', 'disconnected'] as const;

export const accountCredentials = pgTable(
  'account_credentials',
  {
    accountId: uuid('account_id')
      .primaryKey()
      .references(() => accounts.id),
    schoolId: schoolId(),
    kind: text('kind', { enum: CREDENTIAL_KINDS }).notNull().default('oauth2_user'),
    status: text('status', { enum: CREDENTIAL_STATES }).notNull().default('connected'),
    /** what a call carries; of OAuth 1.0a its four parts as one JSON text */
    sealedToken: text('sealed_token').notNull(),
    /** what a new token is got with; null where tokens do not run out */
    sealedRefresh: text('sealed_refresh'),
    /** to which key both are sealed */
    keyId: text('key_id').notNull(),
    scopes: text('scopes').array().notNull(),
    sealedAt: moment('sealed_at').notNull(),
    /** when the token in hand runs out; null = it does not */
    accessExpiresAt: moment('access_expires_at'),
    /** Goes up with every new token: part of every compare-and-set. */
    version: integer('version').notNull().default(0),
    /** Who is getting a new token holds it until then; nobody else asks meanwhile. */
    leaseUntil: moment('lease_until'),
    /** last answered call that proved the connection good, and the last that did not */
    lastOkAt: moment('last_ok_at'),
    lastFailedAt: moment('last_failed_at'),
    /** our own code for why the last one failed */
    failCode: text('fail_code'),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
    index('account_credentials_expiry').on(t.status, t.accessExpiresAt),
  ],
);

export const CONNECTION_STATES = [
  'asked',
  'approved',
  /** somebody went to the platform */
  'started',
  /** and came back: the worker has to act within seconds */
  'returned',
  /** the worker is asking the platform */
  'exchanging',
  /** access is sealed here, and has still to prove whose account it opens */
  'granted',
  'connected',
  'declined',
  'failed',
  'lapsed',
] as const;

/** A request to connect an account: asked by one person, approved by another, carried out once, within minutes. */
export const accountConnections = pgTable(
  'account_connections',
  {
    id: id(),
    schoolId: schoolId(),
    accountId: uuid('account_id').notNull(),
    kind: text('kind', { enum: CONNECTION_KINDS }).notNull(),
    state: text('state', { enum: CONNECTION_STATES }).notNull(),
    scopes: text('scopes').array().notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => users.id),
    askedAt: moment('asked_at').notNull(),
    /** who approved or declined it */
    decidedBy: uuid('decided_by').references(() => users.id),
    decidedAt: moment('decided_at'),
    /** SHA-256 of the `state` that the platform hands back, hex; null until somebody starts */
    stateDigest: text('state_digest'),
    /** who went to the platform: only their own session may come back */
    startedBy: uuid('started_by').references(() => users.id),
    /**
     * the secret of this try, in boxes sealed to the worker's key with dots between them: verifier, then code; or what was typed; or
     * what the platform granted. Wiped when it ends.
     */
    sealedSecret: text('sealed_secret'),
    keyId: text('key_id'),
    /** after this the try, or the request itself, is over */
    expiresAt: moment('expires_at'),
    endedAt: moment('ended_at'),
    /** our own code for how it ended */
    outcome: text('outcome'),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
    uniqueIndex('account_connections_state').on(t.stateDigest),
    index('account_connections_open').on(t.endedAt, t.state),
    index('account_connections_account').on(t.schoolId, t.accountId, t.askedAt),
  ],
);
