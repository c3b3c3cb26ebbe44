// Dates as other systems write them. How a file writes them is found by what is impossible, and confirmed by a person: 03/04 is
// a different day in two of the ways, and a wrong birthday is a wrong permission.
import { DATE_FORMATS, type DateFormat } from './mapping.ts';

const SEPARATED = /^(\d{1,4})[/.\-\s](\d{1,2}|[a-z]{3,9})[/.\-\s](\d{1,4})(?:[T\s].*)?$/i;
const SERIAL = /^\d{5}(?:\.\d+)?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Day 0 of a spreadsheet's calendar, as it counts since 1900. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** `YYYY-MM-DD`, or null for what is no day of the calendar in this way of writing. A number of five figures is a spreadsheet's. */
export function dateFrom(cell: string, format: DateFormat): string | null {
  const text = cell.trim();
  if (SERIAL.test(text)) return serialDate(Number(text));
  const parts = SEPARATED.exec(text);
  if (!parts) return null;
  const [, a = '', b = '', c = ''] = parts;
  const named = MONTHS.indexOf(b.slice(0, 3).toLowerCase()) + 1;
  if (/[a-z]/i.test(b)) {
    if (named === 0) return null;
    return a.length === 4 ? isoDate(a, named, c) : isoDate(c, named, a);
  }
  // A year in front can only be year first, whatever the file's own way.
  if (a.length === 4) return isoDate(a, Number(b), c);
  if (format === 'dmy') return isoDate(c, Number(b), a);
  if (format === 'mdy') return isoDate(c, Number(a), b);
  return null;
}

/** The ways of writing in which a filled cell is no date. */
export function ruledOut(cell: string): readonly DateFormat[] {
  return DATE_FORMATS.filter((format) => dateFrom(cell, format) === null);
}

function isoDate(year: string, month: number, day: string): string | null {
  const y = Number(year);
  const d = Number(day);
  if (year.length !== 4 || y < FIRST_YEAR || y > LAST_YEAR) return null;
  const at = new Date(Date.UTC(y, month - 1, d));
  const exists = at.getUTCFullYear() === y && at.getUTCMonth() === month - 1 && at.getUTCDate() === d;
  return exists ? at.toISOString().slice(0, 10) : null;
}

function serialDate(days: number): string | null {
  const at = new Date(SERIAL_EPOCH_MS + Math.floor(days) * DAY_MS);
  const year = at.getUTCFullYear();
  return year >= FIRST_YEAR && year <= LAST_YEAR ? at.toISOString().slice(0, 10) : null;
}
