// One pupil’s records gathered for a request in law: asked for, made by the worker, fetched, destroyed. The file itself lies
// encrypted in the photo store's quarantine, as pieces under the export's id.
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
    /** photos in the file, and photos left out because nobody could make sure that others in them are hidden */
    photos: integer('photos'),
    photosLeftOut: integer('photos_left_out'),
    readyAt: moment('ready_at'),
    expiresAt: moment('expires_at'),
    fetchedAt: moment('fetched_at'),
    fetchedBy: uuid('fetched_by').references(() => users.id),
    destroyedAt: moment('destroyed_at'),
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('subject_exports_school_id_id').on(t.schoolId, t.id),
    unique('subject_exports_request').on(t.schoolId, t.requestKey),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    index('subject_exports_waiting').on(t.state, t.leaseUntil),
  ],
);

/**
 * Somebody fetches a file. Only the worker can open its keys; it closes them again to the key of this one fetching, which lives
 * in the memory of the asking web process, and writes the fetching into the log. Rows are gone within minutes.
 */
export const subjectExportFetches = pgTable(
  'subject_export_fetches',
  {
    id: id(),
    schoolId: schoolId(),
    exportId: uuid('export_id').notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => users.id),
    askedAt: moment('asked_at').notNull(),
    /** base64 of the public half */
    publicKey: text('public_key').notNull(),
    /** base64 of the file's data keys, closed to `publicKey`; null until the worker has answered */
    box: text('box'),
  },
  (t) => [
    foreignKey({
      name: 'subject_export_fetches_export_fk',
      columns: [t.schoolId, t.exportId],
      foreignColumns: [subjectExports.schoolId, subjectExports.id],
    }),
    index('subject_export_fetches_waiting').on(t.askedAt),
  ],
);
