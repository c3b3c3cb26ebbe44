// What a piece of work asks of a real PostgreSQL, and how the server goes about each question: which tables it reads from end to end, and
// how many rows and pages it looks at.
import pg from 'pg';

interface Asked {
  text: string;
  values: unknown[];
}

export interface Reading {
  text: string;
  /** tables that are read from end to end */
  wholly: string[];
  /** rows looked at in tables and indexes, also those that were passed over */
  rows: number;
  /** pages of 8 kB looked at */
  pages: number;
}

/** Does the work and returns every statement that looked for something, once each by its words. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Asked[]> {
  const asked = new Map<string, Asked>();
  const client = pg.Client.prototype as unknown as { query(...of: unknown[]): unknown };
  const { query } = client;
  client.query = function (this: unknown, ...of: unknown[]): unknown {
    const [first, second] = of;
    const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text;
    const given = Array.isArray(second) ? second : (first as { values?: unknown[] } | undefined)?.values;
    if (text && /^\s*(select|update|delete|with)\b/i.test(text))
      asked.set(text, { text, values: given ?? [] });
    return query.apply(this, of);
  };
  try {
    await work();
  } finally {
    client.query = query;
  }
  return [...asked.values()];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks'?: number;
  'Shared Read Blocks'?: number;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** What was appended to the log cannot be appended once more: the server only says how it would. */
const APPENDS_TO_LOG = /insert into "audit_events"/i;

/** Answers a statement once more, to see how; whatever it changes is undone. */
export async function readingOf(pool: pg.Pool, { text, values }: Asked): Promise<Reading> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const how = APPENDS_TO_LOG.test(text) ? 'format json' : 'analyze, buffers, timing off, format json';
    const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(
      `explain (${how}) ${text}`,
      values,
    );
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    if (!plan) throw new Error('the server did not explain itself');
    const scans = nodesOf(plan).filter((node) => node['Node Type'].endsWith('Scan'));
    return {
      text,
      wholly: scans.flatMap((node) => (node['Node Type'] === 'Seq Scan' && node['Relation Name']) || []),
      rows: scans.reduce(
        (total, node) =>
          total +
          (node['Actual Loops'] ?? 0) *
            ((node['Actual Rows'] ?? 0) +
              (node['Rows Removed by Filter'] ?? 0) +
              (node['Rows Removed by Index Recheck'] ?? 0)),
        0,
      ),
      pages: (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0),
    };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Tables with at least so many rows, as the server reckons. */
export async function tablesFrom(pool: pg.Pool, rows: number): Promise<string[]> {
  const { rows: found } = await pool.query<{ relname: string }>(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples >= $1 order by relname`,
    [rows],
  );
  return found.map(({ relname }) => relname);
}
