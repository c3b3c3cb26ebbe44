// Reads a roster for the command line: pupils' names and classes from a CSV file, each fault with the line it stands on. It is read
// into memory, compared with, and forgotten.
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { RosterPupil } from '#app/domain/words/names/roster-ground.ts';
import { Refused } from './photo-files.ts';

/** Columns of a roster; of these the first three must be there. */
export const ROSTER_COLUMNS = [
  'mis_id',
  'legal_forename',
  'legal_surname',
  'preferred_forename',
  'preferred_surname',
  'known_as',
  'year_group',
  'registration_group',
] as const;
type Column = (typeof ROSTER_COLUMNS)[number];
const NEEDED: readonly Column[] = ['mis_id', 'legal_forename', 'legal_surname'];

/** Bytes of a roster, at most: more than the 100,000 pupils of the largest trust need. */
const MOST_BYTES = 50_000_000;

/**
 * In: the file's bytes and what to call it. Out: its pupils, in order. Throws `Refused`: not UTF-8, no header, a column missing or
 * there twice, a row of another width, no id, an id there twice, or a pupil without any name. An empty cell is no value.
 */
export function rosterOf(bytes: Uint8Array, name: string): RosterPupil[] {
  const [header, ...rows] = rowsOf(bytes, name);
  const columns = columnsOf(header?.record ?? [], name);
  const seen = new Map<string, number>();
  return rows.map(({ record, line }) => {
    if (record.length !== columns.length)
      throw new Refused(
        `${name}, line ${line}: has ${record.length} cells, but the header names ${columns.length} columns`,
      );
    const pupil = pupilOf((column) => record[columns.indexOf(column)]?.trim() || null);
    if (pupil.id === '') throw new Refused(`${name}, line ${line}: has no mis_id`);
    const before = seen.get(pupil.id);
    if (before !== undefined)
      throw new Refused(`${name}, line ${line}: has the mis_id of line ${before} once more`);
    seen.set(pupil.id, line);
    if (pupil.legalForename === '' && pupil.legalSurname === '')
      throw new Refused(`${name}, line ${line}: has neither legal_forename nor legal_surname`);
    return pupil;
  });
}

interface Row {
  record: string[];
  line: number;
}

function rowsOf(bytes: Uint8Array, name: string): Row[] {
  if (bytes.length > MOST_BYTES) throw new Refused(`${name}: is too long for a roster`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(`${name}: is not UTF-8; save it as “CSV UTF-8” and try again`);
  }
  try {
    const read: unknown = parse(text, { relax_column_count: true, skip_empty_lines: true, info: true });
    return (read as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({
      record,
      // The line on which the row begins, also where a cell goes over several.
      line: info.lines - record.join('').split('\n').length + 1,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new Refused(
      `${name}, line ${Number(error['lines'] ?? 1)}: is not CSV (a quote is left open or stands alone)`,
    );
  }
}

function columnsOf(header: readonly string[], name: string): string[] {
  const columns = header.map((cell) => cell.trim().toLowerCase());
  if (columns.length === 0) throw new Refused(`${name}, line 1: is empty; a roster begins with a header`);
  const missing = NEEDED.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw new Refused(
      `${name}, line 1: the header has no ${missing.join(', ')}; it is: ${ROSTER_COLUMNS.join(',')}`,
    );
  const twice = ROSTER_COLUMNS.find((column) => columns.indexOf(column) !== columns.lastIndexOf(column));
  if (twice) throw new Refused(`${name}, line 1: the header names ${twice} twice`);
  return columns;
}

const pupilOf = (cell: (column: Column) => string | null): RosterPupil => ({
  id: cell('mis_id') ?? '',
  legalForename: cell('legal_forename') ?? '',
  legalSurname: cell('legal_surname') ?? '',
  preferredForename: cell('preferred_forename'),
  preferredSurname: cell('preferred_surname'),
  knownAs: cell('known_as'),
  yearGroup: cell('year_group') ?? '',
  registrationGroup: cell('registration_group') ?? '',
});
