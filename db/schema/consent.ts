// The consent record: who said what, for which use, where, when and on what wording. Append-only (F-01, F-03, R-62 to R-65).
import {
  bigserial,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  ACCOUNT_SCOPES,
  ANSWERS,
  AUTHORITY_BASES,
  CHANNELS,
  PURPOSES,
  RESTRICTION_TYPES,
  SUBJECTS,
} from '#app/domain/consent/consent-vocabulary.ts';
import type { AccountScope, Channel, Purpose, Subject } from '#app/domain/consent/consent-vocabulary.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { pupils, trips } from './pupils.ts';
import { schools } from './school.ts';

/** A person whose answer may count as a yes for a pupil; anyone's no counts (R-64, F-12). */
export const authorityHolders = pgTable(
  'authority_holders',
  {
    id: id(),
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    name: text('name').notNull(),
    relationship: text('relationship').notNull(),
    authority: text('authority', { enum: AUTHORITY_BASES }).notNull(),
    authorityFrom: moment('authority_from').notNull(),
    authorityUntil: moment('authority_until'),
    evidence: text('evidence').notNull().default(''),
    verifiedBy: uuid('verified_by').references(() => users.id),
    verifiedAt: moment('verified_at'),
    mayNotConsent: boolean('may_not_consent').notNull().default(false),
    /** Where a personal link may be sent; null = paper only. */
    email: text('email'),
    /** BCP 47 language to write to this person in. */
    language: text('language').notNull().default('en-GB'),
  },
  (t) => [
    unique('authority_holders_school_id_id').on(t.schoolId, t.id),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    index('authority_holders_pupil').on(t.pupilId),
  ],
);

/** One question of a form: what exactly a yes to it agrees to. */
export interface FormOption {
  /** stable within the series, such as `photo_social` */
  key: string;
  /** the question as it is printed */
  label: string;
  subjects: Subject[];
  channels: Channel[];
  purposes: Purpose[];
  accountScope: AccountScope;
}

/** The exact words people were asked; immutable but for the day it is retired (F-02, F-03). */
export const consentFormVersions = pgTable(
  'consent_form_versions',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    title: text('title').notNull(),
    wording: text('wording').notNull(),
    wordingHash: text('wording_hash').notNull(),
    language: text('language').notNull().default('en-GB'),
    controllers: text('controllers').array().notNull(),
    howToWithdraw: text('how_to_withdraw').notNull(),
    /** The same questions in another language or a later wording share their series. */
    series: uuid('series').notNull().defaultRandom(),
    number: integer('number').notNull().default(1),
    /** What is asked, one entry a question; empty for wordings older than this column, which links cannot offer. */
    options: jsonb('options').$type<FormOption[]>().notNull().default([]),
    publishedBy: uuid('published_by').references(() => users.id),
    validFrom: moment('valid_from').notNull(),
    retiredAt: moment('retired_at'),
  },
  (t) => [
    unique('consent_form_versions_school_id_id').on(t.schoolId, t.id),
    unique('consent_form_versions_number').on(t.schoolId, t.series, t.language, t.number),
  ],
);

export interface ConsentConditions {
  groupOnly?: boolean;
  notFaceOn?: boolean;
  noUniform?: boolean;
}

/** One decision by one person (or, with no holder, a provisional no from anyone), over a set of uses. Never updated. */
export const consentDecisions = pgTable(
  'consent_decisions',
  {
    id: id(),
    sequence: bigserial('sequence', { mode: 'number' }).notNull(),
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    holderId: uuid('holder_id'),
    formVersionId: uuid('form_version_id'),
    subjects: text('subjects', { enum: SUBJECTS }).array().notNull(),
    channels: text('channels', { enum: CHANNELS }).array().notNull(),
    purposes: text('purposes', { enum: PURPOSES }).array().notNull(),
    accountScope: text('account_scope', { enum: ACCOUNT_SCOPES }).notNull(),
    /** A trip this decision is for; null = general. */
    eventId: uuid('event_id'),
    decision: text('decision', { enum: ANSWERS }).notNull(),
    conditions: jsonb('conditions').$type<ConsentConditions>().notNull().default({}),
    method: text('method', {
      enum: ['paper', 'phone', 'in_person', 'email', 'link', 'import', 'system'],
    }).notNull(),
    source: text('source').notNull(),
    evidence: text('evidence').notNull().default(''),
    /** A bare tick from an old system, without giver or date: it warns. */
    legacyTick: boolean('legacy_tick').notNull().default(false),
    decidedAt: moment('decided_at').notNull(),
    effectiveFrom: moment('effective_from').notNull(),
    expiresAt: moment('expires_at'),
    /** The member of staff who wrote it down; null when the person answered for themselves by a personal link. */
    recordedBy: uuid('recorded_by').references(() => users.id),
    /** The personal link by which it was answered. */
    linkId: uuid('link_id'),
    /** A withdrawal for new posts only leaves what is live where it is (chosen by the person who withdraws). */
    leavesLive: boolean('leaves_live').notNull().default(false),
    recordedAt: moment('recorded_at').notNull(),
    sourceRowHash: text('source_row_hash'),
    supersedesId: uuid('supersedes_id'),
    /** Lifts a provisional no: set by the data lead or safeguarding lead only. */
    liftsProvisional: boolean('lifts_provisional').notNull().default(false),
    /** Double-click guard: the form's own key. */
    requestKey: uuid('request_key'),
  },
  (t) => [
    unique('consent_decisions_school_id_id').on(t.schoolId, t.id),
    unique('consent_decisions_request').on(t.schoolId, t.requestKey),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    foreignKey({
      columns: [t.schoolId, t.holderId],
      foreignColumns: [authorityHolders.schoolId, authorityHolders.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.formVersionId],
      foreignColumns: [consentFormVersions.schoolId, consentFormVersions.id],
    }),
    foreignKey({ columns: [t.schoolId, t.eventId], foreignColumns: [trips.schoolId, trips.id] }),
    index('consent_decisions_pupil').on(t.pupilId, t.sequence),
  ],
);

/** What the pupil says for themselves; a no always wins. Append-only, the latest row for a use counts unless a no stands. */
export const pupilViews = pgTable(
  'pupil_views',
  {
    id: id(),
    sequence: bigserial('sequence', { mode: 'number' }).notNull(),
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    subject: text('subject', { enum: SUBJECTS }).notNull(),
    /** `not_asked`: they were no longer sure, which ends an earlier yes and never a no. */
    answer: text('answer', { enum: ['yes', 'no', 'not_asked'] }).notNull(),
    askedHow: text('asked_how').notNull(),
    /** Null when the pupil answered alone, by a private slip. */
    askedBy: uuid('asked_by').references(() => users.id),
    slipId: uuid('slip_id'),
    askedAt: moment('asked_at').notNull(),
    recordedAt: moment('recorded_at').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    index('pupil_views_pupil').on(t.pupilId),
  ],
);

/** Set and lifted by the safeguarding lead alone; the reason is sealed with its own key. */
export const restrictions = pgTable(
  'restrictions',
  {
    id: id(),
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    type: text('type', { enum: RESTRICTION_TYPES }).notNull(),
    startsAt: moment('starts_at').notNull(),
    reviewOn: moment('review_on'),
    sealedReason: text('sealed_reason'),
    keyId: text('key_id'),
    setBy: uuid('set_by')
      .notNull()
      .references(() => users.id),
    liftedAt: moment('lifted_at'),
    liftedBy: uuid('lifted_by').references(() => users.id),
  },
  (t) => [
    unique('restrictions_school_id_id').on(t.schoolId, t.id),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    index('restrictions_pupil').on(t.pupilId),
  ],
);

/**
 * A safeguarding lead asks to read a reason. Only the worker can open it; it closes it again to the key of this one reading,
 * which lives in the memory of the asking web process, and writes the reading into the log. Rows are gone within minutes.
 */
export const reasonReadings = pgTable(
  'reason_readings',
  {
    id: id(),
    schoolId: schoolId(),
    restrictionId: uuid('restriction_id').notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => users.id),
    askedAt: moment('asked_at').notNull(),
    /** base64 of the public half */
    publicKey: text('public_key').notNull(),
    /** base64 of the reason, closed to `publicKey`; null until the worker has answered */
    box: text('box'),
  },
  (t) => [
    foreignKey({
      name: 'reason_readings_restriction_fk',
      columns: [t.schoolId, t.restrictionId],
      foreignColumns: [restrictions.schoolId, restrictions.id],
    }),
    index('reason_readings_waiting').on(t.askedAt),
  ],
);
