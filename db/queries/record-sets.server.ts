// Many rows in one statement: as JSON under the columns' own names, which costs the database less than thousands of parameters.
import { type SQL, sql } from 'drizzle-orm';

/** Rows of one statement. */
const AT_ONCE = 2_000;

type Columns = Record<string, { name: string }>;

/**
 * The rows as a set of records of `table`, for `from` in a statement: `json_populate_recordset(null::table, …)`. What is left out of
 * a row is null there, whatever the column's default is.
 */
export function recordSet(name: SQL, table: object, rows: readonly Record<string, unknown>[]): SQL {
  const columns = Object.entries(table as Columns).filter(([, column]) => typeof column?.name === 'string');
  const records = rows.map((row) => {
    const record: Record<string, unknown> = {};
    for (const [key, { name: column }] of columns)
      if (row[key] !== null && row[key] !== undefined) record[column] = row[key];
    return record;
  });
  return sql`json_populate_recordset(null::${name}, ${JSON.stringify(records)}::json)`;
}

/** Hands the rows to `write` some at a time, in their order. */
export async function inSlices<T>(
  rows: readonly T[],
  write: (some: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE) await write(rows.slice(start, start + AT_ONCE));
}
