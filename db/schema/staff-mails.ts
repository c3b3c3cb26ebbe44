// E-mail to staff: what each person wants to get and when, the mails that went or wait, and which notices each one told of. No
// address and no words are kept here: both are made at the moment of sending. A person can work in several schools of a trust and
// gets one mail for all of them, so these rows belong to the trust.
import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, moment } from './columns.ts';
import { notices } from './notices.ts';
import { users } from './people.ts';

/** How soon a person is e-mailed of what needs them; what is urgent always goes at once. */
export const NEEDS_YOU_BY_MAIL = ['at_once', 'daily', 'never'] as const;

/** One row a person: their wishes, and what is known of their address. */
export const staffMailBoxes = pgTable(
  'staff_mail_boxes',
  {
    trustId: uuid('trust_id').notNull(),
    userId: uuid('user_id').notNull(),
    needsYou: text('needs_you', { enum: NEEDS_YOU_BY_MAIL }).notNull().default('at_once'),
    /** quiet hours by the clock on the school's wall, `HH:MM`; the same twice = none */
    quietFrom: text('quiet_from').notNull().default('18:00'),
    quietUntil: text('quiet_until').notNull().default('07:30'),
    /** from Friday's quiet hours to Monday's end of them */
    quietWeekends: boolean('quiet_weekends').notNull().default(true),
    /** what waits was last gone through; null = look again now */
    lookedAt: moment('looked_at'),
    /** a mail to the person came back: until one is taken, or they say that it works again, only what is urgent is tried, now and then */
    refusedAt: moment('refused_at'),
  },
  (t) => [
    primaryKey({ columns: [t.trustId, t.userId] }),
    foreignKey({ columns: [t.trustId, t.userId], foreignColumns: [users.trustId, users.id] }),
    index('staff_mail_boxes_refused')
      .on(t.trustId)
      .where(sql`${t.refusedAt} is not null`),
  ],
);

export const staffMails = pgTable(
  'staff_mails',
  {
    id: id(),
    trustId: uuid('trust_id').notNull(),
    userId: uuid('user_id').notNull(),
    urgency: text('urgency', { enum: ['urgent', 'needs_you', 'daily'] }).notNull(),
    /** `sending` beyond its lease: a worker died, and the server may have taken it */
    state: text('state', { enum: ['sending', 'waiting', 'sent', 'ended'] }).notNull(),
    createdAt: moment('created_at').notNull(),
    attempts: integer('attempts').notNull(),
    /** tries after which nobody knows whether the server took it */
    doubts: integer('doubts').notNull().default(0),
    triedAt: moment('tried_at').notNull(),
    /** nobody takes it before */
    leaseUntil: moment('lease_until').notNull(),
    endedAt: moment('ended_at'),
    /** our own code for why it was given up, never the server's words */
    failedCode: text('failed_code'),
  },
  (t) => [
    foreignKey({ columns: [t.trustId, t.userId], foreignColumns: [users.trustId, users.id] }),
    uniqueIndex('staff_mails_one_open')
      .on(t.userId)
      .where(sql`${t.endedAt} is null`),
    index('staff_mails_tried').on(t.triedAt),
    index('staff_mails_user').on(t.userId, t.createdAt),
  ],
);

/** Which mail told of a notice: one at most, by its key. */
export const staffMailNotices = pgTable(
  'staff_mail_notices',
  {
    noticeId: uuid('notice_id')
      .primaryKey()
      .references(() => notices.id),
    mailId: uuid('mail_id')
      .notNull()
      .references(() => staffMails.id, { onDelete: 'cascade' }),
  },
  (t) => [index('staff_mail_notices_mail').on(t.mailId)],
);
