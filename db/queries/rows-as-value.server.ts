// Rows that hang on another row, brought as one value of that row's statement: what would be a question of its own for each kind of row
// is then asked once. They come out as they would if they had been asked for by themselves.
import { type GetColumnData, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

type Columns = Record<string, AnyPgColumn>;
type RowOf<C extends Columns> = { [Name in keyof C]: GetColumnData<C[Name]> };

/**
 * These columns of the rows that `from` gives (tables, joins and the condition, as after the word `from`), in this order. Moments come
 * out as Date to the ms, arrays as arrays. For columns of no type that JSON cannot hold: no bytes, and no numbers beyond 2^53.
 */
export function rowsAsValue<C extends Columns>(
  columns: C,
  from: SQL,
  order: readonly (AnyPgColumn | SQL)[],
): SQL<RowOf<C>[]> {
  const names = Object.keys(columns);
  const read = Object.values(columns);
  const one = sql`json_build_array(${sql.join(read, sql`, `)})`;
  const ordered = order.length > 0 ? sql` order by ${sql.join([...order], sql`, `)}` : sql``;
  const all = sql`(select coalesce(json_agg(${one}${ordered}), '[]'::json) from ${from})`;
  const rowOf = (values: readonly unknown[]) =>
    Object.fromEntries(
      names.map((name, at) => {
        const value = values[at] ?? null;
        return [name, value === null ? null : read[at]?.mapFromDriverValue(value)];
      }),
    ) as RowOf<C>;
  // Kept in a statement of its own, or drizzle would leave out the names of tables where only one is asked.
  return sql`${all}`.mapWith((rows: unknown[][]) => rows.map(rowOf)) as SQL<RowOf<C>[]>;
}
