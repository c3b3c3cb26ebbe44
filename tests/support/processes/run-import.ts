// A process that does the worker's step of an import on a real PostgreSQL, so that a test can kill it in the middle of it. Its
// arguments: the database's address, the school, the import, the file, and the moment at which its clock stands.
import { readFile } from 'node:fs/promises';
import { readTable } from '#app/adapters/read-table.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { workImport } from '#app/domain/import/work-import.ts';
import { openDatabase } from '#db/client.server.ts';
import { testAuditSeal, testVault } from '../test-seals.ts';

const [url = '', schoolId = '', importId = '', file = '', moment = ''] = process.argv.slice(2);
const database = await openDatabase({ mode: 'cluster', url });
const bytes = await readFile(file);
const quiet = (): void => undefined;
const deps = {
  db: database.db,
  clock: { now: () => new Date(moment), trustworthy: () => true },
  queue: { enqueue: async () => undefined },
  auditSeal: testAuditSeal,
  log: { info: quiet, warn: quiet, error: quiet },
  photos: { readPieces: async () => bytes },
  tables: { read: readTable },
  nameVault: testVault,
} as unknown as WorkerDeps;

console.log('begins');
console.log(await workImport(deps, { schoolId, importId }));
await database.close();
