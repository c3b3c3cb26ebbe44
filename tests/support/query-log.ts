// Listens to what an embedded database is asked, so that a test can hold the amount and the kind of work of two requests against
// each other: work that differs takes a time that differs.
import type { PGlite } from '@electric-sql/pglite';

export interface QueryLog {
  /** The statements since the last time, in order, without their values. */
  taken(): string[];
}

interface Asked {
  query(statement: string, ...rest: unknown[]): unknown;
}

/** From now on every statement is noted, inside transactions too. */
export function watchQueries(raw: PGlite): QueryLog {
  let statements: string[] = [];
  const noting = <T extends Asked>(target: T): T =>
    new Proxy(target, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name, of);
        if (typeof value !== 'function') return value;
        if (name !== 'query') return value.bind(of) as unknown;
        return (statement: string, ...rest: unknown[]) => {
          statements.push(statement);
          return (value as Asked['query']).call(of, statement, ...rest);
        };
      },
    });
  const query = raw.query.bind(raw) as Asked['query'];
  const transaction = raw.transaction.bind(raw);
  Object.assign(raw, {
    query: (statement: string, ...rest: unknown[]) => {
      statements.push(statement);
      return query(statement, ...rest);
    },
    transaction: (run: (tx: never) => Promise<unknown>) =>
      transaction((tx) => run(noting(tx as unknown as Asked) as never)),
  });
  return {
    taken: () => {
      const all = statements;
      statements = [];
      return all;
    },
  };
}
