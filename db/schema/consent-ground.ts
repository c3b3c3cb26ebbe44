// What else the consent decision rests on: the school's closed days, the basis in law for a use, a check of one post's pupils
// against the school's own records, names that a pupil no longer has, and children who are not on the list yet.
import { date, foreignKey, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { CHANNELS, PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { posts } from './posts.ts';
import { pupils } from './pupils.ts';
import { schools } from './school.ts';

/** Days without school; weekends are understood. */
export const closedDates = pgTable(
  'closed_dates',
  {
    schoolId: schoolId().references(() => schools.id),
    day: date('day', { mode: 'string' }).notNull(),
    why: text('why', { enum: ['holiday', 'training_day', 'closed'] }).notNull(),
    setBy: uuid('set_by')
      .notNull()
      .references(() => users.id),
    setAt: moment('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.day] })],
);

/** A basis other than consent, for one place and purpose. Objections are refusals all the same, and still block (F-08). */
export const lawfulBases = pgTable(
  'lawful_bases',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    purpose: text('purpose', { enum: PURPOSES }).notNull(),
    basis: text('basis', { enum: ['public_task'] }).notNull(),
    reference: text('reference').notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => users.id),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at'),
  },
  (t) => [unique('lawful_bases_school_id_id').on(t.schoolId, t.id)],
);

/** The office looked up one post's pupils in the school's own records; it stands in for a fresh export, for a day. */
export const recordChecks = pgTable(
  'record_checks',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    pupilIds: uuid('pupil_ids').array().notNull(),
    checkedBy: uuid('checked_by')
      .notNull()
      .references(() => users.id),
    checkedAt: moment('checked_at').notNull(),
    validUntil: moment('valid_until').notNull(),
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('record_checks_request').on(t.schoolId, t.requestKey),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    index('record_checks_post').on(t.postId, t.validUntil),
  ],
);

/** A name that a pupil had before, sealed: for matching in words only, shown nowhere. */
export const previousNames = pgTable(
  'previous_names',
  {
    id: id(),
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    sealedName: text('sealed_name').notNull(),
    keyId: text('key_id').notNull(),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    index('previous_names_pupil').on(t.pupilId),
  ],
);

/** A name changed while posts were live: the safeguarding lead looks through them. */
export const nameChanges = pgTable(
  'name_changes',
  {
    id: id(),
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** live posts that show the pupil or hold the old name in their words */
    postIds: uuid('post_ids').array().notNull(),
    doneAt: moment('done_at'),
    doneBy: uuid('done_by').references(() => users.id),
  },
  (t) => [
    unique('name_changes_school_id_id').on(t.schoolId, t.id),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
  ],
);

/** A child who is at school and not in the records yet: not in photos, until the office matches them. */
export const unlistedPupils = pgTable(
  'unlisted_pupils',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    forename: text('forename').notNull(),
    group: text('group').notNull(),
    /** The post whose photo they were found in, to tell its author where to go on. */
    postId: uuid('post_id'),
    addedBy: uuid('added_by')
      .notNull()
      .references(() => users.id),
    addedAt: moment('added_at').notNull(),
    pupilId: uuid('pupil_id'),
    matchedBy: uuid('matched_by').references(() => users.id),
    matchedAt: moment('matched_at'),
  },
  (t) => [
    unique('unlisted_pupils_school_id_id').on(t.schoolId, t.id),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
  ],
);
