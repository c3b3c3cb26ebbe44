// A worker that takes one job from the queue at the socket of its first argument (prefix: second), says so, and never
// finishes it.
import { createBullQueue } from '#app/adapters/bull-queue.server.ts';
import { quietLog } from '#tests/support/quiet-log.ts';

const [socketPath = '', prefix = ''] = process.argv.slice(2);
const queue = createBullQueue({ connection: { socketPath }, prefix, log: quietLog() });
queue.consumer().process('publish-post', 1, async () => {
  console.log('begun');
  await new Promise(() => undefined);
});
