// The kind of database connection that the practice platform needs.
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Any drizzle connection to PostgreSQL, embedded or not, whatever else its schema holds. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the schema's type is of no concern here
export type SandboxDatabase = PgDatabase<PgQueryResultHKT, any, any>;
