// drizzle-kit's configuration: `npm run db:generate` writes a migration from the schema; it is then read and committed.
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/index.ts',
  out: './db/migrations',
});
