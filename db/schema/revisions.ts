// What was submitted of a post: the immutable revisions cut from it, who is in them, and the decisions on them.
import { foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { PostContent } from '#app/domain/posts/post-digest.ts';
import { id, moment, schoolId } from './columns.ts';
import { delegations, users } from './people.ts';
import { posts } from './posts.ts';

/** What was submitted, exactly, with its digest. Never updated. */
export const revisions = pgTable(
  'revisions',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    number: integer('number').notNull(),
    content: jsonb('content').$type<PostContent>().notNull(),
    digest: text('digest').notNull(),
    submittedBy: uuid('submitted_by')
      .notNull()
      .references(() => users.id),
    cutAt: moment('cut_at').notNull(),
  },
  (t) => [
    unique('revisions_school_id_id').on(t.schoolId, t.id),
    unique('revisions_number').on(t.postId, t.number),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
  ],
);

/** The pupils and adults of a revision, so that a withdrawal finds every post by index. */
export const revisionPeople = pgTable(
  'revision_people',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    pupilId: uuid('pupil_id'),
    adultPermissionId: uuid('adult_permission_id'),
    guestPermissionId: uuid('guest_permission_id'),
  },
  (t) => [
    foreignKey({ columns: [t.schoolId, t.revisionId], foreignColumns: [revisions.schoolId, revisions.id] }),
    index('revision_people_pupil').on(t.schoolId, t.pupilId),
    index('revision_people_adult').on(t.schoolId, t.adultPermissionId),
    index('revision_people_guest').on(t.schoolId, t.guestPermissionId),
  ],
);

/** A headteacher's (or delegate's) decision on one revision. Voided, never removed. */
export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    schoolId: schoolId(),
    postId: uuid('post_id').notNull(),
    revisionId: uuid('revision_id').notNull(),
    digest: text('digest').notNull(),
    verdictHash: text('verdict_hash').notNull(),
    decision: text('decision', { enum: ['approved', 'changes_requested', 'rejected'] }).notNull(),
    reason: text('reason').notNull().default(''),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => users.id),
    delegationId: uuid('delegation_id'),
    decidedAt: moment('decided_at').notNull(),
    /** The approver's own count of people for each photo, in the revision's order. */
    headCounts: jsonb('head_counts').$type<number[]>().notNull().default([]),
    /** Versions the approver said to have looked at in full size (I-17). */
    viewed: jsonb('viewed').$type<string[]>().notNull().default([]),
    rulesVersion: integer('rules_version').notNull(),
    voidedAt: moment('voided_at'),
    voidCause: text('void_cause'),
  },
  (t) => [
    unique('reviews_school_id_id').on(t.schoolId, t.id),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    foreignKey({ columns: [t.schoolId, t.revisionId], foreignColumns: [revisions.schoolId, revisions.id] }),
    foreignKey({
      columns: [t.schoolId, t.delegationId],
      foreignColumns: [delegations.schoolId, delegations.id],
    }),
    index('reviews_post').on(t.postId, t.decidedAt),
  ],
);
