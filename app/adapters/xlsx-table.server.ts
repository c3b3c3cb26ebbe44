// XLSX. The library reads whatever it is given, so what it is given is made here: the archive is opened within bounds, its sheets are
// measured before any row is made, and only what passed is put into a plain archive and handed over.
import { crc32, inflateRawSync } from 'node:zlib';
import readXlsxFile from 'read-excel-file/node';
import { MOST_COLUMNS, MOST_ROWS, type ReadingChoices, type TableRead } from '#app/domain/import/table.ts';

const MOST_ENTRIES = 500;
/** All entries together, in bytes, once inflated: a year's register of 200,000 rows stays below it. */
const MOST_INFLATED = 150 * 1024 * 1024;
const MOST_CELLS_IN_SHEET = 4_000_000;
const MOST_SHEETS = 50;
const END_RECORD = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

class NotSound extends Error {}

interface Entry {
  path: string;
  bytes: Uint8Array;
}

/** The first sheet, or the one chosen by its name. */
export async function readXlsx(bytes: Uint8Array, choices: ReadingChoices): Promise<TableRead> {
  try {
    const entries = unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (!entries.some(({ path }) => path === 'xl/workbook.xml')) return { ok: false, fault: 'not_a_table' };
    for (const { path, bytes: xml } of entries) measure(path, xml);
    const sheets = await readXlsxFile(pack(entries), { trim: false });
    const names = sheets.map(({ sheet }) => sheet).slice(0, MOST_SHEETS);
    const wanted = choices.sheet ?? names[0];
    const found = sheets.find(({ sheet }) => sheet === wanted);
    if (!found || wanted === undefined) return { ok: false, fault: 'no_such_sheet' };
    const [headers = [], ...rows] = found.data.map((row) => row.map(textOf));
    if (rows.length > MOST_ROWS) return { ok: false, fault: 'too_many_rows' };
    return { ok: true, table: { headers, rows }, as: { kind: 'xlsx', sheet: wanted, sheets: names } };
  } catch (error) {
    if (error instanceof TooMuch) return { ok: false, fault: error.fault };
    return { ok: false, fault: 'broken_xlsx' };
  }
}

class TooMuch extends NotSound {
  constructor(readonly fault: 'too_many_rows' | 'too_many_columns' | 'too_many_cells' | 'too_big') {
    super(fault);
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return String(cell);
}

/** Every XML entry that the archive's own list names, inflated within bounds. */
function unpack(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || zip.length < end + 22 || zip.readUInt32LE(end) !== END_RECORD) throw new NotSound('no end');
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new TooMuch('too_big');
  let at = zip.readUInt32LE(end + 16);
  let left = MOST_INFLATED;
  const entries: Entry[] = [];
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new NotSound('no entry');
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
    at += 46 + nameLength + extra + comment;
    if (!path.endsWith('.xml') && !path.endsWith('.xml.rels')) continue;
    if (entries.some((entry) => entry.path === path)) throw new NotSound('twice');
    const bytes = inflate(zip, local, method, size, left);
    left -= bytes.length;
    entries.push({ path, bytes });
  }
  return entries;
}

function inflate(zip: Buffer, local: number, method: number, size: number, most: number): Uint8Array {
  if (zip.readUInt32LE(local) !== LOCAL) throw new NotSound('no file');
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(from, from + size);
  if (packed.length !== size) throw new NotSound('cut');
  if (method === STORED) {
    if (size > most) throw new TooMuch('too_big');
    return packed;
  }
  if (method !== DEFLATED) throw new NotSound('method');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new TooMuch('too_big') : error;
  }
}

/** A cell's own address makes every row and column before it, so that addresses are looked at before they are believed. */
function measure(path: string, xml: Uint8Array): void {
  const text = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength).toString('latin1');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new NotSound('declares');
  if (!path.startsWith('xl/worksheets/')) return;
  let cells = 0;
  for (const [, , address = ''] of text.matchAll(/\sr\s*=\s*(["'])([^"']{0,24})/g)) {
    const parts = /^([A-Z]{0,3})(\d{1,7})$/.exec(address);
    if (!parts) throw new NotSound('address');
    if (Number(parts[2]) > MOST_ROWS + 1) throw new TooMuch('too_many_rows');
    if (columnNumber(parts[1] ?? '') > MOST_COLUMNS) throw new TooMuch('too_many_columns');
    if (++cells > MOST_CELLS_IN_SHEET) throw new TooMuch('too_many_cells');
  }
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** A plain archive of the entries: nothing packed, nothing hidden between them. */
function pack(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { path, bytes } of entries) {
    const name = Buffer.from(path);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(bytes.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(LOCAL, 0);
    const file = Buffer.concat([head, shared, name, bytes]);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(CENTRAL, 0);
    entry.writeUInt16LE(20, 4);
    shared.copy(entry, 6);
    entry.writeUInt32LE(at, 42);
    list.push(entry, name);
    parts.push(file);
    at += file.length;
  }
  const central = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END_RECORD, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, central, end]);
}
