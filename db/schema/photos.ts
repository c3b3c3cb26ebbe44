// Photos: the encrypted original in quarantine, and the immutable clean versions made from it (R-69, I-02).
import { foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';

export const PHOTO_STATES = ['quarantined', 'cleaning', 'clean', 'refused'] as const;

export const photos = pgTable(
  'photos',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => users.id),
    uploadedAt: moment('uploaded_at').notNull(),
    state: text('state', { enum: PHOTO_STATES }).notNull(),
    refusalCode: text('refusal_code'),
    /** Where the encrypted original lies; null once it is destroyed. */
    originalKey: text('original_key'),
    sealedKey: text('sealed_key'),
    keyId: text('key_id'),
    originalBytes: integer('original_bytes').notNull(),
    originalDestroyedAt: moment('original_destroyed_at'),
    /** Kinds of metadata found and removed; kinds, never values. */
    removedKinds: text('removed_kinds').array().notNull().default([]),
    attempt: integer('attempt').notNull().default(0),
    leaseUntil: moment('lease_until'),
    cleanedAt: moment('cleaned_at'),
  },
  (t) => [
    unique('photos_school_id_id').on(t.schoolId, t.id),
    index('photos_waiting').on(t.state, t.leaseUntil),
  ],
);

/** A clean file, never changed: a new blur or crop is a new version. */
export const photoVersions = pgTable(
  'photo_versions',
  {
    id: id(),
    schoolId: schoolId(),
    photoId: uuid('photo_id').notNull(),
    number: integer('number').notNull(),
    key: text('key').notNull(),
    sha256: text('sha256').notNull(),
    perceptualHash: text('perceptual_hash').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    bytes: integer('bytes').notNull(),
    createdAt: moment('created_at').notNull(),
    destroyedAt: moment('destroyed_at'),
  },
  (t) => [
    unique('photo_versions_school_id_id').on(t.schoolId, t.id),
    unique('photo_versions_number').on(t.photoId, t.number),
    foreignKey({ columns: [t.schoolId, t.photoId], foreignColumns: [photos.schoolId, photos.id] }),
  ],
);
