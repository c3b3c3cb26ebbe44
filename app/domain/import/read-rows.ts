// Turns the rows of a file into what it says about each pupil. A row that cannot be understood is left out whole, with the reason;
// what rows of one pupil say is put together in a way that does not depend on their order, the harder answer first.
import type { Answer } from '#app/domain/consent/consent-vocabulary.ts';
import { dateFrom } from './dates.ts';
import { type ColumnRole, type ImportMapping, keyOf } from './mapping.ts';
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
const OPTIONAL_TEXTS = ['preferredForename', 'preferredSurname'] as const;

interface Row {
  row: number;
  misId: string;
  details: PupilDetails;
  person: PersonInFile | null;
  answers: AnswerInFile[];
}

/** A name as it is compared: never to match pupils, only to recognise the same parent of one pupil again. */
export const giverKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

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

const smaller = (a: string | undefined, b: string): string => (a !== undefined && a < b ? a : b);
const sorted = (rows: number[]): number[] => rows.sort((a, b) => a - b);

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
      ? { name: giverName, relationship: (cell('relationship') ?? '').slice(0, LONGEST), authority: said }
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

const HARDNESS: Readonly<Record<Answer, number>> = { granted: 0, not_answered: 1, refused: 2, withdrawn: 3 };

/** Null when rows of one pupil give different names, classes or dates: then nobody can say which row is right. */
function putTogether(misId: string, good: readonly Row[], bad: readonly number[]): PupilInFile | null {
  const details: PupilDetails = {};
  const people = new Map<string, PersonInFile>();
  const answers = new Map<string, AnswerInFile>();
  for (const row of good) {
    for (const [field, value] of Object.entries(row.details)) {
      const known = (details as Record<string, unknown>)[field];
      if (known !== undefined && known !== value) return null;
      (details as Record<string, unknown>)[field] = value;
    }
    if (row.person) {
      const key = giverKey(row.person.name);
      const known = people.get(key);
      people.set(key, known ? together(known, row.person) : row.person);
    }
    for (const answer of row.answers) {
      const key = `${answer.type}\n${answer.giver}`;
      answers.set(key, harder(answers.get(key), answer));
    }
  }
  return {
    misId,
    rows: sorted([...good.map(({ row }) => row), ...bad]),
    unclear: bad.length > 0,
    details,
    people: byKey(people),
    answers: byKey(answers),
  };
}

const byKey = <T>(map: ReadonlyMap<string, T>): T[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);

const together = (a: PersonInFile, b: PersonInFile): PersonInFile => ({
  name: smaller(a.name, b.name),
  relationship: smaller(a.relationship, b.relationship),
  authority: a.authority && b.authority,
});

/** Of two answers about the same, the one that gives less; of two alike, a yes by its earlier day, a no by its later. */
function harder(a: AnswerInFile | undefined, b: AnswerInFile): AnswerInFile {
  if (!a) return b;
  const giverName = smaller(a.giverName, b.giverName);
  const more = HARDNESS[b.answer] - HARDNESS[a.answer];
  if (more !== 0) return { ...(more > 0 ? b : a), giverName };
  if (a.on === b.on) return { ...a, giverName };
  if (a.answer === 'granted')
    return { ...(a.on === null || (b.on !== null && a.on < b.on) ? a : b), giverName };
  return { ...(b.on === null || (a.on !== null && a.on > b.on) ? a : b), giverName };
}
