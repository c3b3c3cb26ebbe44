// The queue over Bull, on a server at an address, as the contract wants to see it.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { QueueAddress } from '#app/adapters/bull-connections.server.ts';
import { createBullQueue } from '#app/adapters/bull-queue.server.ts';
import { quietLog } from '#tests/support/quiet-log.ts';
import type { QueueUnderTest } from './queue-contract.ts';

export function bullUnderTest(connection: QueueAddress, end: () => Promise<void>): QueueUnderTest {
  return {
    open: (prefix) => createBullQueue({ connection, prefix, log: quietLog() }),
    async openSilent() {
      const dir = await mkdtemp(join(tmpdir(), 'gatepost-silent-'));
      const callers = new Set<Socket>();
      const server = createServer((caller) => callers.add(caller.on('error', () => undefined)));
      const socketPath = join(dir, 'silent.sock');
      await new Promise<void>((resolve) => server.listen(socketPath, resolve));
      const queue = createBullQueue({ connection: { socketPath }, log: quietLog() });
      return {
        queue,
        async end() {
          await queue.close();
          for (const caller of callers) caller.destroy();
          await new Promise((resolve) => server.close(resolve));
          await rm(dir, { recursive: true });
        },
      };
    },
    end,
  };
}
