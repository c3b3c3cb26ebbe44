// One pupil’s records gathered for a request in law: asked for, made by the worker, fetched, destroyed.
import { foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { pupils } from './pupils.ts';

/** One pupil's records in one file, made by the worker, fetched once signed in, gone after a day. */
export const subjectExports = pgTable(
  'subject_exports',
  {
    id: id(),
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    reference: text('reference').notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => users.id),
    askedAt: moment('asked_at').notNull(),
    state: text('state', { enum: ['waiting', 'ready', 'failed', 'destroyed'] }).notNull(),
    leaseUntil: moment('lease_until'),
    attempts: integer('attempts').notNull().default(0),
    bytes: integer('bytes'),
    sha256: text('sha256'),
    readyAt: moment('ready_at'),
    expiresAt: moment('expires_at'),
    fetchedAt: moment('fetched_at'),
    fetchedBy: uuid('fetched_by').references(() => users.id),
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('subject_exports_school_id_id').on(t.schoolId, t.id),
    unique('subject_exports_request').on(t.schoolId, t.requestKey),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    index('subject_exports_waiting').on(t.state, t.leaseUntil),
  ],
);
