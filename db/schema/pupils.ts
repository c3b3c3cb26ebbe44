// Pupils (the minimum that consent needs), the trips they go on, and adults whose permission is on record.
import {
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { CHANNELS, PURPOSES, SUBJECTS } from '#app/domain/consent/consent-vocabulary.ts';
import { accounts } from './accounts.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';

export const pupils = pgTable(
  'pupils',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    misId: text('mis_id').notNull(),
    legalForename: text('legal_forename').notNull(),
    legalSurname: text('legal_surname').notNull(),
    preferredForename: text('preferred_forename'),
    preferredSurname: text('preferred_surname'),
    /** What everyone calls them, where that is neither of these: `Tilly`, `AJ`. For finding names in words alone. */
    knownAs: text('known_as'),
    yearGroup: text('year_group').notNull(),
    registrationGroup: text('registration_group').notNull(),
    /** Calendar dates in the school's zone, `YYYY-MM-DD`. A missing birth date counts as over the age. */
    dateOfBirth: date('date_of_birth', { mode: 'string' }),
    startsOn: date('starts_on', { mode: 'string' }).notNull(),
    leavesOn: date('leaves_on', { mode: 'string' }),
    /** Since when a full export no longer has this pupil; they count as not on roll until a later one does. */
    missingSince: moment('missing_since'),
    /** Since when the last export says something about this pupil that could not be read. */
    unclearSince: moment('unclear_since'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('pupils_school_id_id').on(t.schoolId, t.id),
    unique('pupils_mis_id').on(t.schoolId, t.misId),
    index('pupils_group').on(t.schoolId, t.registrationGroup),
  ],
);

export const trips = pgTable(
  'trips',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    name: text('name').notNull(),
    place: text('place').notNull(),
    leaderId: uuid('leader_id')
      .notNull()
      .references(() => users.id),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    /** Minutes after the end before a post of this trip may go out (T-06, R-61). */
    postDelayMinutes: integer('post_delay_minutes').notNull().default(0),
    /** Nights away: posts after return, or from 07:00 the next day without a word of where; set by the headteacher. */
    postsWhileAway: text('posts_while_away', { enum: ['after_return', 'next_day_no_place'] })
      .notNull()
      .default('after_return'),
    /** Who alone approves posts of this trip while it is away; set with `postsWhileAway`. */
    namedApproverId: uuid('named_approver_id').references(() => users.id),
    postsSetBy: uuid('posts_set_by').references(() => users.id),
    postsSetAt: moment('posts_set_at'),
    /** Words beside its name and place that would tell where it is: the hotel, the village, what pupils call it. */
    placeWords: text('place_words').array().notNull().default([]),
    /** The account opened for this trip alone, if any: it opens when all is in place and closes at its end. */
    accountId: uuid('account_id'),
    /** When that account was closed and people were told; nothing goes out on it from its own end, told or not. */
    accountClosedAt: moment('account_closed_at'),
    createdBy: uuid('created_by').references(() => users.id),
    cancelledAt: moment('cancelled_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('trips_school_id_id').on(t.schoolId, t.id),
    unique('trips_account').on(t.accountId),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
  ],
);

export const tripPupils = pgTable(
  'trip_pupils',
  {
    schoolId: schoolId(),
    tripId: uuid('trip_id').notNull(),
    pupilId: uuid('pupil_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tripId, t.pupilId] }),
    foreignKey({ columns: [t.schoolId, t.tripId], foreignColumns: [trips.schoolId, trips.id] }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
  ],
);

/** An adult who may be shown: staff, parent, visitor or partner, with written permission and its dates. */
export const adultPermissions = pgTable(
  'adult_permissions',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    name: text('name').notNull(),
    kind: text('kind', { enum: ['staff', 'parent', 'visitor', 'partner'] }).notNull(),
    userId: uuid('user_id').references(() => users.id),
    evidence: text('evidence').notNull(),
    /** What the person agreed to: the same words as a pupil's consent; purposes empty = every purpose. */
    subjects: text('subjects', { enum: SUBJECTS }).array().notNull().default(['image']),
    channels: text('channels', { enum: CHANNELS }).array().notNull().default(['x']),
    purposes: text('purposes', { enum: PURPOSES }).array().notNull().default([]),
    /** One trip only, or null for every occasion. */
    tripId: uuid('trip_id'),
    /** Who wrote it down; null for records older than this column. The person themselves where `userId` is the same. */
    recordedBy: uuid('recorded_by').references(() => users.id),
    recordedAt: moment('recorded_at'),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at'),
    /** Set when the person took it back, which takes live posts down; a date that merely passes does not. */
    withdrawnAt: moment('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by').references(() => users.id),
    requestKey: uuid('request_key'),
  },
  (t) => [
    unique('adult_permissions_school_id_id').on(t.schoolId, t.id),
    unique('adult_permissions_request').on(t.schoolId, t.requestKey),
    foreignKey({ columns: [t.schoolId, t.tripId], foreignColumns: [trips.schoolId, trips.id] }),
  ],
);

/**
 * Children from elsewhere who may be shown: the other school's written release, or a parent's, for one account and one
 * event. They are never named, so the record says only where they are from and how many.
 */
export const guestPermissions = pgTable(
  'guest_permissions',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    accountId: uuid('account_id').notNull(),
    tripId: uuid('trip_id'),
    /** where they are from and what for, such as "Elm Park Primary, football match": no child's name */
    about: text('about').notNull(),
    /** how many children the release covers */
    children: integer('children').notNull(),
    /** what is on paper, and where */
    evidence: text('evidence').notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => users.id),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at'),
  },
  (t) => [
    unique('guest_permissions_school_id_id').on(t.schoolId, t.id),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
    foreignKey({ columns: [t.schoolId, t.tripId], foreignColumns: [trips.schoolId, trips.id] }),
  ],
);
