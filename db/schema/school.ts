// Trusts, their schools, and the pauses that stop publishing.
import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { SchoolSettings } from '#app/domain/school/school-settings.ts';
import { id, moment } from './columns.ts';

export const trusts = pgTable('trusts', {
  id: id(),
  name: text('name').notNull(),
  /** A practice trust can never connect a real account nor become real. */
  practice: boolean('practice').notNull(),
  /** The organisation responsible in law, and the person to ask. */
  controller: text('controller').notNull(),
  contact: text('contact').notNull(),
  createdAt: moment('created_at').notNull(),
});

export const schools = pgTable(
  'schools',
  {
    id: id(),
    trustId: uuid('trust_id')
      .notNull()
      .references(() => trusts.id),
    name: text('name').notNull(),
    phase: text('phase', { enum: ['primary', 'secondary', 'all_through'] }).notNull(),
    /** IANA zone of the school's wall clock, e.g. `Europe/London`. */
    zone: text('zone').notNull(),
    settings: jsonb('settings').$type<Partial<SchoolSettings>>().notNull().default({}),
    /** Moment the last consent import was exported from the school's records; null = records kept by hand here. */
    consentExportedAt: moment('consent_exported_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique('schools_trust_id_id').on(t.trustId, t.id)],
);

/** A pause stops every post of a school (or, with no school, of a trust) at the last check before sending. */
export const pauses = pgTable(
  'pauses',
  {
    id: id(),
    trustId: uuid('trust_id')
      .notNull()
      .references(() => trusts.id),
    schoolId: uuid('school_id').references(() => schools.id),
    startedAt: moment('started_at').notNull(),
    startedBy: uuid('started_by').notNull(),
    endedAt: moment('ended_at'),
    endedBy: uuid('ended_by'),
  },
  (t) => [
    index('pauses_open')
      .on(t.trustId)
      .where(sql`${t.endedAt} is null`),
  ],
);
