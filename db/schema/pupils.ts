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
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique('trips_school_id_id').on(t.schoolId, t.id)],
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
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at'),
  },
  (t) => [unique('adult_permissions_school_id_id').on(t.schoolId, t.id)],
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
