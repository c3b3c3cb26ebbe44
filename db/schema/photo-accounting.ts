// What a person says of a photo beside who is on which face: things to hide, who of the group is not in it, and the
// pictures that must never come back (I-08, I-15, R-62).
import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { HIDDEN_THINGS } from '#app/domain/photos/hidden-things.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { photos } from './photos.ts';
import { postPhotos } from './posts.ts';
import { pupils } from './pupils.ts';
import { schools } from './school.ts';

/** A region to hide that is no face: a badge, a number plate, a screen, a name on the wall. */
export const photoBlurs = pgTable(
  'photo_blurs',
  {
    id: id(),
    schoolId: schoolId(),
    postPhotoId: uuid('post_photo_id').notNull(),
    what: text('what', { enum: HIDDEN_THINGS }).notNull(),
    /** px of the unedited clean photo */
    box: jsonb('box').$type<FaceBox>().notNull(),
    addedBy: uuid('added_by')
      .notNull()
      .references(() => users.id),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [
    foreignKey({
      columns: [t.schoolId, t.postPhotoId],
      foreignColumns: [postPhotos.schoolId, postPhotos.id],
    }).onDelete('cascade'),
    index('photo_blurs_place').on(t.postPhotoId),
  ],
);

/** A member of the group who cannot be seen in this photo: absent from it, or in it and hidden. */
export const photoAbsences = pgTable(
  'photo_absences',
  {
    schoolId: schoolId(),
    postPhotoId: uuid('post_photo_id').notNull(),
    pupilId: uuid('pupil_id').notNull(),
    how: text('how', { enum: ['absent', 'hidden'] })
      .notNull()
      .default('absent'),
    saidBy: uuid('said_by')
      .notNull()
      .references(() => users.id),
    saidAt: moment('said_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.postPhotoId, t.pupilId] }),
    foreignKey({
      columns: [t.schoolId, t.postPhotoId],
      foreignColumns: [postPhotos.schoolId, postPhotos.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
  ],
);

/** A picture taken down, refused or withdrawn: only its likeness is kept, so that it is known when it comes back. */
export const refusedPictures = pgTable(
  'refused_pictures',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    /** `not_said`: with a takedown of which nobody has said why; any other no takes its place */
    cause: text('cause', { enum: ['not_said', 'taken_down', 'refused', 'withdrawn'] }).notNull(),
    postId: uuid('post_id'),
    perceptualHash: text('perceptual_hash').notNull(),
    likeness: text('likeness').notNull(),
    addedAt: moment('added_at').notNull(),
    /** it was refused only because nobody had said yet why its post came down, and then it was a mistake in the post */
    liftedAt: moment('lifted_at'),
  },
  (t) => [index('refused_pictures_school').on(t.schoolId)],
);

/**
 * A picture that somebody said no to is to be looked for in the other schools of the trust: one row for each of them,
 * written with the no itself, so that no crash between the two can lose it.
 */
export const pictureSearches = pgTable(
  'picture_searches',
  {
    id: id(),
    /** the school in which to look */
    schoolId: schoolId().references(() => schools.id),
    refusedPictureId: uuid('refused_picture_id')
      .notNull()
      .references(() => refusedPictures.id),
    askedAt: moment('asked_at').notNull(),
    doneAt: moment('done_at'),
    /** posts stopped or coming down because of it */
    found: integer('found'),
  },
  (t) => [
    index('picture_searches_open')
      .on(t.askedAt)
      .where(sql`${t.doneAt} is null`),
    index('picture_searches_picture').on(t.refusedPictureId),
  ],
);

/** A photo that only looks like one of those: somebody with the right to has looked at both and says so (I-15). */
export const allowedPictures = pgTable(
  'allowed_pictures',
  {
    schoolId: schoolId(),
    photoId: uuid('photo_id').notNull(),
    refusedPictureId: uuid('refused_picture_id')
      .notNull()
      .references(() => refusedPictures.id),
    allowedBy: uuid('allowed_by')
      .notNull()
      .references(() => users.id),
    allowedAt: moment('allowed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.photoId, t.refusedPictureId] }),
    foreignKey({ columns: [t.schoolId, t.photoId], foreignColumns: [photos.schoolId, photos.id] }),
  ],
);
