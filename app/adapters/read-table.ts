// Tells by its first bytes what a file is, and reads it or says in one code why not. What a file is called counts for nothing.
import type { ReadingChoices, Table, TableRead } from '#app/domain/import/table.ts';
import { MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_IN_CELL, MOST_ROWS } from '#app/domain/import/table.ts';
import { readCsv } from './csv-table.ts';
import { readXlsx } from './xlsx-table.server.ts';

const starts = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);
const holds = (bytes: Uint8Array, text: string, within = bytes.length): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(within, bytes.length)).includes(text, 0, 'latin1');

/** Reads the whole file. Errors: none because of what is in it. */
export async function readTable(bytes: Uint8Array, choices: ReadingChoices): Promise<TableRead> {
  if (bytes.length === 0) return { ok: false, fault: 'empty' };
  if (bytes.length > MOST_BYTES) return { ok: false, fault: 'too_big' };
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return { ok: false, fault: 'pdf' };
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    // An encrypted workbook is wrapped in the old container, whose names are in UTF-16.
    const wrapped = holds(bytes, Buffer.from('EncryptedPackage', 'utf16le').toString('latin1'));
    return { ok: false, fault: wrapped ? 'protected' : 'old_excel' };
  }
  if (!starts(bytes, 0x50, 0x4b)) return bounded(readCsv(bytes, choices));
  if (holds(bytes, 'application/vnd.oasis.opendocument', 200)) return { ok: false, fault: 'open_document' };
  return bounded(await readXlsx(bytes, choices));
}

/** The headings made distinct, every row as long as they are, and all bounds kept. */
function bounded(read: TableRead): TableRead {
  if (!read.ok) return read;
  const lines = [read.table.headers, ...read.table.rows];
  const first = lines.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  if (first < 0) return { ok: false, fault: 'empty' };
  const headings = lines[first] ?? [];
  const width = headings.findLastIndex((cell) => cell.trim() !== '') + 1;
  const rows = lines.slice(first + 1);
  if (width < 2) return { ok: false, fault: 'no_headings' };
  if (width > MOST_COLUMNS) return { ok: false, fault: 'too_many_columns' };
  if (rows.length > MOST_ROWS) return { ok: false, fault: 'too_many_rows' };
  if (rows.length * width > MOST_CELLS) return { ok: false, fault: 'too_many_cells' };
  const even: string[][] = [];
  for (const row of rows) {
    if (row.slice(width).some((cell) => cell.trim() !== '')) return { ok: false, fault: 'broken_csv' };
    if (row.some((cell) => cell.length > MOST_IN_CELL)) return { ok: false, fault: 'not_a_table' };
    even.push(Array.from({ length: width }, (_, index) => row[index] ?? ''));
  }
  // Rows without anything in them say nothing; those in the middle keep their number.
  while (even.at(-1)?.every((cell) => cell.trim() === '')) even.pop();
  if (even.length === 0) return { ok: false, fault: 'empty' };
  const table: Table = { headers: distinct(headings.slice(0, width)), rows: even };
  return { ok: true, table, as: read.as };
}

function distinct(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((heading, index) => {
    const name = heading.trim().replace(/\s+/g, ' ').slice(0, 120) || `Column ${index + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
