// The queue over the embedded server keeps the contract.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedValkey } from '#app/adapters/embedded-valkey/embedded-valkey.server.ts';
import { bundleEntry } from '#tests/support/bundle.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import { bullUnderTest } from './bull-under-test.ts';
import { queueContract } from './queue-contract.ts';

queueContract('the queue over the embedded server', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'gatepost-queue-'));
  const entry = await bundleEntry('app/adapters/embedded-valkey/valkey-thread.server.ts');
  const server = await startEmbeddedValkey({ dir, entry, searchPath: '', log: quietLog() });
  return bullUnderTest({ socketPath: server.socketPath }, async () => {
    await server.close();
    await rm(dir, { recursive: true });
  });
});
