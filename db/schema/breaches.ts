// Somebody was live who should not have been: what the school decides about it, and what it did. Who was shown is read from the record
// of uses, and free words stand beside the log under their hash, so that no pupil and no reason is in these rows.
import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';
import { takedowns } from './takedowns.ts';

export const breachRecords = pgTable(
  'breach_records',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    takedownId: uuid('takedown_id').notNull(),
    postId: uuid('post_id').notNull(),
    /** when the school came to know of it: the clock runs from here */
    noticedAt: moment('noticed_at').notNull(),
    /** by when it must have decided whether to report it (UK GDPR Article 33: 72 hours) */
    decideBy: moment('decide_by').notNull(),
    decision: text('decision', { enum: ['report', 'no_report'] }),
    /** why, as the hash of its words */
    decisionHash: text('decision_hash'),
    decidedBy: uuid('decided_by').references(() => users.id),
    decidedAt: moment('decided_at'),
    remindedAt: moment('reminded_at'),
    closedBy: uuid('closed_by').references(() => users.id),
    closedAt: moment('closed_at'),
  },
  (t) => [
    unique('breach_records_school_id_id').on(t.schoolId, t.id),
    unique('breach_records_once').on(t.takedownId),
    foreignKey({ columns: [t.schoolId, t.takedownId], foreignColumns: [takedowns.schoolId, takedowns.id] }),
    index('breach_records_undecided')
      .on(t.decideBy)
      .where(sql`${t.decision} is null`),
  ],
);

/** What was done about it, in the order in which it was written down. */
export const breachActions = pgTable(
  'breach_actions',
  {
    id: id(),
    schoolId: schoolId(),
    breachId: uuid('breach_id').notNull(),
    wordsHash: text('words_hash').notNull(),
    doneBy: uuid('done_by')
      .notNull()
      .references(() => users.id),
    notedAt: moment('noted_at').notNull(),
    /** one for each form that was sent, so that a second press adds nothing */
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('breach_actions_request').on(t.schoolId, t.requestKey),
    foreignKey({
      columns: [t.schoolId, t.breachId],
      foreignColumns: [breachRecords.schoolId, breachRecords.id],
    }),
  ],
);
