// A worker of the minute rush: every sweep and every job of publishing, on the real queue and database, as a worker of a cluster runs
// them. Its clock is the database's, at a given distance from it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBullQueue } from '#app/adapters/bull-queue.server.ts';
import { createDatabaseClock, readDatabaseTime } from '#app/adapters/database-clock.server.ts';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { openDatabase } from '#db/client.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { memoryPhotoStore } from '#tests/support/memory-photo-store.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import { scriptedConnector } from '#tests/support/scripted-connector.ts';
import { TEST_WORD_KEY, testAuditSeal, testVault } from '#tests/support/test-seals.ts';
import { startWorker } from '#workers/start.ts';

const [databaseUrl = '', redisUrl = '', platform = '', photoFolder = '', offset = '0'] =
  process.argv.slice(2);
const open = await openDatabase({ mode: 'cluster', url: databaseUrl });
carryWordKey(open.db, TEST_WORD_KEY);
const clock = createDatabaseClock(async () => (await readDatabaseTime(open.db)) + Number(offset), {
  steady: () => performance.now(),
  wall: () => Date.now(),
});
await clock.start();
const log = quietLog();
const queue = createBullQueue({ connection: { url: redisUrl }, log });
const publisher = createXPublisher({ baseUrl: platform, now: clock.now });
const clean = new Map<string, Uint8Array>();
for (const key of await readdir(photoFolder)) clean.set(key, await readFile(join(photoFolder, key)));
const well = { health: async () => ({ ok: true, detail: '' }), close: async () => undefined };
const deps = {
  db: open.db,
  clock,
  queue,
  auditSeal: testAuditSeal,
  log,
  photos: memoryPhotoStore(clean, clock.now).store,
  engine: well,
  faces: well,
  publishers: { for: () => publisher },
  connectors: scriptedConnector(clock.now).connectors,
  connecting: { barriers: [] },
  links: null,
  post: null,
  tokens: testVault,
  nameVault: testVault,
  reasons: testVault,
  journal: { append: async () => undefined, settle: async () => undefined },
  anchors: { append: async () => undefined },
} as unknown as WorkerDeps;
await startWorker({ deps, intents: [], close: async () => undefined }, queue.consumer());
console.log('ready');
process.once('SIGTERM', () => process.exit(0));
