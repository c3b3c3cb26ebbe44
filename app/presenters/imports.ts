// Imports in words: where a file stands, what would change, what became of each row, and why a file cannot be used. Numbers and
// record numbers only; the sample rows alone show names, to those who brought the file.
import type { ColumnRole, DateFormat, System } from '#app/domain/import/mapping.ts';
import type { ImportState } from '#app/domain/import/import-state.ts';
import type { PlanSummary } from '#app/domain/import/plan-summary.ts';
import { sentencesByField } from './field-sentences.ts';

const STATES: Readonly<Record<ImportState, string>> = {
  uploaded: 'Being read',
  read: 'Waits for you: which column is which',
  mapped: 'Waits for the data lead: what the consents mean',
  signed: 'Working out what would change',
  previewed: 'Waits for the data lead: look and start',
  applying: 'Writing what takes permission away',
  waiting: 'Waits for the data lead: new permissions',
  confirming: 'Writing new permissions',
  done: 'Done',
  refused: 'Could not be used',
  dropped: 'Left, nothing was changed',
};
const OWN: Partial<Record<ImportState, string>> = {
  mapped: 'What did families agree to?',
  previewed: 'Look at the numbers, then start',
  waiting: 'Let the new permissions in?',
};
/** `forSigner`: said to the data lead, whose turn it is. */
export const importStateWords = (state: ImportState, forSigner = false): string =>
  (forSigner && OWN[state]) || STATES[state];

/** From so many days before, the records are said to grow old. */
const SAID_DAYS_BEFORE = 3;

/** When photos of pupils stop because the records are old; null while that is far off, or the records are kept by hand. */
export function staleWords(inDays: number | null): string | null {
  if (inDays === null || inDays > SAID_DAYS_BEFORE) return null;
  if (inDays <= 0) return 'The records are too old: no photo of a pupil goes out.';
  if (inDays === 1) return 'Tomorrow the records are too old, and no photo of a pupil goes out.';
  return `In ${inDays} days the records are too old, and no photo of a pupil goes out.`;
}

const FAULTS: Readonly<Record<string, string>> = {
  empty: 'There is nothing in this file. Export it again, with its headings.',
  too_big: 'This file is larger than 20 MB, or would be once unpacked. Export fewer columns.',
  too_many_rows: 'This file has more than 200,000 rows. Export one year group at a time.',
  too_many_columns: 'This file has more than 200 columns. Export only those you need.',
  too_many_cells: 'This file has more cells than we can read at once. Export only the columns you need.',
  old_excel: 'This is an old Excel file (XLS). Open it in Excel and save it as XLSX or CSV.',
  protected: 'This file is protected with a password. Save it without one, and send it again.',
  open_document: 'This is an OpenDocument file (ODS). Save it as XLSX or CSV.',
  pdf: 'This is a PDF. Export a CSV or Excel file instead.',
  not_a_table: 'This is not a file of rows and columns. Export a CSV or Excel file (XLSX).',
  unknown_encoding: 'The letters in this file are written in a way we do not know. Save it as CSV UTF-8.',
  broken_csv:
    'The rows of this file do not fit its headings, or a quotation mark is never closed. Export it again.',
  broken_xlsx: 'This Excel file is damaged or not as Excel writes it. Save it again, or as CSV.',
  no_such_sheet: 'That sheet is not in this file.',
  no_headings: 'This file has one column only. It needs headings, and a column with each pupil’s ID.',
  took_too_long: 'Reading this file took too long, so we stopped. Save it as CSV and send that.',
  file_gone: 'The file is not kept any more. Send it again.',
  no_room: 'There is no room to keep files at the moment. Tell whoever runs Gatepost.',
};
export const importFaultWords = (code: string | null): string =>
  FAULTS[code ?? ''] ?? 'This file cannot be used. Export it again, as CSV or XLSX.';

export const ROLE_WORDS: Readonly<Record<ColumnRole, string>> = {
  misId: 'The ID that never changes',
  legalForename: 'Legal first name',
  legalSurname: 'Legal surname',
  preferredForename: 'Preferred first name',
  preferredSurname: 'Preferred surname',
  knownAs: 'What everyone calls them',
  yearGroup: 'Year group',
  registrationGroup: 'Class or form',
  dateOfBirth: 'Date of birth',
  startsOn: 'First day at school',
  leavesOn: 'Leaving date',
  consentType: 'Kind of consent',
  answer: 'Answer',
  giver: 'Who answered',
  answeredOn: 'Date of the answer',
  relationship: 'Relationship to the pupil',
  parentalResponsibility: 'Has parental responsibility',
  giverEmail: 'Their e-mail',
};

export const SYSTEM_WORDS: Readonly<Record<System, string>> = {
  sims: 'SIMS',
  arbor: 'Arbor',
  bromcom: 'Bromcom',
  scholarpack: 'ScholarPack',
  juniper: 'Juniper',
  other: 'Another system',
};

export const DATE_WORDS: Readonly<Record<DateFormat, string>> = {
  dmy: 'Day first, 23/07/2026',
  ymd: 'Year first, 2026-07-23',
  mdy: 'Month first, 07/23/2026',
};

const MAPPING_SENTENCES: Readonly<Record<string, string>> = {
  no_such_column: 'A column that was chosen is not in this file.',
  column_twice: 'One column is chosen for two things. Choose each once.',
  id_column_missing: 'Choose the column with each pupil’s ID. Names are never used to find a pupil.',
  type_column_missing: 'Choose the column that names the kind of consent.',
  answer_column_missing: 'Choose the column that holds the answer.',
  type_columns_missing: 'Tick the columns that are kinds of consent.',
  giver_column_missing: 'Choose the column that names the person with parental responsibility.',
  dates_not_so: 'Some dates in this file cannot be written like that. Choose another way.',
  export_date_missing: 'Give the day on which the file was exported.',
  export_date_to_come: 'That day has not come yet. Give the day on which the file was exported.',
  older_than_last: 'A newer export is in already. An older one could undo what has changed since.',
  too_many_types:
    'That column has too many different values to be kinds of consent. Go back and choose another.',
  subjects_missing: 'Tick what it covers, or leave this kind out.',
  channels_missing: 'Tick where it may be shown, or leave this kind out.',
  purposes_missing: 'Tick what for, or leave this kind out.',
};

/** One sentence by field name; a field keeps its first. */
export const importErrors = sentencesByField(MAPPING_SENTENCES);

const PROBLEMS: Readonly<Record<string, string>> = {
  id_missing: 'no pupil ID',
  id_too_long: 'the pupil ID is too long',
  name_missing: 'no name for a new pupil',
  unknown_value: 'an answer that we do not know',
  type_missing: 'an answer without a kind of consent',
  bad_date: 'a date that is no date',
  date_to_come: 'a date that has not come yet',
  unclear_authority: 'unclear whether the person has parental responsibility',
  rows_differ: 'rows about the same pupil differ',
};
export const problemWords = (code: string): string => PROBLEMS[code] ?? code;

const FATES: Readonly<Record<string, string>> = {
  unchanged: 'No change',
  bare: 'Left out: no giver or date, so it counts nowhere',
  new: 'New pupil',
  new_waits: 'New pupil; permissions',
  now: 'Written',
  waits: 'Permissions',
  now_waits: 'Written; permissions',
  missing: 'Not in the file: not shown until a person has looked',
};

/** What became of a row, once the import stands where it does. */
export function fateWords(fate: string, state: ImportState, confirmed: boolean | null): string {
  if (fate.startsWith('problem:'))
    return `Left out: ${problemWords(fate.slice(8))}. The pupil is not shown until it is put right`;
  const words = FATES[fate] ?? fate;
  if (state !== 'done' && state !== 'waiting' && state !== 'confirming') return `${words} (not written yet)`;
  if (!fate.endsWith('waits')) return words;
  return `${words} ${state === 'done' && confirmed ? 'let in' : state === 'done' ? 'left out' : 'wait for the data lead'}`;
}

export interface NumberLine {
  label: string;
  value: number;
}

/** The numbers of a preview, those that are nothing left out. */
export function summaryLines(summary: PlanSummary): {
  atOnce: NumberLine[];
  waits: NumberLine[];
  left: NumberLine[];
} {
  const lines = (...all: [string, number][]) =>
    all.filter(([, value]) => value > 0).map(([label, value]) => ({ label, value }));
  return {
    atOnce: lines(
      ['New pupils', summary.added],
      ['Pupils whose details change', summary.updated],
      ['People with parental responsibility added', summary.people],
      ['Answers that take permission away', summary.restrictive],
      ['Pupils not in the file: blocked until somebody has looked', summary.missing],
    ),
    waits: lines(
      ['Answers that give permission', summary.permissive],
      ['Pupils who would turn to a yes', summary.flips],
      ['Pupils in the file again', summary.back],
    ),
    left: lines(
      ['Pupils with no change', summary.unchanged],
      ['Rows left out', summary.rejectedRows],
      ['Pupils blocked because of a row left out', summary.rejectedPupils],
      ['Ticks without giver or date that count nowhere', summary.bareKept],
    ),
  };
}

/** A cell of a report: nothing that a spreadsheet would take for a formula. */
export function safeCell(text: string): string {
  const safe = /^[=+\-@\t\r|%]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** One line of the report, with its line break. */
export const reportLine = (cells: readonly string[]): string => `${cells.map(safeCell).join(',')}\r\n`;
