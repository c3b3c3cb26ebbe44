// Photos: the encrypted original in quarantine, the immutable clean versions made from it, and where faces are (R-69, I-02, I-06).
import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import { PIECE_BINDINGS } from '#app/domain/ports/photo-store.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { trips } from './pupils.ts';
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
    originalBytes: integer('original_bytes').notNull(),
    /** When the last of the original's pieces was gone; null while photo_pieces holds it. */
    originalDestroyedAt: moment('original_destroyed_at'),
    /** Kinds of metadata found and removed; kinds, never values. */
    removedKinds: text('removed_kinds').array().notNull().default([]),
    attempt: integer('attempt').notNull().default(0),
    leaseUntil: moment('lease_until'),
    cleanedAt: moment('cleaned_at'),
    /** Pictures in the original: 1 for a still one. */
    frames: integer('frames').notNull().default(1),
    /** Whether faces were looked for; `unavailable` means that a person counts. Null = not yet. */
    facesOutcome: text('faces_outcome', { enum: ['looked', 'unavailable'] }),
    /** SHA-256 of the model that looked. */
    faceModel: text('face_model'),
    /** The one-event code it came in by; then `uploadedBy` is who gave out the code. */
    uploadCodeId: uuid('upload_code_id'),
  },
  (t) => [
    unique('photos_school_id_id').on(t.schoolId, t.id),
    index('photos_waiting').on(t.state, t.leaseUntil),
    // Originals are kept for days, photos for years: what looks for work looks among these few.
    index('photos_with_original')
      .on(t.uploadedAt)
      .where(sql`${t.originalDestroyedAt} is null`),
    index('photos_by_code')
      .on(t.uploadCodeId)
      .where(sql`${t.uploadCodeId} is not null`),
    foreignKey({
      columns: [t.schoolId, t.uploadCodeId],
      foreignColumns: [uploadCodes.schoolId, uploadCodes.id],
    }),
  ],
);

/**
 * The encrypted original, in the pieces in which it arrived: each under a data key of its own, sealed to the worker, so
 * that the web side can go on with a broken upload without being able to open what it has.
 */
export const photoPieces = pgTable(
  'photo_pieces',
  {
    schoolId: schoolId(),
    /** The photo's id, known before the photo is: an upload is made of pieces too. */
    photoId: uuid('photo_id').notNull(),
    /** counted from 0, in the order of the bytes */
    number: integer('number').notNull(),
    key: text('key').notNull(),
    /** Null once the piece is being destroyed: nobody can open its file any more, and the file goes next. */
    sealedKey: text('sealed_key'),
    keyId: text('key_id').notNull(),
    /** What its encryption is bound to: its photo and number, or (whole originals of earlier releases) its photo alone. */
    boundTo: text('bound_to', { enum: PIECE_BINDINGS }).notNull().default('piece'),
    /** bytes of the original in this piece */
    bytes: integer('bytes').notNull(),
    storedAt: moment('stored_at').notNull(),
    /** When the store was found without its file, and somebody was told. */
    missingSince: moment('missing_since'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.photoId, t.number] }),
    unique('photo_pieces_key').on(t.key),
    index('photo_pieces_key_id').on(t.keyId),
  ],
);

/** An upload on its way, which may be cut and gone on with. Becomes a photo when the last byte is here. */
export const uploads = pgTable(
  'uploads',
  {
    /** also the id of the photo it becomes */
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    /** the draft it is for; null when it comes in by a code */
    postId: uuid('post_id'),
    uploadCodeId: uuid('upload_code_id'),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => users.id),
    totalBytes: integer('total_bytes').notNull(),
    receivedBytes: integer('received_bytes').notNull().default(0),
    startedAt: moment('started_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    finishedAt: moment('finished_at'),
  },
  (t) => [
    unique('uploads_school_id_id').on(t.schoolId, t.id),
    index('uploads_expiring').on(t.expiresAt),
    foreignKey({
      columns: [t.schoolId, t.uploadCodeId],
      foreignColumns: [uploadCodes.schoolId, uploadCodes.id],
    }),
  ],
);

/** Face boxes found or drawn on the unedited clean photo. They say where, never who, and go with the original (F-30). */
export const photoFaces = pgTable(
  'photo_faces',
  {
    id: id(),
    schoolId: schoolId(),
    photoId: uuid('photo_id').notNull(),
    /** as shown on the photo, from 1, in reading order; drawn ones come after */
    number: integer('number').notNull(),
    /** px of the unedited clean photo */
    box: jsonb('box').$type<FaceBox>().notNull(),
    /** how many of the looks agreed, 0 to 1; null when a person drew it */
    score: real('score'),
    certainty: text('certainty', { enum: ['sure', 'possible', 'drawn'] }).notNull(),
    /** Settled without naming anybody; null while open, or when a person is placed on it. */
    setAside: text('set_aside', { enum: ['blur', 'not_a_face'] }),
    /** who drew it; null when it was found */
    addedBy: uuid('added_by').references(() => users.id),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [
    unique('photo_faces_school_id_id').on(t.schoolId, t.id),
    unique('photo_faces_number').on(t.photoId, t.number),
    foreignKey({ columns: [t.schoolId, t.photoId], foreignColumns: [photos.schoolId, photos.id] }),
  ],
);

/**
 * For somebody without a sign-in (a photographer, supply staff, a helper): a code for one event that can put photos into
 * quarantine for 24 hours and see nothing.
 */
export const uploadCodes = pgTable(
  'upload_codes',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    tripId: uuid('trip_id'),
    /** which event, in the teacher's words */
    event: text('event').notNull(),
    codeHash: text('code_hash').notNull().unique(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    endedAt: moment('ended_at'),
    /** whose photos they are and what may be done with them, asked once for all of them */
    takenBy: text('taken_by', { enum: ['staff', 'volunteer', 'professional', 'other'] }),
    rightsConfirmed: boolean('rights_confirmed').notNull().default(false),
  },
  (t) => [
    unique('upload_codes_school_id_id').on(t.schoolId, t.id),
    foreignKey({ columns: [t.schoolId, t.tripId], foreignColumns: [trips.schoolId, trips.id] }),
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
    format: text('format', { enum: ['jpeg', 'webp'] })
      .notNull()
      .default('jpeg'),
    /** By what it, or a piece of it, is known again (I-15). */
    likeness: text('likeness'),
    /** What was changed in the pixels; null = the unedited clean photo. */
    edits: jsonb('edits').$type<PhotoEdits>(),
    /** hash of `edits`; `none` for the unedited one */
    editsHash: text('edits_hash').notNull().default('none'),
    createdAt: moment('created_at').notNull(),
    destroyedAt: moment('destroyed_at'),
    /** When the store was found without its file, and somebody was told. */
    missingSince: moment('missing_since'),
  },
  (t) => [
    unique('photo_versions_school_id_id').on(t.schoolId, t.id),
    unique('photo_versions_number').on(t.photoId, t.number),
    // As the store orders them: byte by byte.
    index('photo_versions_key')
      .on(sql`${t.key} collate "C"`)
      .where(sql`${t.destroyedAt} is null`),
    foreignKey({ columns: [t.schoolId, t.photoId], foreignColumns: [photos.schoolId, photos.id] }),
  ],
);
