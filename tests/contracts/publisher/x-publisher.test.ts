// The contract on the real X adapter: the client library over real sockets to the practice platform, which
// remembers in this process or in the embedded database.
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { embeddedSandboxDatabase } from '#tests/support/sandbox-database.ts';
import { publisherContract } from './publisher-contract.ts';
import { LIKE_X } from './publisher-harness.ts';
import { xHarness } from './x-harness.ts';

publisherContract('X over sockets, platform in memory', LIKE_X, () =>
  xHarness(createMemoryStore(), async () => {}),
);

publisherContract('X over sockets, platform in the embedded database', LIKE_X, async () => {
  const { db, close } = await embeddedSandboxDatabase();
  return xHarness(createDatabaseStore(db), close);
});
