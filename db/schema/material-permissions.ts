// Rights in material that is not the school’s own, with its giver, its evidence and its dates.
import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { CHANNELS } from '#app/domain/consent/consent-vocabulary.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { schools } from './school.ts';

/** Permission to use material that is somebody else's: a picture, a poster, a logo, a quotation. */
export const materialPermissions = pgTable(
  'material_permissions',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    /** what it is, such as "Poster of the county fun run" */
    what: text('what').notNull(),
    kind: text('kind', { enum: ['picture', 'logo', 'words', 'music', 'other'] }).notNull(),
    givenBy: text('given_by').notNull(),
    evidence: text('evidence').notNull(),
    channels: text('channels', { enum: CHANNELS }).array().notNull(),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => users.id),
    recordedAt: moment('recorded_at').notNull(),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at'),
    withdrawnAt: moment('withdrawn_at'),
    withdrawnBy: uuid('withdrawn_by').references(() => users.id),
    requestKey: uuid('request_key').notNull(),
  },
  (t) => [
    unique('material_permissions_school_id_id').on(t.schoolId, t.id),
    unique('material_permissions_request').on(t.schoolId, t.requestKey),
  ],
);
