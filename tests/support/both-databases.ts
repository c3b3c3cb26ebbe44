// The two databases that the product runs on, each with the practice schools, for what must be the same on both.
import { openDatabase } from '#db/client.server.ts';
import { migrateAndSeed, seededDatabase } from './database.ts';
import { freshDatabase, testDatabaseUrl } from './real-servers.ts';

const server = testDatabaseUrl();

const embedded = async () => {
  const open = await seededDatabase();
  return { open, end: () => open.close() };
};
const onServer = async () => {
  const { url, drop } = await freshDatabase(server ?? '');
  const open = await openDatabase({ mode: 'cluster', url });
  await migrateAndSeed(open);
  return { open, end: () => open.close().then(drop) };
};

/** `here`: whether this machine has it; `start` opens one of its own, which `end` closes and leaves no trace of. */
export const BOTH_DATABASES = [
  { from: 'the embedded database', start: embedded, here: true },
  { from: 'a PostgreSQL server (needs TEST_DATABASE_URL)', start: onServer, here: Boolean(server) },
];
