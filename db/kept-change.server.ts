// Changes whose text is made once for each set of columns that they change, as that of selects is (kept-select): a post that goes out
// changes some twenty rows, nearly always the same columns of them.
import { type Column, getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '#db/client.server.ts';
import { type Asked, type Given, keptSelect, type One, type Prepared } from './kept-select.server.ts';

/** Plain values by column; one that is undefined is left out. */
type Values<T extends PgTable> = Partial<T['$inferInsert']>;
/** What stands for each value while the change is put together. */
export type StandIns<T extends PgTable> = { [C in keyof T['$inferInsert']]: SQL };
type AtLeastOne<Row> = readonly [Row, ...Row[]];

/** Most shapes that are kept of one change. */
const MOST_KEPT = 40;

/**
 * A change that gives rows back, put together the first time that just these columns of so many rows are given. `build` may lean on
 * nothing that changes: what it changes and what it is asked by come each time anew.
 * Out: the rows, just as the change itself gives them.
 */
export function keptChange<T extends PgTable, G extends Given, Row>(
  table: T,
  build: (
    db: Tx,
    rows: [StandIns<T>, ...StandIns<T>[]],
    given: G,
  ) => { prepare(name: string): Prepared<Row> },
): (db: Tx, rows: AtLeastOne<Values<T>>, asked: Asked<G>) => Promise<Row[]> {
  type Ask = (db: Tx, asked: Asked<G>) => Promise<Row[]>;
  const byShape = new Map<string, Ask>();
  const columns: Record<string, Column> = getTableColumns(table);
  return (db, rows, asked) => {
    const values: Record<string, One> = {};
    const named = (row: Values<T>, at: number): string[] =>
      Object.entries(row).flatMap(([name, value]) => {
        if (value === undefined) return [];
        values[`${at}.${name}`] = driven(columns[name], value);
        return [name];
      });
    const [first, ...others] = rows;
    const names: [string[], ...string[][]] = [
      named(first, 0),
      ...others.map((row, at) => named(row, at + 1)),
    ];
    const shape = names.join('\n');
    const ask: Ask =
      byShape.get(shape) ??
      keptSelect((tx, given: G) => build(tx as Tx, names.map(standIns<T>) as [StandIns<T>], given));
    if (byShape.size < MOST_KEPT) byShape.set(shape, ask);
    return ask(db, { ...asked, ...values });
  };
}

const standIns = <T extends PgTable>(names: string[], at: number): StandIns<T> =>
  Object.fromEntries(names.map((name) => [name, sql`${sql.placeholder(`${at}.${name}`)}`])) as StandIns<T>;

/** A value as the driver takes it. Errors: for a name that is no column. */
function driven(column: Column | undefined, value: unknown): One {
  if (!column) throw new Error('there is no such column');
  return value === null ? null : (column.mapToDriverValue(value) as One);
}
