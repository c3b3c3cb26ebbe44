// People who withdrew, or asked from outside for a post to go, and what they are to be told.
import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { consentDecisions } from './consent.ts';
import { users } from './people.ts';
import { posts } from './posts.ts';
import { pupils } from './pupils.ts';
import { schools } from './school.ts';

/** Somebody withdrew, or asked from outside for a post to go: what is to be answered, by when, and that it was. */
export const removalRequests = pgTable(
  'removal_requests',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    receivedAt: moment('received_at').notNull(),
    from: text('from', { enum: ['parent', 'pupil', 'former_pupil', 'staff', 'public'] }).notNull(),
    /** `link` = on a family's own page; `form` = on the school's public page */
    way: text('way', { enum: ['paper', 'phone', 'in_person', 'email', 'link', 'form'] }).notNull(),
    /** the withdrawal that it came with; null for a request about a post by somebody else */
    decisionId: uuid('decision_id'),
    pupilId: uuid('pupil_id'),
    postId: uuid('post_id'),
    /** what was asked, in the recorder's words; emptied some time after the answer, with who asked and the address */
    words: text('words').notNull().default(''),
    /** on the public page: who asks and how to reach them, as they wrote it */
    askerName: text('asker_name').notNull().default(''),
    askerContact: text('asker_contact').notNull().default(''),
    /** the address of the post as they gave it; what it leads to is found when staff look, never while somebody asks */
    address: text('address').notNull().default(''),
    recordedBy: uuid('recorded_by').references(() => users.id),
    /** every copy found, by post id: what was stopped, what came down, what is left to a person */
    heldPostIds: uuid('held_post_ids').array().notNull().default([]),
    removedPostIds: uuid('removed_post_ids').array().notNull().default([]),
    dueAt: moment('due_at').notNull(),
    /** `set_aside`: nobody's request, as somebody judged who looked at it; it can be taken up again */
    outcome: text('outcome', { enum: ['removed', 'nothing_found', 'not_removed', 'set_aside'] }),
    outcomeWhy: text('outcome_why'),
    decidedBy: uuid('decided_by').references(() => users.id),
    decidedAt: moment('decided_at'),
    toldBy: uuid('told_by').references(() => users.id),
    toldAt: moment('told_at'),
    toldWay: text('told_way', { enum: ['paper', 'phone', 'in_person', 'email', 'link'] }),
    /** when it was last said that nobody has decided: its time is nearly over, or over */
    remindedAt: moment('reminded_at'),
    /** since when the words, who asked and the address are gone */
    wordsErasedAt: moment('words_erased_at'),
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('removal_requests_school_id_id').on(t.schoolId, t.id),
    unique('removal_requests_request').on(t.schoolId, t.requestKey),
    foreignKey({
      columns: [t.schoolId, t.decisionId],
      foreignColumns: [consentDecisions.schoolId, consentDecisions.id],
    }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
    foreignKey({ columns: [t.schoolId, t.postId], foreignColumns: [posts.schoolId, posts.id] }),
    index('removal_requests_open').on(t.schoolId, t.toldAt),
    index('removal_requests_undecided')
      .on(t.dueAt)
      .where(sql`${t.decidedAt} is null and ${t.remindedAt} is null`),
    index('removal_requests_words_kept')
      .on(t.schoolId, t.decidedAt)
      .where(
        sql`${t.wordsErasedAt} is null and ${t.decisionId} is null and ${t.decidedAt} is not null and ${t.outcome} is not null`,
      ),
  ],
);
