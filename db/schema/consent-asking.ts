// Asking for consent: requests to many people at once, a personal link for one person about one pupil, and private slips on
// which pupils give their own view. Links and slips are kept as digests; whoever reads the database cannot use them.
import { date, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { authorityHolders, consentFormVersions } from './consent.ts';
import { users } from './people.ts';
import { pupils, trips } from './pupils.ts';
import { schools } from './school.ts';

/** One round of asking: a form, for everyone or for a trip, with a last day and its reminders. */
export const consentRequests = pgTable(
  'consent_requests',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    kind: text('kind', { enum: ['general', 'trip', 'renewal'] }).notNull(),
    formSeries: uuid('form_series').notNull(),
    tripId: uuid('trip_id'),
    /** the registration groups asked, as they stood; empty for a trip */
    groups: text('groups').array().notNull().default([]),
    dueOn: date('due_on', { mode: 'string' }).notNull(),
    /** days between reminders; 0 = none */
    remindEveryDays: integer('remind_every_days').notNull().default(7),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => users.id),
    madeAt: moment('made_at').notNull(),
    closedAt: moment('closed_at'),
    closedBy: uuid('closed_by').references(() => users.id),
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('consent_requests_school_id_id').on(t.schoolId, t.id),
    unique('consent_requests_request').on(t.schoolId, t.requestKey),
    foreignKey({ columns: [t.schoolId, t.tripId], foreignColumns: [trips.schoolId, trips.id] }),
    index('consent_requests_open').on(t.schoolId, t.closedAt),
  ],
);

/** Each person asked in a round, for one pupil: how they were reached and whether they answered. */
export const consentAsks = pgTable(
  'consent_asks',
  {
    id: id(),
    schoolId: schoolId(),
    requestId: uuid('request_id').notNull(),
    pupilId: uuid('pupil_id').notNull(),
    holderId: uuid('holder_id').notNull(),
    way: text('way', { enum: ['email', 'letter'] }).notNull(),
    /** when it last went out, by mail or on paper */
    sentAt: moment('sent_at'),
    sent: integer('sent').notNull().default(0),
    /** the mail server said no; a letter is needed */
    failedAt: moment('failed_at'),
    answeredAt: moment('answered_at'),
  },
  (t) => [
    unique('consent_asks_school_id_id').on(t.schoolId, t.id),
    unique('consent_asks_once').on(t.requestId, t.holderId),
    foreignKey({
      columns: [t.schoolId, t.requestId],
      foreignColumns: [consentRequests.schoolId, consentRequests.id],
    }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    foreignKey({
      columns: [t.schoolId, t.holderId],
      foreignColumns: [authorityHolders.schoolId, authorityHolders.id],
    }),
    index('consent_asks_due').on(t.answeredAt, t.sentAt),
  ],
);

/** A personal link: one person's own page about one pupil. Opening it changes nothing; it ends, and can be ended. */
export const consentLinks = pgTable(
  'consent_links',
  {
    id: id(),
    schoolId: schoolId(),
    holderId: uuid('holder_id').notNull(),
    pupilId: uuid('pupil_id').notNull(),
    /** SHA-256 of the secret in the address, hex */
    tokenHash: text('token_hash').notNull(),
    formSeries: uuid('form_series').notNull(),
    askId: uuid('ask_id'),
    tripId: uuid('trip_id'),
    way: text('way', { enum: ['email', 'letter'] }).notNull(),
    /** the member of staff; null when a reminder went out by itself */
    madeBy: uuid('made_by').references(() => users.id),
    madeAt: moment('made_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    endedBy: uuid('ended_by').references(() => users.id),
  },
  (t) => [
    unique('consent_links_school_id_id').on(t.schoolId, t.id),
    unique('consent_links_token').on(t.tokenHash),
    foreignKey({
      columns: [t.schoolId, t.holderId],
      foreignColumns: [authorityHolders.schoolId, authorityHolders.id],
    }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    foreignKey({ columns: [t.schoolId, t.askId], foreignColumns: [consentAsks.schoolId, consentAsks.id] }),
    foreignKey({ columns: [t.schoolId, t.tripId], foreignColumns: [trips.schoolId, trips.id] }),
    index('consent_links_holder').on(t.holderId),
  ],
);

/** What was shown and answered in one sitting on a personal page: the receipt, which prints the same for ever. */
export const consentReceipts = pgTable(
  'consent_receipts',
  {
    id: id(),
    schoolId: schoolId(),
    linkId: uuid('link_id').notNull(),
    pupilId: uuid('pupil_id').notNull(),
    holderId: uuid('holder_id').notNull(),
    formVersionId: uuid('form_version_id').notNull(),
    decisionIds: uuid('decision_ids').array().notNull(),
    at: moment('at').notNull(),
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('consent_receipts_request').on(t.schoolId, t.requestKey),
    foreignKey({
      columns: [t.schoolId, t.linkId],
      foreignColumns: [consentLinks.schoolId, consentLinks.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.formVersionId],
      foreignColumns: [consentFormVersions.schoolId, consentFormVersions.id],
    }),
    index('consent_receipts_link').on(t.linkId),
  ],
);

/** A class asked for its own views in tutor time, on private slips. */
export const viewRounds = pgTable(
  'view_rounds',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    group: text('group').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => users.id),
    madeAt: moment('made_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    closedAt: moment('closed_at'),
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('view_rounds_school_id_id').on(t.schoolId, t.id),
    unique('view_rounds_request').on(t.schoolId, t.requestKey),
  ],
);

export const viewSlips = pgTable(
  'view_slips',
  {
    id: id(),
    schoolId: schoolId(),
    roundId: uuid('round_id').notNull(),
    pupilId: uuid('pupil_id').notNull(),
    /** keyed digest of the private code, hex */
    codeHash: text('code_hash').notNull(),
    answeredAt: moment('answered_at'),
    endedAt: moment('ended_at'),
  },
  (t) => [
    unique('view_slips_school_id_id').on(t.schoolId, t.id),
    unique('view_slips_code').on(t.codeHash),
    unique('view_slips_once').on(t.roundId, t.pupilId),
    foreignKey({ columns: [t.schoolId, t.roundId], foreignColumns: [viewRounds.schoolId, viewRounds.id] }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
  ],
);
