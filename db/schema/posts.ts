// A post as people edit it: its working copy, its photos with who is in them, and everyone who ever changed it.
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { PURPOSES } from '#app/domain/consent/consent-vocabulary.ts';
import type { Declarations } from '#app/domain/posts/declarations.ts';
import type { PhotoAnswers } from '#app/domain/photos/about-photo.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { PhotoEdits } from '#app/domain/ports/photo-engine.ts';
import type { AccountedPhoto } from '#app/domain/posts/post-digest.ts';
import { POST_STATUSES } from '#app/domain/posts/post-status.ts';
import { accounts } from './accounts.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { photoFaces, photos } from './photos.ts';
import { adultPermissions, guestPermissions, pupils, trips } from './pupils.ts';

export const posts = pgTable(
  'posts',
  {
    id: id(),
    schoolId: schoolId(),
    authorId: uuid('author_id')
      .notNull()
      .references(() => users.id),
    accountId: uuid('account_id').notNull(),
    tripId: uuid('trip_id'),
    purpose: text('purpose', { enum: PURPOSES }).notNull(),
    /** Written by move-post alone. */
    status: text('status', { enum: POST_STATUSES }).notNull(),
    /** Goes up with every edit of the working copy; a form that shows an older number is stale. */
    version: integer('version').notNull().default(1),
    words: text('words').notNull().default(''),
    /** What it is about on a department's account, as the author said: one of the account's subjects (T-22, R-14). */
    subject: text('subject'),
    declarations: jsonb('declarations').$type<Declarations>().notNull().default({}),
    /** When the post may go out, as the author proposed it. */
    windowFrom: moment('window_from').notNull(),
    windowUntil: moment('window_until').notNull(),
    submittedBy: uuid('submitted_by').references(() => users.id),
    submittedAt: moment('submitted_at'),
    /** The revision in review or approved; null while the working copy has been changed since. */
    revisionId: uuid('revision_id'),
    /** The truth of the due time; wall, zone and which-of-two are kept to say it as it was said. */
    dueAt: moment('due_at'),
    dueWall: text('due_wall'),
    dueZone: text('due_zone'),
    dueWhich: text('due_which', { enum: ['first', 'second'] }),
    scheduledBy: uuid('scheduled_by').references(() => users.id),
    /** Until when a post that shows pupils may stay live; then it is taken down. Set when it goes out. */
    removeBy: moment('remove_by'),
    requestKey: uuid('request_key').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    unique('posts_school_id_id').on(t.schoolId, t.id),
    unique('posts_request').on(t.schoolId, t.requestKey),
    foreignKey({ columns: [t.schoolId, t.accountId], foreignColumns: [accounts.schoolId, accounts.id] }),
    foreignKey({ columns: [t.schoolId, t.tripId], foreignColumns: [trips.schoolId, trips.id] }),
    index('posts_school_status').on(t.schoolId, t.status),
    index('posts_trip').on(t.tripId),
    index('posts_school_due')
      .on(t.schoolId, t.dueAt)
      .where(sql`${t.dueAt} is not null`),
    index('posts_school_submitted')
      .on(t.schoolId, t.submittedAt)
      .where(sql`${t.submittedAt} is not null`),
    index('posts_due')
      .on(t.dueAt)
      .where(sql`${t.status} in ('scheduled', 'publishing', 'unknown')`),
    index('posts_remove_by')
      .on(t.removeBy)
      .where(sql`${t.status} = 'published'`),
    check('window_runs_forward', sql`${t.windowFrom} < ${t.windowUntil}`),
  ],
);

/** A photo's place in the working copy. */
export const postPhotos = pgTable(
  'post_photos',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    photoId: uuid('photo_id').notNull(),
    position: integer('position').notNull(),
    altText: text('alt_text').notNull().default(''),
    /** How many people can be seen, as the author counted; null = not yet said. */
    headCount: integer('head_count'),
    /** What is to be changed in the pixels of this photo here; null = nothing. Written by settle-photo alone. */
    edits: jsonb('edits').$type<PhotoEdits>(),
    /** The class or group whose members are all in it but for those said to be absent; null = everybody by name. */
    groupName: text('group_name'),
    /** Who said that nobody from outside that group can be seen, and when. */
    outsidersNoneBy: uuid('outsiders_none_by').references(() => users.id),
    outsidersNoneAt: moment('outsiders_none_at'),
    /** What was answered about this photo: activity, background, rights, device (I-10 to I-16). */
    about: jsonb('about').$type<PhotoAnswers>().notNull().default({}),
    /** Mixed into the hash over who stands where, so that the hash tells nothing once the links are gone. */
    accountingSalt: uuid('accounting_salt').notNull().defaultRandom(),
    /** How often the version that `edits` ask for was tried to be made; from 0 again with every change of them. */
    renderTries: integer('render_tries').notNull().default(0),
    /** Until when one worker makes it, or until when to wait. */
    renderLeaseUntil: moment('render_lease_until'),
    /** What became of faces and people, in numbers, from when the boxes were destroyed with the original; null before. */
    accounted: jsonb('accounted').$type<AccountedPhoto>(),
    addedAt: moment('added_at').notNull(),
  },
  (t) => [
    unique('post_photos_school_id_id').on(t.schoolId, t.id),
    unique('post_photos_once').on(t.postId, t.photoId),
    index('post_photos_photo').on(t.photoId),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.photoId], foreignColumns: [photos.schoolId, photos.id] }),
  ],
);

/** One settled person (or face) of a photo. Boxes come with face detection; without it they stay null. */
export const photoPeople = pgTable(
  'photo_people',
  {
    id: id(),
    schoolId: schoolId(),
    postPhotoId: uuid('post_photo_id').notNull(),
    kind: text('kind', { enum: ['pupil', 'adult', 'guest'] }).notNull(),
    pupilId: uuid('pupil_id'),
    adultPermissionId: uuid('adult_permission_id'),
    guestPermissionId: uuid('guest_permission_id'),
    /** `face`: on a numbered face; `behind`: can be seen without a face; `together`: in it, nobody said where. */
    placed: text('placed', { enum: ['face', 'behind', 'together'] })
      .notNull()
      .default('together'),
    faceId: uuid('face_id'),
    faceOn: text('face_on', { enum: ['yes', 'no', 'unknown'] })
      .notNull()
      .default('unknown'),
    uniform: text('uniform', { enum: ['yes', 'no', 'unknown'] })
      .notNull()
      .default('unknown'),
    /** px of the upright clean photo */
    box: jsonb('box').$type<FaceBox>(),
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
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    foreignKey({
      columns: [t.schoolId, t.adultPermissionId],
      foreignColumns: [adultPermissions.schoolId, adultPermissions.id],
    }),
    foreignKey({
      columns: [t.schoolId, t.guestPermissionId],
      foreignColumns: [guestPermissions.schoolId, guestPermissions.id],
    }),
    foreignKey({ columns: [t.schoolId, t.faceId], foreignColumns: [photoFaces.schoolId, photoFaces.id] }),
    unique('photo_people_face_once').on(t.postPhotoId, t.faceId),
    unique('photo_people_pupil_once').on(t.postPhotoId, t.pupilId),
    unique('photo_people_adult_once').on(t.postPhotoId, t.adultPermissionId),
    check(
      'person_is_of_one_kind',
      sql`(${t.kind} = 'pupil') = (${t.pupilId} is not null) and (${t.kind} = 'adult') = (${t.adultPermissionId} is not null) and (${t.kind} = 'guest') = (${t.guestPermissionId} is not null)`,
    ),
    check('placed_on_a_face', sql`(${t.placed} = 'face') = (${t.faceId} is not null)`),
  ],
);

/** Everyone who ever changed this post: none of them may approve it. Rows are never removed. */
export const postEditors = pgTable(
  'post_editors',
  {
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    firstAt: moment('first_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.postId, t.userId] }),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
  ],
);
