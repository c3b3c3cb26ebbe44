// Stops the one mistake that hangs the embedded database for ever: asking the outer handle from inside a transaction.
// The same rule holds on PostgreSQL, where the mistake would read outside the locks instead of hanging.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database } from '#db/client.server.ts';

interface Scope {
  readonly client: object;
  open: boolean;
  readonly outer: Scope | undefined;
}

const scopes = new AsyncLocalStorage<Scope>();

/** The outer database was used inside a transaction; the fix is to use the `tx` that was handed in. */
export class OuterDatabaseInTransaction extends Error {
  constructor() {
    super(
      'The database was used inside one of its own transactions: use the transaction that was handed in.',
    );
    this.name = 'OuterDatabaseInTransaction';
  }
}

function refuseInside(client: object): void {
  for (let scope = scopes.getStore(); scope; scope = scope.outer) {
    if (scope.open && scope.client === client) throw new OuterDatabaseInTransaction();
  }
}

/**
 * Wraps `db.transaction` and the named methods of its client, in place. Code that runs on behalf of an open
 * transaction of this client (also after an await) and calls one of them gets OuterDatabaseInTransaction.
 */
export function guardTransactions<C extends object>(
  db: Database,
  client: C,
  methods: (keyof C & string)[],
): void {
  for (const name of methods) {
    const original = client[name] as (...args: unknown[]) => unknown;
    const guarded = (...args: unknown[]): unknown => {
      refuseInside(client);
      return original.apply(client, args);
    };
    Object.defineProperty(client, name, { value: guarded, configurable: true, writable: true });
  }
  const begin = db.transaction.bind(db);
  db.transaction = async (run, config) => {
    refuseInside(client);
    const scope: Scope = { client, open: true, outer: scopes.getStore() };
    try {
      return await begin((tx) => scopes.run(scope, () => run(tx)), config);
    } finally {
      scope.open = false;
    }
  };
}
