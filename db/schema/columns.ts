// Column shapes that every table shares, so that an id, a school and a moment look the same everywhere.
import { timestamp, uuid } from 'drizzle-orm/pg-core';

/** Primary key: a random UUID made by the caller or the database. */
export const id = () => uuid('id').primaryKey().defaultRandom();

/** The school a row belongs to; part of every composite foreign key. */
export const schoolId = () => uuid('school_id').notNull();

/** A moment in time: `timestamptz` with ms precision, read as a Date. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
