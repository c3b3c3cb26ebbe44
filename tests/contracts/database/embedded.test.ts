// The embedded database keeps the database's contract.
import { openDatabase } from '#db/client.server.ts';
import { databaseContract } from './database-contract.ts';

databaseContract('the embedded database', async () => {
  const database = await openDatabase({ mode: 'memory' });
  return { database, end: () => database.close() };
});
