// Which column of a file is what, and how its cells are written: the whole of what a person says about a file, and of what is
// kept for the next one.

/** The systems whose exports are known by name; the source of an answer is `import:` and one of these. */
export const SYSTEMS = ['sims', 'arbor', 'bromcom', 'scholarpack', 'juniper', 'other'] as const;
export type System = (typeof SYSTEMS)[number];

/** What a column may hold. */
export const COLUMN_ROLES = [
  'misId',
  'legalForename',
  'legalSurname',
  'preferredForename',
  'preferredSurname',
  'knownAs',
  'yearGroup',
  'registrationGroup',
  'dateOfBirth',
  'startsOn',
  'leavesOn',
  'consentType',
  'answer',
  'giver',
  'answeredOn',
  'relationship',
  'parentalResponsibility',
  'giverEmail',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export const DATE_FORMATS = ['dmy', 'ymd', 'mdy'] as const;
/** Day first (23/07/2026), year first (2026-07-23), month first (07/23/2026). */
export type DateFormat = (typeof DATE_FORMATS)[number];

/**
 * - `wide`: one row a pupil, one column for each kind of consent.
 * - `long`: one row for each pupil and kind of consent.
 * - `none`: no consents in this file: pupils, and people with authority, alone.
 */
export const LAYOUTS = ['wide', 'long', 'none'] as const;
export type Layout = (typeof LAYOUTS)[number];

export interface ImportMapping {
  system: System;
  layout: Layout;
  /** the heading of the column for each role that the file has */
  columns: Partial<Record<ColumnRole, string>>;
  /** in a wide file: the headings of the columns that are kinds of consent */
  typeColumns: readonly string[];
  dateFormat: DateFormat;
  /** False, F and 0 mean an empty box, which nobody answered, rather than a no */
  untickedIsBlank: boolean;
  /** the file holds every pupil on roll: whoever is not in it has left */
  isFull: boolean;
  /** the day on which the file was taken out of the other system, `YYYY-MM-DD` */
  exportedOn: string;
}

/** The name under which answers of a system are kept. */
export const sourceOf = (system: System): `import:${System}` => `import:${system}`;

/** A heading or a kind of consent as it is compared: case, spacing and separators do not count. */
export const keyOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./]+/g, ' ')
    .trim();
