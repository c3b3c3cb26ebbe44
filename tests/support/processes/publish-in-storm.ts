// A worker that is going to be killed: the sweeps and jobs that send, settle, free and remove posts, on a real PostgreSQL and a real
// queue, posting to whatever stands at the given address. Its time runs faster than the machine's, by the scale it is told.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createBullQueue } from '#app/adapters/bull-queue.server.ts';
import type { WorkerDeps } from '#app/domain/deps.ts';
import { noMeasures } from '#app/domain/ports/measures.ts';
import { openDatabase } from '#db/client.server.ts';
import { carryWordKey } from '#db/name-digests.server.ts';
import { memoryPhotoStore } from '#tests/support/memory-photo-store.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import { scaledClock } from '#tests/support/scaled-clock.ts';
import { TEST_WORD_KEY, testAuditSeal, testVault } from '#tests/support/test-seals.ts';
import { platformAt, type StormAt } from '#tests/storm/worker-platform.ts';
import { createPlaces, POSTS_AT_ONCE } from '#workers/in-hand.ts';
import { PROCESSORS } from '#workers/registry.ts';
import { startSweeps } from '#workers/sweeps/run-sweeps.ts';
import { SWEEPS } from '#workers/sweeps/sweeps.ts';

const NEEDED = ['due-posts', 'stuck-deliveries', 'unknown-outcomes', 'second-copies', 'takedowns'];

const [databaseUrl = '', redisUrl = '', photoFolder = '', told = '{}'] = process.argv.slice(2);
const at = JSON.parse(told) as StormAt;
const open = await openDatabase({ mode: 'cluster', url: databaseUrl });
carryWordKey(open.db, TEST_WORD_KEY);
const clock = scaledClock(at.scale);
const log = quietLog();
const queue = createBullQueue({ connection: { url: redisUrl }, log });
const { publisher, connector } = platformAt(at, clock.now);
const clean = new Map<string, Uint8Array>();
for (const key of await readdir(photoFolder)) clean.set(key, await readFile(join(photoFolder, key)));
const deps = {
  db: open.db,
  clock,
  queue,
  auditSeal: testAuditSeal,
  log,
  photos: memoryPhotoStore(clean, clock.now).store,
  publishers: { for: () => publisher },
  connectors: { for: () => connector },
  links: null,
  post: null,
  tokens: testVault,
  nameVault: testVault,
  reasons: testVault,
  journal: { append: async () => undefined, settle: async () => undefined },
} as unknown as WorkerDeps;

const places = createPlaces(POSTS_AT_ONCE);
queue.consumer().process('publish-post', 4, async (ref) => {
  await PROCESSORS['publish-post']({ ...deps, measures: noMeasures, places }, ref);
});
startSweeps(
  { ...deps, places },
  SWEEPS.filter(({ name }) => NEEDED.includes(name)),
);
console.log('ready');
