// Turns the rows of a file into what it says about each pupil. A row that cannot be understood is left out whole, with the reason;
// what rows of one pupil say is put together in a way that does not depend on their order, the harder answer first.
import type { Answer } from '#app/domain/consent/consent-vocabulary.ts';
import { dateFrom } from './dates.ts';
import { giverKey } from './giver-key.ts';
import { type ColumnRole, type ImportMapping, keyOf } from './mapping.ts';
import { putTogether, smaller, sorted } from './put-together.ts';
import type { Table } from './table.ts';
import { answerFrom, yesFrom } from './values.ts';

export const ROW_PROBLEMS = [
  'id_missing',
  'id_too_long',
  'name_missing',
  'unknown_value',
  'type_missing',
  'bad_date',
  'date_to_come',
  'unclear_authority',
  'rows_differ',
] as const;
export type RowProblem = (typeof ROW_PROBLEMS)[number];

/** What a file may say about a pupil themselves. Undefined: it says nothing; null: it says there is none. */
export interface PupilDetails {
  legalForename?: string;
  legalSurname?: string;
  preferredForename?: string | null;
  preferredSurname?: string | null;
  knownAs?: string | null;
  yearGroup?: string;
  registrationGroup?: string;
  dateOfBirth?: string | null;
  startsOn?: string;
  leavesOn?: string | null;
}

/** Somebody whom the file names as having parental responsibility, or as not having it. */
export interface PersonInFile {
  name: string;
  relationship: string;
  authority: boolean;
  /** where a personal link may be sent; null: none, or none that is an address */
  email: string | null;
}

export interface AnswerInFile {
  type: string;
  /** normalised name; empty when the file names nobody */
  giver: string;
  giverName: string;
  answer: Answer;
  /** `YYYY-MM-DD`, or null when the file gives no date */
  on: string | null;
}

export interface PupilInFile {
  misId: string;
  rows: readonly number[];
  /** a row about this pupil could not be understood */
  unclear: boolean;
  details: PupilDetails;
  people: readonly PersonInFile[];
  answers: readonly AnswerInFile[];
}

export interface FileRead {
  /** by record number, in its order */
  pupils: readonly PupilInFile[];
  problems: readonly { row: number; misId: string; problem: RowProblem }[];
  /** kinds of consent that the file speaks of, key to name as written */
  types: ReadonlyMap<string, string>;
}

const LONGEST = 120;
const TEXTS = ['legalForename', 'legalSurname', 'yearGroup', 'registrationGroup'] as const;
const OPTIONAL_TEXTS = ['preferredForename', 'preferredSurname', 'knownAs'] as const;

/** One row that could be understood. */
export interface Row {
  row: number;
  misId: string;
  details: PupilDetails;
  person: PersonInFile | null;
  answers: AnswerInFile[];
}

/** Reads every row. `today` is the school's date: nobody has answered, or was born, later. */
export function readRows(table: Table, mapping: ImportMapping, today: string): FileRead {
  const at = new Map(table.headers.map((header, index) => [header, index]));
  const byPupil = new Map<string, { good: Row[]; bad: number[] }>();
  const problems: { row: number; misId: string; problem: RowProblem }[] = [];
  const types = new Map<string, string>();
  if (mapping.layout === 'wide') for (const header of mapping.typeColumns) types.set(keyOf(header), header);
  table.rows.forEach((cells, index) => {
    const row = index + 2;
    const cell = (role: ColumnRole): string | undefined => {
      const column = mapping.columns[role];
      const place = column === undefined ? undefined : at.get(column);
      return place === undefined ? undefined : (cells[place] ?? '').trim();
    };
    const misId = cell('misId') ?? '';
    const read = readRow(
      row,
      misId,
      cell,
      (header) => (cells[at.get(header) ?? -1] ?? '').trim(),
      mapping,
      today,
    );
    if (typeof read === 'string') problems.push({ row, misId: misId.slice(0, LONGEST), problem: read });
    if (misId === '' || misId.length > LONGEST) return;
    const known = byPupil.get(misId) ?? { good: [], bad: [] };
    byPupil.set(misId, known);
    if (typeof read === 'string') known.bad.push(row);
    else {
      known.good.push(read);
      const type = mapping.layout === 'long' ? cell('consentType') : undefined;
      if (type) types.set(keyOf(type), smaller(types.get(keyOf(type)), type));
    }
  });
  const pupils = [...byPupil].map(([misId, { good, bad }]) => {
    const together = putTogether(misId, good, bad);
    if (together) return together;
    for (const { row } of good) problems.push({ row, misId, problem: 'rows_differ' });
    const rows = [...good.map(({ row }) => row), ...bad];
    return { misId, rows: sorted(rows), unclear: true, details: {}, people: [], answers: [] };
  });
  pupils.sort((a, b) => (a.misId < b.misId ? -1 : 1));
  problems.sort((a, b) => a.row - b.row);
  return { pupils, problems, types };
}

type CellOf = (role: ColumnRole) => string | undefined;

function readRow(
  row: number,
  misId: string,
  cell: CellOf,
  named: (header: string) => string,
  mapping: ImportMapping,
  today: string,
): Row | RowProblem {
  if (misId === '') return 'id_missing';
  if (misId.length > LONGEST) return 'id_too_long';
  const details = detailsOf(cell, mapping, today);
  if (typeof details === 'string') return details;
  const on = dateOf(cell('answeredOn'), mapping);
  if (on === 'bad_date') return on;
  if (on && on > today) return 'date_to_come';
  const giverName = (cell('giver') ?? '').slice(0, LONGEST);
  const giver = giverKey(giverName);
  const authority = cell('parentalResponsibility');
  const said = authority === undefined || authority === '' ? null : yesFrom(authority);
  if (authority && said === null) return 'unclear_authority';
  const person =
    giver !== '' && said !== null
      ? {
          name: giverName,
          relationship: (cell('relationship') ?? '').slice(0, LONGEST),
          authority: said,
          email: emailFrom(cell('giverEmail') ?? ''),
        }
      : null;
  const answers: AnswerInFile[] = [];
  for (const [type, value] of spokenOf(cell, named, mapping)) {
    if (type === '') return 'type_missing';
    const answer = answerFrom(value, mapping.untickedIsBlank);
    if (answer === null) return 'unknown_value';
    answers.push({ type, giver, giverName, answer, on: on ?? null });
  }
  return { row, misId, details, person, answers };
}

function spokenOf(
  cell: CellOf,
  named: (header: string) => string,
  mapping: ImportMapping,
): [string, string][] {
  if (mapping.layout === 'wide') return mapping.typeColumns.map((header) => [keyOf(header), named(header)]);
  if (mapping.layout === 'none') return [];
  const type = keyOf(cell('consentType') ?? '');
  const value = cell('answer') ?? '';
  // A row that gives a pupil's details alone speaks of no consent.
  return type === '' && value === '' ? [] : [[type, value]];
}

/** Longest address that mail servers take (RFC 5321), in UTF-16 units. */
const LONGEST_EMAIL = 254;

/** The address in small letters, or null for anything that is none: a letter is printed then. */
function emailFrom(cell: string): string | null {
  const email = cell.toLowerCase();
  const isOne = email.length <= LONGEST_EMAIL && /^[^\s@<>()[\],;:"]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(email);
  return isOne ? email : null;
}

/** Undefined: no such column. */
function dateOf(cell: string | undefined, mapping: ImportMapping): string | null | undefined | 'bad_date' {
  if (cell === undefined) return undefined;
  if (cell === '') return null;
  return dateFrom(cell, mapping.dateFormat) ?? 'bad_date';
}

function detailsOf(cell: CellOf, mapping: ImportMapping, today: string): PupilDetails | RowProblem {
  const details: PupilDetails = {};
  for (const role of TEXTS) {
    const value = cell(role);
    if (value !== undefined) details[role] = value.slice(0, LONGEST);
  }
  if (details.legalForename === '' || details.legalSurname === '') return 'name_missing';
  for (const role of OPTIONAL_TEXTS) {
    const value = cell(role);
    if (value !== undefined) details[role] = value.slice(0, LONGEST) || null;
  }
  for (const role of ['dateOfBirth', 'startsOn', 'leavesOn'] as const) {
    const date = dateOf(cell(role), mapping);
    if (date === 'bad_date') return date;
    if (date === undefined) continue;
    if (role === 'dateOfBirth' && date && date > today) return 'date_to_come';
    if (role !== 'startsOn') details[role] = date;
    else if (date) details.startsOn = date;
  }
  return details;
}
