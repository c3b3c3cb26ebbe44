// A worker of a cluster, as far as it publishes: the sweeps and jobs that send, settle and free posts, on a real PostgreSQL and a
// real queue, posting to the practice platform at a given address. Its database clock runs at a given distance from the database's, so
// that a test can live in its own year; its machine's wall clock can be wrong besides. Given a folder of clean photos it reads them from
// there, reads live posts back, and sweeps more often. It says `ready`, and stops at SIGTERM.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBullQueue } from '#app/adapters/bull-queue.server.ts';
import { createDatabaseClock, readDatabaseTime } from '#app/adapters/database-clock.server.ts';
import { createXPublisher } from '#app/adapters/x-publisher.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { noMeasures } from '#app/domain/ports/measures.ts';
import { openDatabase } from '#db/client.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import { TEST_WORD_KEY, testAuditSeal, testVault } from '#tests/support/test-seals.ts';
import { createPlaces, POSTS_AT_ONCE } from '#workers/in-hand.ts';
import { PROCESSORS } from '#workers/registry.ts';
import { startSweeps } from '#workers/sweeps/run-sweeps.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';

const NEEDED = ['due-posts', 'stuck-deliveries', 'unknown-outcomes', 'late-posts'];

/** ms between two runs of a sweep at most, with a folder of photos */
const OFTEN_MS = 300;

const [databaseUrl = '', redisUrl = '', platform = '', offset = '0', wallError = '0', photoFolder = ''] =
  process.argv.slice(2);
/** How long what is in hand may take at SIGTERM, in ms; shorter where a test waits for it again and again. */
const patienceMs = photoFolder ? 3_000 : 6_000;
const needed = photoFolder ? [...NEEDED, 'live-posts'] : NEEDED;
const open = await openDatabase({ mode: 'cluster', url: databaseUrl });
carryWordKey(open.db, TEST_WORD_KEY);
let wrongBy = Number(wallError);
const clock = createDatabaseClock(async () => (await readDatabaseTime(open.db)) + Number(offset), {
  steady: () => performance.now(),
  wall: () => Date.now() + wrongBy,
});
await clock.start();
const log = quietLog();
const queue = createBullQueue({ connection: { url: redisUrl }, log });
const publisher = createXPublisher({ baseUrl: platform, now: clock.now });
const unused = new Proxy(
  {},
  {
    get: () => {
      throw new Error('this worker only publishes');
    },
  },
);
const deps = {
  ...(Object.fromEntries(
    ['engine', 'faces', 'tables', 'connectors', 'connecting', 'archive', 'recordsPage', 'anchors'].map(
      (name) => [name, unused],
    ),
  ) as Pick<WorkerDeps, 'engine'>),
  db: open.db,
  clock,
  queue,
  auditSeal: testAuditSeal,
  log,
  // Looked up when it is asked for: a photo may come after this worker did.
  photos: photoFolder
    ? { readClean: (key: string) => readFile(join(photoFolder, key)).catch(() => null) }
    : unused,
  publishers: { for: () => publisher },
  links: null,
  post: null,
  tokens: testVault,
  nameVault: testVault,
  reasons: testVault,
  journal: { append: async () => undefined, settle: async () => undefined },
} as unknown as WorkerDeps;

const places = createPlaces(POSTS_AT_ONCE);
const consumer = queue.consumer();
consumer.process('publish-post', 8, async (ref) => {
  await PROCESSORS['publish-post']({ ...deps, measures: noMeasures, places }, ref);
});
const sweeps = startSweeps(
  { ...deps, places },
  SWEEPS.filter(({ name }) => needed.includes(name)).map((sweep) => ({
    ...sweep,
    everyMs: photoFolder ? Math.min(sweep.everyMs, OFTEN_MS) : sweep.everyMs,
  })),
);
// The machine's time is set wrong by ten seconds more; the line says whether the clock is believed then.
process.on('SIGUSR2', () => {
  wrongBy += 10_000;
  console.log(`trusted ${clock.trustworthy()}`);
});
const toldToStop = new Promise<void>((resolve) => process.once('SIGTERM', () => resolve()));
// Only now: whoever reads it may send a signal at once.
console.log('ready');
await toldToStop;
sweeps.halt();
await Promise.all([sweeps.stop(patienceMs), consumer.pause(patienceMs)]);
await queue.close();
clock.stop();
await open.close();
console.log('stopped');
// As the product leaves: a call to the platform that still runs is not waited for.
process.exit(0);
