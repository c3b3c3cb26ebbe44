// Exports of a school's own records on their way in: what was read, how its columns are understood, what was signed, and what
// became of every row. Nothing here decides about a pupil; the answers themselves are in the consent record.
import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  ACCOUNT_SCOPES,
  ANSWERS,
  CHANNELS,
  PURPOSES,
  SUBJECTS,
} from '#app/domain/consent/consent-vocabulary.ts';
import type { ImportMapping } from '#app/domain/import/mapping.ts';
import type { ImportProfile } from '#app/domain/import/profile.ts';
import type { PlanSummary } from '#app/domain/import/plan-summary.ts';
import { IMPORT_STATES } from '#app/domain/import/import-state.ts';
import type { ReadingChoices } from '#app/domain/import/table.ts';
import { id, moment, schoolId } from './columns.ts';
import { users } from './people.ts';
import { pupils } from './pupils.ts';
import { schools } from './school.ts';

/** One file and where it stands. Its bytes lie encrypted in the photo store's quarantine, as pieces under this id. */
export const imports = pgTable(
  'imports',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    state: text('state', { enum: IMPORT_STATES }).notNull(),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => users.id),
    uploadedAt: moment('uploaded_at').notNull(),
    bytes: integer('bytes').notNull(),
    /** how the bytes are to be read, where a person said so; found out otherwise */
    choices: jsonb('choices').$type<ReadingChoices>().notNull().default({}),
    /** what the worker found in the file; emptied with the file, because it holds sample rows */
    profile: jsonb('profile').$type<ImportProfile>(),
    /** digest of the rows as read: the same file again is known by it */
    rowsHash: text('rows_hash'),
    mapping: jsonb('mapping').$type<ImportMapping>(),
    mappedBy: uuid('mapped_by').references(() => users.id),
    signedBy: uuid('signed_by').references(() => users.id),
    signedAt: moment('signed_at'),
    summary: jsonb('summary').$type<PlanSummary>(),
    startedBy: uuid('started_by').references(() => users.id),
    startedAt: moment('started_at'),
    /** whether the answers that give permission were let in; null while nobody has said */
    confirmed: boolean('confirmed'),
    confirmedBy: uuid('confirmed_by').references(() => users.id),
    confirmedAt: moment('confirmed_at'),
    /** pupils done in the step that runs, and how many it has; `reached` is the last record number done */
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    reached: text('reached'),
    /** when a worker last had it in hand */
    workedAt: moment('worked_at'),
    refusedCode: text('refused_code'),
    endedAt: moment('ended_at'),
    fileDestroyedAt: moment('file_destroyed_at'),
  },
  (t) => [
    unique('imports_school_id_id').on(t.schoolId, t.id),
    uniqueIndex('imports_one_open')
      .on(t.schoolId)
      .where(sql`${t.endedAt} is null`),
    index('imports_of_school').on(t.schoolId, t.uploadedAt),
  ],
);

/** What became of each row of a file: numbers and codes, no name. Row 0 stands for pupils that the file does not have. */
export const importRows = pgTable(
  'import_rows',
  {
    schoolId: schoolId(),
    importId: uuid('import_id').notNull(),
    /** as a spreadsheet counts: the headings are row 1 */
    row: integer('row').notNull(),
    misId: text('mis_id').notNull(),
    fate: text('fate').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.row, t.misId] }),
    foreignKey({ columns: [t.schoolId, t.importId], foreignColumns: [imports.schoolId, imports.id] }),
  ],
);

/** The last that a source said about one kind of consent of one pupil: what the next file is held against. */
export const importedAnswers = pgTable(
  'imported_answers',
  {
    schoolId: schoolId(),
    pupilId: uuid('pupil_id').notNull(),
    /** `import:sims` */
    source: text('source').notNull(),
    type: text('type').notNull(),
    /** who gave it, by normalised name; empty for a bare tick */
    giver: text('giver').notNull(),
    holderId: uuid('holder_id'),
    answer: text('answer', { enum: ANSWERS }).notNull(),
    answeredOn: date('answered_on', { mode: 'string' }),
    /** digest of what the kind of consent was signed to mean */
    meaning: text('meaning').notNull(),
    subjects: text('subjects', { enum: SUBJECTS }).array().notNull(),
    channels: text('channels', { enum: CHANNELS }).array().notNull(),
    purposes: text('purposes', { enum: PURPOSES }).array().notNull(),
    accountScope: text('account_scope', { enum: ACCOUNT_SCOPES }).notNull(),
    /** the noes without a giver that this source wrote and that still stand */
    standingNoes: uuid('standing_noes').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.pupilId, t.source, t.type, t.giver] }),
    foreignKey({ columns: [t.schoolId, t.pupilId], foreignColumns: [pupils.schoolId, pupils.id] }),
  ],
);

/** What the data lead signed that a kind of consent in another system's records means. Append-only: the last version counts. */
export const consentTypeMaps = pgTable(
  'consent_type_maps',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    source: text('source').notNull(),
    type: text('type').notNull(),
    label: text('label').notNull(),
    version: integer('version').notNull(),
    /** not asked about photos, or not to be relied on: its answers are left out, and listed */
    ignored: boolean('ignored').notNull(),
    subjects: text('subjects', { enum: SUBJECTS }).array().notNull(),
    channels: text('channels', { enum: CHANNELS }).array().notNull(),
    purposes: text('purposes', { enum: PURPOSES }).array().notNull(),
    accountScope: text('account_scope', { enum: ACCOUNT_SCOPES }).notNull(),
    /** signed for: the wording named social media, so a tick without giver or date counts there too, with a warning */
    bareReachesSocial: boolean('bare_reaches_social').notNull(),
    signedBy: uuid('signed_by')
      .notNull()
      .references(() => users.id),
    signedAt: moment('signed_at').notNull(),
  },
  (t) => [unique('consent_type_maps_version').on(t.schoolId, t.source, t.type, t.version)],
);

/** How a school's files look, kept for the next one. */
export const importPresets = pgTable(
  'import_presets',
  {
    id: id(),
    schoolId: schoolId().references(() => schools.id),
    name: text('name').notNull(),
    mapping: jsonb('mapping').$type<ImportMapping>().notNull(),
    savedBy: uuid('saved_by')
      .notNull()
      .references(() => users.id),
    savedAt: moment('saved_at').notNull(),
  },
  (t) => [unique('import_presets_name').on(t.schoolId, t.name)],
);
