// A file of rows as the rest of the import sees it: plain strings, whatever it was written with, and how it is to be read.

export const ENCODINGS = ['utf-8', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What a person has said about how to read the bytes; what is left out is found out. */
export interface ReadingChoices {
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** a sheet's name */
  sheet?: string;
}

/** Bounds of one file: beyond them it is refused in words, before anything is made of it. */
export const MOST_BYTES = 20 * 1024 * 1024;
export const MOST_ROWS = 200_000;
export const MOST_COLUMNS = 200;
/** Cells of all rows together, and UTF-16 units in one cell. */
export const MOST_CELLS = 4_000_000;
export const MOST_IN_CELL = 2_000;

/** Rows below the headings, each as long as `headers`. Dates of a spreadsheet come as `YYYY-MM-DD`. */
export interface Table {
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}

/** How the bytes turned out to be written. */
export type ReadAs =
  | { kind: 'csv'; encoding: Encoding; delimiter: Delimiter }
  | { kind: 'xlsx'; sheet: string; sheets: readonly string[] };

/** Why a file cannot be used. */
export const TABLE_FAULTS = [
  'empty',
  'too_big',
  'too_many_rows',
  'too_many_columns',
  'too_many_cells',
  'old_excel',
  'protected',
  'open_document',
  'pdf',
  'not_a_table',
  'unknown_encoding',
  'broken_csv',
  'broken_xlsx',
  'no_such_sheet',
  'no_headings',
  'took_too_long',
] as const;
export type TableFault = (typeof TABLE_FAULTS)[number];

export type TableRead = { ok: true; table: Table; as: ReadAs } | { ok: false; fault: TableFault };
