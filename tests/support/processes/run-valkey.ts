// A process that runs the embedded queue server in the folder of its first argument (thread module: second, PATH: third)
// and counts upwards in it. It prints `ready KIND`, then each number that was saved.
import { Redis } from 'ioredis';
import { startEmbeddedValkey } from '#app/adapters/embedded-valkey/embedded-valkey.server.ts';
import { quietLog } from '#tests/support/quiet-log.ts';

const [dir = '', entry = '', searchPath = ''] = process.argv.slice(2);
const server = await startEmbeddedValkey({ dir, entry, searchPath, saveEveryMs: 100, log: quietLog() });
console.log(`ready ${server.kind}`);
const client = new Redis({ path: server.socketPath });
for (;;) {
  const number = await client.incr('number');
  if (/^rdb_changes_since_last_save:0/m.test(await client.info('persistence'))) console.log(number);
}
