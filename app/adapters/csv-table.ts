// CSV as school systems write it: UTF-8 or Windows-1252, three delimiters, quotes, line breaks inside cells. What is not said is
// found out, and shown to a person before it counts.
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import {
  type Delimiter,
  DELIMITERS,
  type Encoding,
  MOST_ROWS,
  type ReadingChoices,
  type TableRead,
} from '#app/domain/import/table.ts';

/** Rows and bytes looked at to find the delimiter. */
const LOOK_ROWS = 20;
const LOOK_UNITS = 65_536;
/** Bytes that Windows-1252 does not have. */
const NOT_WINDOWS = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** What bytes 0x80 to 0x9f are there; Node's own decoder takes them for control characters in some releases. */
const WINDOWS_LETTERS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** One record, in UTF-16 units: a quote left open must not swallow the file. */
const MOST_IN_RECORD = 400_000;

export function readCsv(bytes: Uint8Array, choices: ReadingChoices): TableRead {
  if (bytes.includes(0)) return { ok: false, fault: isUtf16(bytes) ? 'unknown_encoding' : 'not_a_table' };
  const decoded = decode(bytes, choices.encoding);
  if (!decoded) return { ok: false, fault: 'unknown_encoding' };
  const delimiter = choices.delimiter ?? delimiterOf(decoded.text);
  try {
    const [headers = [], ...rows] = records(decoded.text, delimiter, MOST_ROWS + 2);
    if (rows.length > MOST_ROWS) return { ok: false, fault: 'too_many_rows' };
    return { ok: true, table: { headers, rows }, as: { kind: 'csv', encoding: decoded.encoding, delimiter } };
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, fault: 'broken_csv' };
    throw error;
  }
}

const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);

function decode(
  bytes: Uint8Array,
  wanted: Encoding | undefined,
): { text: string; encoding: Encoding } | null {
  if (wanted !== 'windows-1252') {
    try {
      // A mark at the beginning is dropped.
      return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
    } catch {
      if (wanted === 'utf-8') return null;
    }
  }
  if (bytes.some((byte) => NOT_WINDOWS.has(byte))) return null;
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const text = latin.replace(
    /[\u0080-\u009f]/g,
    (letter) => WINDOWS_LETTERS[letter.charCodeAt(0) - 0x80] ?? letter,
  );
  return { text, encoding: 'windows-1252' };
}

/** The one under which the first rows have most columns, and all the same number. */
function delimiterOf(text: string): Delimiter {
  const begin = text.slice(0, LOOK_UNITS);
  const looked = begin.length < text.length ? begin.slice(0, begin.lastIndexOf('\n') + 1) || begin : begin;
  const scores = DELIMITERS.map((delimiter) => {
    try {
      const widths = records(looked, delimiter, LOOK_ROWS).map((row) => row.length);
      const width = widths[0] ?? 0;
      const even = widths.filter((each) => each === width).length / Math.max(1, widths.length);
      return width < 2 ? 0 : width * even * even;
    } catch {
      return 0;
    }
  });
  return DELIMITERS[scores.indexOf(Math.max(...scores))] ?? ',';
}

const records = (text: string, delimiter: Delimiter, to: number): string[][] =>
  parse(text, {
    delimiter,
    to,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: MOST_IN_RECORD,
  });
