// What a file turned out to hold, as far as a person needs it to say which column is which: headings, a few rows, and for each
// column how many cells are filled, which few values recur and which ways of writing dates they rule out.
import { ruledOut } from './dates.ts';
import { type DateFormat, DATE_FORMATS } from './mapping.ts';
import type { ReadAs, Table } from './table.ts';

/** Rows shown as they are. */
export const SAMPLE_ROWS = 5;
/** A column with more different values than this holds no kinds of consent and no answers. */
export const MOST_VALUES = 60;
/** Longest value that is listed, in UTF-16 units. */
const LONGEST_VALUE = 120;

export interface ColumnProfile {
  header: string;
  filled: number;
  /** value and how often, most frequent first; null where there are too many different ones */
  values: readonly (readonly [string, number])[] | null;
  /** ways of writing dates that every filled cell allows; empty when they are no dates */
  dates: readonly DateFormat[];
}

export interface ImportProfile {
  as: ReadAs;
  rows: number;
  columns: readonly ColumnProfile[];
  sample: readonly (readonly string[])[];
}

/** Looks at every cell once. */
export function profileOf(table: Table, as: ReadAs): ImportProfile {
  return {
    as,
    rows: table.rows.length,
    columns: table.headers.map((header, index) => columnOf(table, header, index)),
    sample: table.rows.slice(0, SAMPLE_ROWS),
  };
}

function columnOf(table: Table, header: string, index: number): ColumnProfile {
  const counts = new Map<string, number>();
  const out = new Set<DateFormat>();
  let filled = 0;
  let many = false;
  for (const row of table.rows) {
    const cell = (row[index] ?? '').trim();
    if (cell === '') continue;
    filled++;
    if (out.size < DATE_FORMATS.length) for (const format of ruledOut(cell)) out.add(format);
    if (many) continue;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    many = counts.size > MOST_VALUES || cell.length > LONGEST_VALUE;
  }
  return {
    header,
    filled,
    values: many ? null : [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)),
    dates: filled === 0 ? [] : DATE_FORMATS.filter((format) => !out.has(format)),
  };
}
