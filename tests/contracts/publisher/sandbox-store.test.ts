// The practice platform's store in memory, in the embedded database and, where there is one, in a real PostgreSQL.
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { createMemoryStore } from '#sandbox/memory-store.ts';
import { testDatabaseUrl } from '#tests/support/real-servers.ts';
import { embeddedSandboxDatabase, realSandboxDatabase } from '#tests/support/sandbox-database.ts';
import { sandboxStoreContract } from './sandbox-store-contract.ts';

sandboxStoreContract('memory', async () => ({ store: createMemoryStore(), close: async () => {} }));

sandboxStoreContract('embedded database', async () => {
  const { db, close } = await embeddedSandboxDatabase();
  return { store: createDatabaseStore(db), close };
});

const server = testDatabaseUrl();
if (server) {
  sandboxStoreContract('PostgreSQL', async () => {
    const { db, close } = await realSandboxDatabase(server);
    return { store: createDatabaseStore(db), close };
  });
}
