// Letters on their way by e-mail: whom, about what, and what became of it. No address and no words are kept here; both are
// made at the moment of sending, and the secret of a link is never written down.
import { foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment, schoolId } from './columns.ts';
import { authorityHolders } from './consent.ts';
import { schools } from './school.ts';

export const mails = pgTable(
  'mails',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    kind: text('kind', { enum: ['consent_asked', 'consent_reminder'] }).notNull(),
    holderId: uuid('holder_id').notNull(),
    /** the ask it is about */
    aboutId: uuid('about_id').notNull(),
    createdAt: moment('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: moment('lease_until'),
    sentAt: moment('sent_at'),
    failedAt: moment('failed_at'),
    /** our own code for why, never the server's words */
    failedCode: text('failed_code'),
  },
  (t) => [
    unique('mails_school_id_id').on(t.schoolId, t.id),
    foreignKey({
      columns: [t.schoolId, t.holderId],
      foreignColumns: [authorityHolders.schoolId, authorityHolders.id],
    }),
    index('mails_waiting').on(t.sentAt, t.failedAt, t.leaseUntil),
  ],
);
