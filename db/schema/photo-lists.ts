// Numbered copies of a trip’s list of pupils who may be shown, so that a lost one is known and can be dealt with.
import { date, foreignKey, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { trips } from './pupils.ts';

/** A numbered copy of a trip's list: on one phone, or on one sheet of paper. */
export const photoLists = pgTable(
  'photo_lists',
  {
    id: id(),
    schoolId: schoolId(),
    tripId: uuid('trip_id').notNull(),
    number: integer('number').notNull(),
    kind: text('kind', { enum: ['phone', 'paper'] }).notNull(),
    /** who was on it as one who may be shown: evidence if it is lost */
    pupilIds: uuid('pupil_ids').array().notNull(),
    /** who stood in its short section, to be shown only in a group */
    groupPupilIds: uuid('group_pupil_ids').array().notNull().default([]),
    /** which pupil was called what on it: a name that could come to mean somebody else makes a copy out of date */
    labelsHash: text('labels_hash').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => users.id),
    madeAt: moment('made_at').notNull(),
    /** when a phone last brought its copy up to date */
    refreshedAt: moment('refreshed_at'),
    voidAfter: date('void_after', { mode: 'string' }).notNull(),
    returnedAt: moment('returned_at'),
    lostAt: moment('lost_at'),
    lostSaidBy: uuid('lost_said_by').references(() => users.id),
    /** a lost copy stays open until somebody who looks after pupils' data says that it is dealt with */
    lostSettledAt: moment('lost_settled_at'),
    lostSettledBy: uuid('lost_settled_by').references(() => users.id),
  },
  (t) => [
    unique('photo_lists_school_id_id').on(t.schoolId, t.id),
    unique('photo_lists_number').on(t.tripId, t.number),
    foreignKey({ columns: [t.schoolId, t.tripId], foreignColumns: [trips.schoolId, trips.id] }),
  ],
);
