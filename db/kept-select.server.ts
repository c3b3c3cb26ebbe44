// Selects whose text is made once. Putting the text of a select together from its columns takes drizzle longer than it takes PostgreSQL
// to answer it, and a post that goes out asks the same dozen several times.
import { type Placeholder, sql } from 'drizzle-orm';
import type { PgPreparedQuery, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '#db/client.server.ts';

type Db = Database | Tx;

/** What is asked by, as the driver takes it: a moment as ISO text. */
export type One = string | number | boolean | null;
/** What stands for it while the select is put together; for a list, as many as it is long. */
export type Given = Record<string, Placeholder | Placeholder[]>;
export type Asked<G extends Given> = {
  [Name in keyof G]: G[Name] extends Placeholder[] ? readonly One[] : One;
};

export type Prepared<Row> = PgPreparedQuery<PreparedQueryConfig & { execute: Row[] }>;
type Session = Database['_']['session'];

/** What is kept of a select: its text, its columns, and which of its tables may have no row. Never the connection it was made for. */
interface Kept {
  query: ReturnType<PgPreparedQuery<PreparedQueryConfig>['getQuery']>;
  fields: Parameters<Session['prepareQuery']>[1];
  joinsNotNullableMap: Record<string, boolean> | undefined;
}

/** Most texts that are kept of one select, which has one for each length of its lists. */
const MOST_KEPT = 40;

/**
 * A select (or a change that gives rows back) that is put together the first time it is asked and only filled in after that, in whatever
 * transaction it is asked then.
 * `build` may lean on nothing that changes: what it is asked by comes by name, each time anew.
 * Out: the rows, just as the select itself gives them.
 */
export function keptSelect<G extends Given, Row>(
  build: (db: Db, given: G) => { prepare(name: string): Prepared<Row> },
): (db: Db, asked: Asked<G>) => Promise<Row[]> {
  const byLengths = new Map<string, Kept>();
  return async (db, asked) => {
    const { given, values, lengths } = laidOut<G>(asked);
    const kept = byLengths.get(lengths) ?? keptOf(build(db, given).prepare(''));
    if (byLengths.size < MOST_KEPT) byLengths.set(lengths, kept);
    const prepared: Prepared<Row> = db._.session.prepareQuery(kept.query, kept.fields, undefined, true);
    return Object.assign(prepared, { joinsNotNullableMap: kept.joinsNotNullableMap }).execute(values);
  };
}

/** Placeholders for all that is asked by, what each of them stands for, and how long the lists are. */
function laidOut<G extends Given>(asked: Asked<G>) {
  const given: Given = {};
  const values: Record<string, One> = {};
  const placed = (name: string, value: One): Placeholder => {
    values[name] = value;
    return sql.placeholder(name);
  };
  let lengths = '';
  for (const [name, value] of Object.entries<One | readonly One[]>(asked)) {
    given[name] = isList(value) ? value.map((one, at) => placed(`${name}.${at}`, one)) : placed(name, value);
    if (isList(value)) lengths += ` ${name} ${value.length}`;
  }
  return { given: given as G, values, lengths };
}

const isList = (value: One | readonly One[]): value is readonly One[] => Array.isArray(value);

/** Drizzle declares neither its columns nor its tables, and needs both to give the rows their form. */
function keptOf(prepared: PgPreparedQuery<PreparedQueryConfig>): Kept {
  const { fields, joinsNotNullableMap } = prepared as unknown as Omit<Kept, 'query'>;
  if (!fields) throw new Error('a select without columns cannot be kept');
  return { query: prepared.getQuery(), fields, joinsNotNullableMap };
}
