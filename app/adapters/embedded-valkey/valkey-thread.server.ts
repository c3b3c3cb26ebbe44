// The entry of the worker thread in which the embedded Valkey runs, so that a flood of jobs never holds up a page.
// It saves changed data every few seconds and at the end: at worst the last seconds of jobs are lost, and the
// database finds that work again.
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { Redis } from 'ioredis';
import { SocketValkey } from './socket-valkey.server.ts';
import type { FromThread, ThreadSettings, ToThread } from './thread-messages.ts';

const { dir, socketPath, saveEveryMs } = workerData as ThreadSettings;
const say = (message: FromThread): void => parentPort?.postMessage(message);

function endThread(error: unknown): never {
  say({ is: 'failed', why: error instanceof Error ? error.message : 'it ended by itself (see valkey.log)' });
  process.exit(1);
}

const valkey = new SocketValkey({ dir, socketPath, onCrash: endThread });
await valkey.start().catch(endThread);
const client = new Redis({ path: socketPath, enableReadyCheck: false });
client.on('error', () => undefined);

async function saveWhenChanged(): Promise<void> {
  const facts = await client.info('persistence');
  const changes = Number(/^rdb_changes_since_last_save:(\d+)/m.exec(facts)?.[1] ?? 0);
  if (changes > 0) await client.save();
}

let closing = false;
parentPort?.on('message', (message: ToThread) => {
  if (message === 'close') closing = true;
});
say({ is: 'ready' });

// A disk without room must not end the queue: the next save may succeed.
let savedAt = performance.now();
while (!closing) {
  await wait(50);
  if (performance.now() - savedAt < saveEveryMs) continue;
  await saveWhenChanged().catch(() => undefined);
  savedAt = performance.now();
}
await saveWhenChanged().catch(() => undefined);
client.disconnect();
await valkey.stop();
process.exit(0);
